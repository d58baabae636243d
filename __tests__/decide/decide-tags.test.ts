import fc from 'fast-check'
import type { Decision, Guards, Run } from '../../src/decide/decide-tag.ts'
import { decideTags } from '../../src/decide/decide-tags.ts'
import type { ImageFacts, TagFacts } from '../../src/model/facts.ts'
import type { Identity } from '../../src/model/identity.ts'
import type { Follows } from '../../src/model/planned-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'

const usual: Guards = { overwrite: false, forwardOnly: true }
const nightly: Run = { isPullRequest: false, isScheduled: true, revision: 'ours' }
const identity: Identity = { file: 'Dockerfile', context: '.' }
const first = `sha256:${'1'.repeat(64)}`
const second = `sha256:${'2'.repeat(64)}`
const there = (facts: Partial<ImageFacts> = {}): ImageFacts => ({ digest: first, revision: 'ours', ...facts })

const release: Follows = { kind: 'release', scheme: 'semver', version: '1.28.2' }
const line: Follows = { kind: 'line', scheme: 'semver', version: '1.28.2' }
const run: Follows = { kind: 'run' }

const tag = (name: string, follows: Follows, image?: ImageFacts, target = 'image'): TagFacts => ({
  target,
  repository: parseRepository('ghcr.io/acme/app'),
  ref: `ghcr.io/acme/app:${name}`,
  tag: { name, priority: 1, follows },
  ...(image && { image }),
})
const decide = (tags: readonly TagFacts[], one: Run = nightly, guards: Partial<Guards> = {}) =>
  decideTags(tags, () => one, { ...usual, ...guards }).map(({ kind }) => kind)

const version = tag('1.28.2', release, there({ version: '1.28.2' }))
const stable = tag('stable', run, there())
const ofLine = (image?: ImageFacts) => tag('1.28', line, image)

test.each<
  [what: string, tags: TagFacts[], expected: Decision['kind'][], run?: Run, guards?: Partial<Guards>]
