import fc from 'fast-check'
import {
  type BakeDefinition,
  basesOf,
  buildOrder,
  dependenciesOf,
  platformsOf,
} from '../../../src/bake/bake-target.ts'
import { type BakeValue, escapeTemplates } from '../../../src/bake/escape.ts'
import { findLostOverrides, parsePrint } from '../../../src/bake/parse-print.ts'
import { fileOutputsOf, findTargetProblems, makesImage } from '../../../src/bake/target-outputs.ts'
import { matchesPattern } from '../../../src/bake/target-pattern.ts'
import { defineBuild } from '../../../src/build/bake-definition.ts'
import { readMetadata } from '../../../src/build/run-bake.ts'
import { type Json, parseJson } from '../../../src/json.ts'
import { planStep } from '../../../src/plan/plan-step.ts'
import { formatMetadata } from '../../../src/report/format-outputs.ts'
import { makeBuildRequest } from '../../helpers/definition.ts'
import { makeInputs } from '../../helpers/inputs.ts'
import { bakeTexts } from '../../helpers/step.ts'
import { makeTrigger } from '../../helpers/trigger.ts'
import { checkRepository, must, mustEqual, orRefusalNow } from '../checks.ts'
import { anyJson, hostile, orHostile, spoiltText } from '../hostile.ts'
import { fuzz } from '../target.ts'

const targetName = fc.constantFrom('app', 'web', 'base', 'a_b', 'stable')
const target = fc.record(
  {
    context: orHostile(fc.constant('.')),
    dockerfile: orHostile(fc.constant('Dockerfile')),
    contexts: fc.dictionary(
      fc.constantFrom('base', 'src', 'x'),
      orHostile(targetName.map((name) => `target:${name}`)),
    ),
    args: fc.dictionary(fc.constantFrom('A', 'B'), hostile),
    labels: fc.dictionary(orHostile(fc.constant('who')), hostile),
    tags: fc.array(orHostile(fc.constantFrom('acme/app:1', 'ghcr.io/acme/web')), { maxLength: 2 }),
    platforms: fc.array(orHostile(fc.constantFrom('linux/amd64', 'linux/arm64,linux/amd64')), {
      maxLength: 2,
    }),
    output: fc.array(orHostile(fc.constantFrom('type=image', 'type=local,dest=out', 'type=cacheonly')), {
      maxLength: 1,
    }),
    secret: fc.array(orHostile(fc.constant('id=a,env=B')), { maxLength: 1 }),
    network: fc.constantFrom('none', 'host'),
  },
  { requiredKeys: [] },
)
const definition: fc.Arbitrary<Json> = fc
  .tuple(fc.dictionary(targetName, target, { minKeys: 1 }), fc.array(targetName, { maxLength: 3 }))
  .map(([targets, chosen]) => ({
    group: { default: { targets: chosen }, all: { targets: ['default', 'app'] } },
    target: targets,
  }))

/** The order of a graph lists each target once and dependencies first, except in a cycle. */
function checkGraph(found: BakeDefinition): void {
  const order = buildOrder(found)
  mustEqual([...order].sort(), [...found.targets.keys()].sort(), 'the order of the build')
  for (const name of found.targets.keys()) {
    const bases = dependenciesOf(found, name)
    must(!bases.includes(name), `${name} depends on itself`)
    must(
      bases.every((base) => found.targets.has(base)),
      `${name} depends on what is no target`,
    )
  }
}

const print = fuzz(
  'bake output',
  ['definition', 'refused'],
  fc.tuple(
    spoiltText(definition),
    fc.array(orHostile(fc.constantFrom('all', 'app', 'w*')), { maxLength: 2 }),
  ),
  ([text, named]) => {
    const found = parsePrint(text, named)
    if (found === undefined) return 'refused'
    must(
      found.chosen.every((name) => found.targets.has(name)),
      `${found.chosen} is chosen, and not all of it exists`,
    )
    mustEqual(new Set(found.chosen).size, found.chosen.length, 'a target twice')
    checkGraph(found)
    for (const one of found.targets.values()) {
      must(
        platformsOf(one).every((platform) => typeof platform === 'string'),
        'a platform that is no text',
      )
      for (const { what } of findTargetProblems('app', one))
        must(what.startsWith('Target app'), 'no name in an error')
      for (const { dest, type } of makesImage(one) ? [] : fileOutputsOf(one)) {
        must(typeof dest === 'string' && !type.includes('docker'), 'an output that is no file')
      }
      basesOf(one)
    }
    findLostOverrides(found, ['app.network=none', '*.ulimits=nofile=1'])
    const inputs = makeInputs(bakeTexts({ images: 'ghcr.io/acme/{{target}}' }))
    const plans = orRefusalNow(() => planStep(makeTrigger(), inputs, found))
    if (!(plans instanceof Error)) for (const plan of plans) plan.repositories.forEach(checkRepository)
    return 'definition'
  },
)

