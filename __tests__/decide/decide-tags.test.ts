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
const existing = (facts: Partial<ImageFacts> = {}): ImageFacts => ({
  digest: first,
  revision: 'ours',
  ...facts,
})

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

const version = tag('1.28.2', release, existing({ version: '1.28.2' }))
const stable = tag('stable', run, existing())
const lineTag = (image?: ImageFacts) => tag('1.28', line, image)

test.each<
  [title: string, tags: TagFacts[], expected: Decision['kind'][], run?: Run, guards?: Partial<Guards>]
>([
  ['keeps the version and moves the tag without a version', [version, stable], ['keep', 'move']],
  ['creates a missing tag without a version', [version, tag('stable', run)], ['keep', 'create']],
  [
    'moves a branch’s tag',
    [version, tag('main', { kind: 'branch', branch: 'main' }, existing())],
    ['keep', 'move'],
  ],
  [
    'keeps the line of its version',
    [version, lineTag(existing({ version: '1.28.2' })), stable],
    ['keep', 'keep', 'move'],
  ],
  [
    'keeps a line that holds the release’s image',
    [version, lineTag(existing()), stable],
    ['keep', 'keep', 'move'],
  ],
  [
    'keeps a line of a higher version',
    [version, lineTag(existing({ version: '1.28.3' })), stable],
    ['keep', 'keep', 'move'],
  ],
  ['keeps a version without other tags', [version], ['keep']],
  ['creates a release that does not exist', [tag('1.28.2', release), stable], ['create', 'move']],
  [
    'completes a release whose line is missing',
    [version, lineTag(), stable],
    ['published', 'create', 'move'],
  ],
  [
    'completes a release whose line is behind',
    [version, lineTag(existing({ digest: second, version: '1.28.1' })), stable],
    ['published', 'move', 'move'],
  ],
  [
    'completes a release with a second fixed tag that is missing',
    [version, tag('1.28.2-x', release), stable],
    ['published', 'create', 'move'],
  ],
  [
    'completes a release whose commit tag is missing',
    [version, tag('sha-1', { kind: 'commit' }), stable],
    ['published', 'create', 'move'],
  ],
  [
    'keeps an existing commit tag',
    [version, tag('sha-1', { kind: 'commit' }, existing()), stable],
    ['keep', 'keep', 'move'],
  ],
  [
    'refuses a release of another commit',
    [tag('1.28.2', release, existing({ revision: 'x' })), stable],
    ['refuse', 'move'],
  ],
  [
    'refuses a release of another image',
    [tag('1.28.2', release, existing({ identity: { ...identity, file: 'b' } })), stable],
    ['refuse', 'move'],
    { ...nightly, identity },
  ],
  [
    'does not rebuild in a run that is not scheduled',
    [version, stable],
    ['published', 'move'],
    { ...nightly, isScheduled: false },
  ],
  [
    'does not rebuild with only-changed',
    [version, stable],
    ['published', 'move'],
    nightly,
    { onlyChanged: true },
  ],
  [
    'treats a merge as a rebuild',
    [version, stable],
    ['keep', 'move'],
    { ...nightly, digest: second, isMerge: true },
  ],
  [
    'replaces the version with overwrite: true',
    [version, stable],
    ['move', 'move'],
    nightly,
    { overwrite: true },
  ],
  [
    'replaces the version and its line with overwrite: scheduled',
    [version, lineTag(existing({ version: '1.28.2' })), stable],
    ['move', 'move', 'move'],
    nightly,
    { overwrite: 'scheduled' },
  ],
  [
    'replaces a version of another commit with overwrite: scheduled',
    [tag('1.28.2', release, existing({ revision: 'x' })), stable],
    ['move', 'move'],
    nightly,
    { overwrite: 'scheduled' },
  ],
  [
    'refuses a version of another tool with overwrite: scheduled',
    [tag('1.28.2', release, { digest: first }), stable],
    ['refuse', 'move'],
    nightly,
    { overwrite: 'scheduled' },
  ],
  [
    'refuses a version of another image with overwrite: scheduled',
    [tag('1.28.2', release, existing({ identity: { ...identity, file: 'b' } })), stable],
    ['refuse', 'move'],
    { ...nightly, identity },
    { overwrite: 'scheduled' },
  ],
  [
    'ignores overwrite: scheduled in a run that is not scheduled, for the same commit',
    [version, stable],
    ['published', 'move'],
    { ...nightly, isScheduled: false },
    { overwrite: 'scheduled' },
  ],
  [
    'ignores overwrite: scheduled in a run that is not scheduled, for another commit',
    [tag('1.28.2', release, existing({ revision: 'x' })), stable],
    ['refuse', 'move'],
    { ...nightly, isScheduled: false },
    { overwrite: 'scheduled' },
  ],
])('decideTags %s', (_, tags, expected, ...more) => {
  expect(decide(tags, ...more)).toEqual(expected)
})

test('the images of a step are decided independently', () => {
  const tags = [version, stable, tag('1.28.2', release, undefined, 'b'), tag('stable', run, existing(), 'b')]
  expect(decide(tags)).toEqual(['keep', 'move', 'create', 'move'])
})

test('a run never publishes and keeps a release at once, whatever the registry holds', () => {
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
        const facts = given.map(([one, image], index) => tag(`t${index}`, one, image))
        const decisions = decideTags(facts, () => ({ ...nightly, isScheduled }), { ...usual, overwrite })
        const isPublished = decisions.some(({ kind }) => kind === 'published')
        const changed = decisions.filter(({ kind }) => kind === 'create' || kind === 'move')
        // The release of this commit is the source, or the run builds for tags without a version, or no release exists.
        const isKept = decisions.some(
          ({ kind, facts }) => kind === 'keep' && facts.tag.follows.kind === 'release',
        )
        expect(isPublished && isKept).toBe(false)
        if (isKept) expect(changed.every(({ facts }) => facts.tag.follows.kind === 'run')).toBe(true)
        if (!isScheduled) expect(isKept).toBe(false)
        expect(decisions.map(({ facts }) => facts)).toEqual(facts)
      },
    ),
    { numRuns: 500 },
  )
})
