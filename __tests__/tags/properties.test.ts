import fc from 'fast-check'
import { isTag } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { compileRules } from '../../src/tags/compile-rules.ts'
import { defaultLines } from '../../src/tags/default-tags.ts'
import { namesFor } from '../../src/tags/other-names.ts'
import { isReserved } from '../../src/tags/reserved.ts'
import { computeTags } from '../helpers/tag-names.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  fc.constantFrom(
    'latest',
    'v1.2.3',
    '1',
    '2.0.0-rc.1',
    '1.2rc1',
    'app/v1.2.3',
    'nightly',
    'sha-1',
    '日本',
    'a'.repeat(300),
  ),
)
const trigger = fc.oneof(
  fc
    .record({
      kind: fc.constantFrom('heads', 'tags'),
      name,
      event: fc.constantFrom('push', 'schedule', 'create', 'release', 'delete', 'workflow_run'),
    })
    .map(({ kind, name, event }) => makeTrigger({ ref: `refs/${kind}/${name}`, event })),
  fc.record({ headRef: name, fork: fc.boolean() }).map((pull) => makePull({}, pull)),
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '-', '.', '{{branch}}', '{{sha}}-', 'x'),
)
const quoted = (item: string) => `"${item.replaceAll('"', '""')}"`
const flavor = fc
  .record({ latest: fc.constantFrom('auto', 'true', 'false'), prefix: text, suffix: text, on: fc.boolean() })
  .map(({ latest, prefix, suffix, on }) => [
    `latest=${latest}`,
    `${quoted(`prefix=${prefix.replaceAll(/\{\{(?!branch|sha)/g, '')}`)},onlatest=${on}`,
    quoted(`suffix=${suffix.replaceAll(/\{\{(?!branch|sha)/g, '')}`),
  ])
const lines = [
  ...defaultLines,
  'type=semver,pattern={{major}}',
  'type=pep440,pattern={{raw}}',
  'type=match,pattern=[^/]*$',
  'type=edge',
  'type=sha',
  'type=sha,prefix=,format=long',
  '{{branch}}{{tag}}',
  'type=raw,value={{base_ref}},suffix=-x',
]
const tags = fc.subarray(lines)

const run = (inputs: Parameters<typeof computeTags>) => {
  try {
    return computeTags(...inputs)
  } catch (error) {
    if (error instanceof TagboatError) return error
    throw error
  }
}

test('every ref and flavor gives valid, unique and reproducible tags', () => {
  fc.assert(
    fc.property(trigger, tags, flavor, (on, tags, flavor) => {
      const planned = run([on, { tags, flavor }])
      if (planned instanceof TagboatError) return
      const names = planned.tags.map((tag) => tag.name)
      expect(names.filter((each) => !isTag(each))).toEqual([])
      expect(new Set(names).size).toBe(names.length)
      expect(planned.version).toBe(names[0] ?? '')
      expect(run([on, { tags, flavor }])).toEqual(planned)
    }),
  )
})

test('the tag of a branch is never a reserved name', () => {
  fc.assert(
    fc.property(name, flavor, (branch, flavor) => {
      const on = makeTrigger({ ref: `refs/heads/${branch}`, defaultBranch: 'other' })
      const planned = run([on, { tags: ['type=ref,event=branch'], flavor: [...flavor, 'latest=false'] }])
      if (planned instanceof TagboatError) return
      expect(planned.tags.filter((tag) => isReserved(tag.name))).toEqual([])
    }),
  )
})

const words = fc.constantFrom(
  ...[
    'type=',
    'raw',
    'ref',
    'semver',
    'match',
    'schedule',
    ',',
    '=',
    '"',
    '""',
    '{{',
    '}}',
    '#if',
    '/if',
    ' ',
    'or',
    '(',
  ],
  ...[
    ')',
    "'",
    'date',
    "'YYYY'",
    'tz=',
    'branch',
    'pattern=',
    'value=',
    'enable=',
    'prefix=',
    'latest=',
    '[',
    '\n',
    '\\',
    '>',
  ],
)
const anyLine = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(words, { maxLength: 12 }).map((parts) => parts.join('')),
)

test('parsing any line throws only errors that quote it', () => {
  fc.assert(
    fc.property(anyLine, fc.boolean(), (line, isFlavor) => {
      const inputs = isFlavor ? { tags: [], flavor: [line] } : { tags: [line], flavor: [] }
      const planned = run([makeTrigger(), inputs])
      if (planned instanceof TagboatError) expect(planned.message).toContain(`'${line.trim()}'`)
    }),
    { numRuns: 2000 },
  )
})

test('the tags for another git tag are valid', () => {
  fc.assert(
    fc.property(trigger, tags, name, (on, tags, gitTag) => {
      const { tags: planned } = namesFor(on, compileRules({ tags, flavor: [] }), gitTag)
      expect(planned.filter((tag) => !isTag(tag.name))).toEqual([])
    }),
  )
})