/** Args, labels and the like are not changed, whatever they contain. */
const roundTrip = fuzz('bake output, read back', ['same'], fc.dictionary(hostile, hostile), (args) => {
  const escaped = Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, escapeTemplates(value)]),
  )
  const found = parsePrint(JSON.stringify({ target: { app: { args: escaped, contexts: args } } }), ['app'])
  mustEqual(found?.targets.get('app'), { args, contexts: args }, 'a target')
  return 'same'
})

/** HCL: `$${` and `%%{` are literal, `${` and `%{` begin an expression. */
const literal = (text: string): boolean => !/[$%]\{/.test(text.replace(/([$%])\1\{/g, ' '))

/** Every string of JSON, keys too. */
function stringsOf(json: Json): readonly string[] {
  if (typeof json === 'string') return [json]
  if (typeof json !== 'object' || json === null) return []
  return Object.entries(json).flatMap(([key, value]) => [key, ...stringsOf(value)])
}

const asBake = (json: Json): BakeValue => JSON.parse(JSON.stringify(json))

const build = fuzz(
  'build definition',
  ['defined'],
  fc.tuple(target, fc.dictionary(hostile, anyJson, { maxKeys: 2 })),
  ([known, more]) => {
    const given = asBake({ ...more, ...known })
    must(typeof given === 'object' && given !== null && !Array.isArray(given), 'a target of another kind')
    const made = orRefusalNow(() =>
      defineBuild(makeBuildRequest({ target: Object.fromEntries(Object.entries(given)) })),
    )
    must(!(made instanceof Error), 'a target was refused')
    const json = parseJson(made.json)
    must(json !== undefined, 'a definition that is no JSON')
    const open = stringsOf(json).find((text) => !literal(text))
    must(open === undefined, `the expression ${JSON.stringify(open)}`)
    mustEqual(made.names, ['image'], 'the targets to build')
    return 'defined'
  },
)

/** Go's path.Match without classes, by brute force. */
function matchesSlowly(pattern: string, name: string): boolean {
  const [first = '', rest] = [pattern[0], pattern.slice(1)]
  if (pattern === '') return name === ''
  if (first !== '*')
    return name !== '' && (first === '?' || first === name[0]) && matchesSlowly(rest, name.slice(1))
  return Array.from({ length: name.length + 1 }, (_, index) => name.slice(index)).some((end) =>
    matchesSlowly(rest, end),
  )
}

const shortPattern = fc
  .array(fc.constantFrom('*', '?', 'a', 'b', '.'), { maxLength: 6 })
  .map((all) => all.join(''))
const shortName = fc.array(fc.constantFrom('a', 'b', '.', '-'), { maxLength: 6 }).map((all) => all.join(''))

const patterns = fuzz(
  'bake patterns',
  ['matches', 'does not match'],
  fc.oneof(
    fc.tuple(shortPattern, shortName, fc.constant(true)),
    fc.tuple(hostile, hostile, fc.constant(false)),
  ),
  ([pattern, name, isPlain]) => {
    const found = matchesPattern(pattern, name)
    if (isPlain) mustEqual(found, matchesSlowly(pattern, name), `${pattern} on ${name}`)
    return found ? 'matches' : 'does not match'
  },
)

const digest = `sha256:${'a'.repeat(64)}`
const metadata: fc.Arbitrary<Json> = fc.record(
  {
    'containerimage.digest': orHostile(fc.constant(digest)),
    'containerimage.config.digest': orHostile(fc.constant(digest)),
    'containerimage.descriptor': fc.record({ digest: orHostile(fc.constant(digest)), size: fc.nat() }),
    'buildx.build.provenance': anyJson,
    'buildx.build.ref': hostile,
  },
  { requiredKeys: [] },
)
const buildMetadata = fuzz(
  'buildx metadata',
  ['digest', 'no digest'],
  fc.tuple(spoiltText(fc.record({ image: metadata })), fc.boolean(), fc.nat(2000)),
  ([text, isMany, limit]) => {
    const { digest: found } = readMetadata(parseJson(text), 'image')
    if (found !== undefined)
      must(/^[a-z0-9.+_-]+:[0-9a-fA-F]{32,}$/.test(found), `the digest ${JSON.stringify(found)}`)
    const short = formatMetadata(text, isMany, limit)
    must(short.length <= limit, `${short.length} characters instead of ${limit}`)
    must(short === '' || short === text || parseJson(short) !== undefined, 'metadata that is no JSON')
    return found === undefined ? 'no digest' : 'digest'
  },
)

export const bake = [print, roundTrip, build, patterns, buildMetadata]