>([
  ['the version is kept, and what names none moves', [version, stable], ['keep', 'move']],
  ['a tag that names no version is created', [version, tag('stable', run)], ['keep', 'create']],
  [
    'a branch’s tag moves',
    [version, tag('main', { kind: 'branch', branch: 'main' }, there())],
    ['keep', 'move'],
  ],
  [
    'a line stays with its version',
    [version, ofLine(there({ version: '1.28.2' })), stable],
    ['keep', 'keep', 'move'],
  ],
  ['a line stays with the release’s image', [version, ofLine(there()), stable], ['keep', 'keep', 'move']],
  [
    'a line of a higher version is kept as ever',
    [version, ofLine(there({ version: '1.28.3' })), stable],
    ['keep', 'keep', 'move'],
  ],
  ['a version alone is kept', [version], ['keep']],
  ['a release that is not there yet is created', [tag('1.28.2', release), stable], ['create', 'move']],
  ['a line that is missing comes first', [version, ofLine(), stable], ['published', 'create', 'move']],
  [
    'a line that is behind comes first',
    [version, ofLine(there({ digest: second, version: '1.28.1' })), stable],
    ['published', 'move', 'move'],
  ],
  [
    'another fixed tag that is missing comes first',
    [version, tag('1.28.2-x', release), stable],
    ['published', 'create', 'move'],
  ],
  [
    'a commit’s tag that is missing comes first',
    [version, tag('sha-1', { kind: 'commit' }), stable],
    ['published', 'create', 'move'],
  ],
  [
    'a commit’s tag that is there is kept',
    [version, tag('sha-1', { kind: 'commit' }, there()), stable],
    ['keep', 'keep', 'move'],
  ],
  [
    'a release of another commit is refused',
    [tag('1.28.2', release, there({ revision: 'x' })), stable],
    ['refuse', 'move'],
  ],
  [
    'a release of another image is refused',
    [tag('1.28.2', release, there({ identity: { ...identity, file: 'b' } })), stable],
    ['refuse', 'move'],
    { ...nightly, identity },
  ],
  [
    'any other run takes the release',
    [version, stable],
    ['published', 'move'],
    { ...nightly, isScheduled: false },
  ],
  [
    'only-changed takes the release',
    [version, stable],
    ['published', 'move'],
    nightly,
    { onlyChanged: true },
  ],
  [
    'a merge is a rebuild, too',
    [version, stable],
    ['keep', 'move'],
    { ...nightly, digest: second, isMerge: true },
  ],
  ['overwrite replaces the version', [version, stable], ['move', 'move'], nightly, { overwrite: true }],
  [
    'overwrite: scheduled does in a scheduled run',
    [version, ofLine(there({ version: '1.28.2' })), stable],
    ['move', 'move', 'move'],
    nightly,
    { overwrite: 'scheduled' },
  ],
  [
    'of another commit, too',
    [tag('1.28.2', release, there({ revision: 'x' })), stable],
    ['move', 'move'],
    nightly,
    { overwrite: 'scheduled' },
  ],
  [
    'but not of another tool',
    [tag('1.28.2', release, { digest: first }), stable],
    ['refuse', 'move'],
    nightly,
    { overwrite: 'scheduled' },
  ],
  [
    'nor of another image',
    [tag('1.28.2', release, there({ identity: { ...identity, file: 'b' } })), stable],
    ['refuse', 'move'],
    { ...nightly, identity },
    { overwrite: 'scheduled' },
  ],
  [
    'nor in any other run: this commit',
    [version, stable],
    ['published', 'move'],
    { ...nightly, isScheduled: false },
    { overwrite: 'scheduled' },
  ],
  [
    'nor in any other run: another commit',
    [tag('1.28.2', release, there({ revision: 'x' })), stable],
    ['refuse', 'move'],
    { ...nightly, isScheduled: false },
    { overwrite: 'scheduled' },
  ],
])('in a scheduled run %s', (_, tags, expected, ...more) => {
  expect(decide(tags, ...more)).toEqual(expected)
})

test('each image of a step is decided by itself', () => {
  const tags = [version, stable, tag('1.28.2', release, undefined, 'b'), tag('stable', run, there(), 'b')]
  expect(decide(tags)).toEqual(['keep', 'move', 'create', 'move'])
})

test('a version and what stays with it never part in one run, whatever is there', () => {
  const image = fc.option(
    fc.record({
      digest: fc.constantFrom(first, second),
      revision: fc.constantFrom('ours', 'theirs'),
      version: fc.constantFrom('1.28.1', '1.28.2', '1.28.3'),
    }),
    { nil: undefined },
  )
  const follows = fc.constantFrom<Follows>(release, line, run, { kind: 'commit' })
  const tags = fc.array(fc.tuple(follows, image), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(
      tags,
      fc.boolean(),
      fc.constantFrom(false, true, 'scheduled' as const),
      (given, isScheduled, overwrite) => {
        const facts = given.map(([one, there], index) => tag(`t${index}`, one, there))
        const made = decideTags(facts, () => ({ ...nightly, isScheduled }), { ...usual, overwrite })
        const isPublished = made.some(({ kind }) => kind === 'published')
        const changed = made.filter(({ kind }) => kind === 'create' || kind === 'move')
        // Either this commit's release is the source, or it is built for tags that name no version, or there is none of it.
        const isKept = made.some(({ kind, facts }) => kind === 'keep' && facts.tag.follows.kind === 'release')
        expect(isPublished && isKept).toBe(false)
        if (isKept) expect(changed.every(({ facts }) => facts.tag.follows.kind === 'run')).toBe(true)
        if (!isScheduled) expect(isKept).toBe(false)
        expect(made.map(({ facts }) => facts)).toEqual(facts)
      },
    ),
    { numRuns: 500 },
  )
})
