/** What the action costs before it does anything: a dry run against a bare Node, and many rules against the default ones. */
import { runCommand, runTagboat } from './sides.mjs'

const RULES = 30
const IMAGES = 50

/**
 * @param {import('./setting.mjs').Setting} setting
 * @returns {import('./publish.mjs').Scenario[]}
 */
export function dryRunScenarios(setting) {
  // A dry run of a push would ask a registry for every tag; here the time is that of reading, planning and telling.
  const dryRun = (inputs) => runTagboat(setting, { 'dry-run': 'true', push: 'false', ...inputs })
  const defaults = { images: 'registry.example/acme/app' }
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
      name: 'rules',
      about: { what: 'rules' },
      sides: [
        { name: `dry run, ${RULES} rules, ${IMAGES} images`, run: () => dryRun(many) },
        { name: 'dry run, defaults', run: () => dryRun(defaults) },
      ],
    },
  ]
}

function nameImages() {
  return Array.from({ length: IMAGES }, (_, index) => `registry.example/acme/app-${index + 1}`)
}

/** Every rule gives a tag, most by way of an expression: rules that give nothing would cost nothing. */
function writeRules() {
  const kinds = [
    (n) => `type=raw,value=r${n}-{{branch}}-{{sha}}`,
    (n) => `type=ref,event=branch,prefix=b${n}-`,
    (n) => `type=sha,prefix=s${n}-,format=long`,
    (n) => `type=semver,pattern={{major}}.{{minor}},value=v${n}.2.3`,
    (n) => `type=raw,value=d${n}-{{date 'YYYYMMDD' tz='Europe/Paris'}},enable={{is_default_branch}}`,
    (n) => `type=match,pattern=v(\\d+),group=1,value=v${n}00`,
  ]
  return Array.from({ length: RULES }, (_, index) => kinds[index % kinds.length](index + 1))
}
