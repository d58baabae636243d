/**
 * The overhead of the action and of the command before any work: a dry run and a version against a bare Node, many rules against the default ones, and a
 * bake file of many images against only reading it.
 * @import { Scenario } from './publish.mjs'
 * @import { Setting } from './setting.mjs'
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand, runTagboat } from './sides.mjs'

const RULES = 30
const IMAGES = 50
const TARGETS = 100

/**
 * @param {Setting} setting
 * @returns {Scenario[]}
 */
export function dryRunScenarios(setting) {
  // A dry run of a push would ask a registry for every tag; here only reading, planning and reporting count.
  /** @param {Record<string, string>} inputs */
  const dryRun = (inputs) => runTagboat(setting, { 'dry-run': 'true', push: 'false', ...inputs })
  const defaults = { images: 'registry.example/acme/app' }
  const bakeFile = join(setting.dir, 'many.json')
  writeFileSync(bakeFile, JSON.stringify(describeTargets()))
  const many = { images: nameImages().join('\n'), tags: writeRules().join('\n') }
  return [
    {
      name: 'start-up',
      about: { what: 'start-up' },
      sides: [
        { name: 'dry run', run: () => dryRun(defaults) },
        { name: 'node -e 0', run: () => runCommand(setting, setting.node, ['-e', '0']) },
      ],
    },
    {
      name: 'command',
      about: { what: 'command' },
      sides: [
        {
          name: 'tagboat --version',
          run: () => runCommand(setting, setting.node, [join(setting.root, 'bin/tagboat.js'), '--version']),
        },
        { name: 'node -e 0', run: () => runCommand(setting, setting.node, ['-e', '0']) },
      ],
    },
    {
      name: 'rules',
      about: { what: 'rules' },
      sides: [
        { name: `dry run, ${RULES} rules, ${IMAGES} images`, run: () => dryRun(many) },
        { name: 'dry run, defaults', run: () => dryRun(defaults) },
      ],
    },
    {
      name: 'bake file',
      about: { what: 'bake file' },
      sides: [
        {
          name: `dry run, ${TARGETS} bake targets`,
          run: () =>
            dryRun({ ...defaults, images: 'registry.example/acme/app/{{target}}', 'bake-files': bakeFile }),
        },
        {
          name: 'buildx bake --print',
          run: () => runCommand(setting, 'docker', ['buildx', 'bake', '--file', bakeFile, '--print']),
        },
        { name: 'dry run, defaults', run: () => dryRun(defaults) },
      ],
    },
  ]
}

function nameImages() {
  return Array.from({ length: IMAGES }, (_, index) => `registry.example/acme/app-${index + 1}`)
}

/** Every tenth target is the base of the next nine. */
function describeTargets() {
  const names = Array.from({ length: TARGETS }, (_, index) => `t${index}`)
  const target = Object.fromEntries(
    names.map((name, index) => {
      const base = index - (index % 10)
      const contexts = base === index ? {} : { contexts: { base: `target:t${base}` } }
      return [name, { context: '.', args: { NAME: name, VERSION: '1.2.3' }, ...contexts }]
    }),
  )
  return { group: { default: { targets: names } }, target }
}

/** Every rule gives a tag, most through an expression: rules without a tag would cost nothing. */
function writeRules() {
  /** @type {((n: number) => string)[]} */
  const kinds = [
    (n) => `type=raw,value=r${n}-{{branch}}-{{sha}}`,
    (n) => `type=ref,event=branch,prefix=b${n}-`,
    (n) => `type=sha,prefix=s${n}-,format=long`,
    (n) => `type=semver,pattern={{major}}.{{minor}},value=v${n}.2.3`,
    (n) => `type=raw,value=d${n}-{{date 'YYYYMMDD' tz='Europe/Paris'}},enable={{is_default_branch}}`,
    (n) => `type=match,pattern=v(\\d+),group=1,value=v${n}00`,
  ]
  return Array.from({ length: RULES }, (_, index) => kinds[index % kinds.length]?.(index + 1) ?? '')
}
