/** What to do about a tag after it was read. */
import type { Decision } from '../../src/decide/decide-tag.ts'
import type { Ancestry, ImageFacts } from '../../src/model/facts.ts'
import type { Follows } from '../../src/model/planned-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'
import type { Entry } from '../../src/publish/entries.ts'
import {
  type Evidence,
  findFinal,
  findFinalRelease,
  findNewer,
  isStale,
  judgeRelease,
  judgeTag,
  mayBeRestored,
} from '../../src/publish/verdict.ts'

const branch: Follows = { kind: 'branch', branch: 'main' }
const line: Follows = { kind: 'line', scheme: 'semver', version: '1.2.3' }
const release: Follows = { kind: 'release', scheme: 'semver', version: '1.2.3' }

interface Given {
  readonly follows?: Follows
  /** The image that it held at first. */
  readonly before?: string
  readonly written?: string
  /** The image that it held before the last write; `before` by default. */
  readonly replaced?: string
  readonly now?: string
  readonly state?: Entry['state']
  readonly isAnchor?: boolean
  /** The decision before this read. */
  readonly kind?: 'create' | 'move' | 'keep' | 'unchanged' | 'published'
}

function decisionOf(
  kind: Decision['kind'],
  { follows = branch }: Given,
  image?: Partial<ImageFacts>,
  ancestry?: Ancestry,
): Decision {
  const facts = {
    target: 'image',
    repository: parseRepository('r.test/acme/app'),
    ref: 'r.test/acme/app:x',
    tag: { name: 'x', priority: 1, follows },
    ...(image && { image: { digest: 'none', ...image } }),
    ...(ancestry && { ancestry: ancestry }),
  }
  switch (kind) {
    case 'keep':
      return { kind, facts, reason: 'its image is newer' }
    case 'refuse':
      return { kind, facts, problem: { code: 'release-taken', what: 'x is taken.', fix: 'Ask.' } }
    case 'published':
      return { kind, facts, digest: image?.digest ?? '' }
    default:
      return { kind, facts }
  }
}

function entryOf(given: Given): Entry {
  const { before, written, replaced = before, now, state = 'open', isAnchor = false } = given
  const first = decisionOf(given.kind ?? 'move', given, before === undefined ? undefined : { digest: before })
  return { first, decision: first, isAnchor, previous: before, replaced, written, now, state }
}

const ours = { before: 'old', written: 'own', now: 'other' } as const
const run = { isPullRequest: false, revision: 'c1' }
const guards = { overwrite: false, forwardOnly: true }
const evidence = (given: Given, decision: Decision, more: Partial<Evidence> = {}): Evidence => ({
  ...{ entry: entryOf(given), decision, own: 'own', released: undefined, run, guards, isLast: false },
  ...more,
})

test.each<[what: string, given: Given, released: string | undefined, state: Entry['state'] | undefined]>([
  ['stays failed', { ...ours, state: 'failed' }, undefined, 'failed'],
  ['is settled if it holds this run’s image', { ...ours, now: 'own' }, undefined, 'settled'],
  ['is open if it holds another image', ours, undefined, undefined],
  ['is open if it was deleted', { before: 'old', written: 'own' }, undefined, undefined],
  [
    'is settled if it was kept and has not changed',
    { before: 'new', now: 'new', kind: 'keep' },
    undefined,
    'settled',
  ],
  [
    'stays superseded if it was kept',
    { before: 'new', now: 'new', kind: 'keep', state: 'superseded' },
    undefined,
    'superseded',
  ],
  [
    'is open if it was kept and has changed',
    { before: 'new', now: 'old', kind: 'keep' },
    undefined,
    undefined,
  ],
  [
    'is settled if it holds another run’s image of the release',
    { ...ours, now: 'theirs' },
    'theirs',
    'settled',
  ],
  [
    'is open if it holds this run’s image and the release another one',
    { ...ours, now: 'own' },
    'theirs',
    undefined,
  ],
])('after a read a tag %s', (_, given, released, state) => {
  expect(findFinal(entryOf(given), { own: 'own', released })).toBe(state)
})

test.each<[what: string, given: Given, state: Entry['state'] | undefined]>([
  ['is settled if it holds this run’s image', { ...ours, now: 'own' }, 'settled'],
  ['is settled if it existed before', { before: 'old', now: 'old', kind: 'published' }, 'settled'],
  ['is open if it holds another image', ours, undefined],
  ['is open if it was deleted', { written: 'own' }, undefined],
  ['stays failed', { ...ours, state: 'failed' }, 'failed'],
])('after a read a full version %s', (_, given, state) => {
  expect(findFinalRelease(entryOf({ follows: release, ...given }))).toBe(state)
})

const lost = 'the registry has old, which it held before, instead of own'
const isSecond = 'another run released it as well, and this run uses that image for all its tags'

test.each<[what: string, Evidence, expected: object]>([
  [
    'shows its previous image after another one: read again',
    evidence(ours, decisionOf('move', {}, { digest: 'old' })),
    { kind: 'open' },
  ],
  [
    'shows its previous image at the last read: the write is lost',
    evidence(ours, decisionOf('move', {}, { digest: 'old' }), { isLast: true }),
    { kind: 'failed', why: lost },
  ],
  [
    'belongs to another commit: failed',
    evidence(ours, decisionOf('refuse', {}, { digest: 'other' })),
    { kind: 'failed', why: 'x is taken.' },
  ],
  [
    'was deleted: written again',
    evidence({ written: 'own' }, decisionOf('create', {})),
    { kind: 'write', digest: 'own' },
  ],
  [
    'was deleted at the last read: failed',
    evidence({ written: 'own' }, decisionOf('create', {}), { isLast: true }),
    { kind: 'failed', why: 'other runs kept moving it' },
  ],
  [
    'holds this run’s image again: settled',
    evidence(ours, decisionOf('published', {}, { digest: 'own' })),
    { kind: 'settled' },
  ],
  [
    'holds another run’s image over this run’s: superseded',
    evidence(ours, decisionOf('published', {}, { digest: 'other' })),
    { kind: 'superseded', why: isSecond },
  ],
  [
    'holds another run’s image and was never written here: settled',
    evidence(
      { before: 'one', now: 'other', kind: 'published' },
      decisionOf('published', {}, { digest: 'other' }),
    ),
    { kind: 'settled' },
  ],
])('a full version that %s', (_, given, expected) => {
  expect(judgeRelease(given)).toEqual(expected)
})

const behind = decisionOf('keep', {}, { digest: 'other' }, { kind: 'behind' })
const noOrder = decisionOf('move', {}, { digest: 'other' }, { kind: 'ahead' })
const tip = decisionOf('move', {}, { digest: 'other' }, { kind: 'tip' })
const onLine = (version: string, kind: 'move' | 'keep' = 'move') =>
  decisionOf(kind, { follows: line }, { digest: 'other', version })
const again = { kind: 'write', digest: 'own' }

test.each<[what: string, Evidence, expected: object]>([
  [
    'holds this run’s image again: settled',
    evidence(ours, decisionOf('move', {}, { digest: 'own' })),
    { kind: 'settled' },
  ],
  [
    'shows its previous image after another one: read again',
    evidence(ours, decisionOf('move', {}, { digest: 'old' })),
    { kind: 'open' },
  ],
  [
    'shows its previous image twice, without an order: the write is lost',
    evidence({ ...ours, now: 'old' }, decisionOf('move', {}, { digest: 'old' })),
    { kind: 'failed', why: lost },
  ],
  [
    'shows its previous image twice, and this run is the tip: written again',
    evidence({ ...ours, now: 'old' }, decisionOf('move', {}, { digest: 'old' }, { kind: 'tip' })),
    again,
  ],
  [
    'was taken by a newer commit: superseded',
    evidence(ours, behind),
    { kind: 'superseded', why: 'its image is newer' },
  ],
  [
    'was taken by a newer commit and kept before: settled',
    evidence({ before: 'x', now: 'other', kind: 'keep' }, behind),
    { kind: 'settled' },
  ],
  [
    'was taken by a run without an order: superseded',
    evidence(ours, noOrder),
    { kind: 'superseded', why: 'another run published it last, and neither run is newer' },
  ],
  ['was taken, and this run is the tip: written again', evidence(ours, tip), again],
  [
    'was taken, and this run is the tip, at the last read: failed',
    evidence(ours, tip, { isLast: true }),
    { kind: 'failed', why: 'other runs kept moving it' },
  ],
  [
    'was taken, and this run is the tip, with forward-only: false: superseded',
    evidence(ours, tip, { guards: { ...guards, forwardOnly: false } }),
    { kind: 'superseded', why: 'another run published it last, and neither run is newer' },
  ],
  [
    'was deleted: written again',
    evidence({ before: 'old', written: 'own' }, decisionOf('create', {})),
    again,
  ],
  [
    'was kept for a run that then restored it: written',
    evidence({ before: 'new', now: 'old', kind: 'keep' }, decisionOf('move', {}, { digest: 'old' })),
    again,
  ],
  ['is on a lower version: written again', evidence(ours, onLine('1.2.2')), again],
  [
    'is on a higher version: superseded',
    evidence(ours, onLine('1.3.0', 'keep')),
    { kind: 'superseded', why: 'its image is newer' },
  ],
  [
    'holds another image than the release, which holds this run’s: written again',
    evidence(ours, onLine('1.2.3'), { released: 'own' }),
    again,
  ],
  [
    'holds this run’s image, and the release another run’s: gets the release’s',
    evidence(ours, decisionOf('move', { follows: line }, { digest: 'own', version: '1.2.3' }), {
      released: 'theirs',
    }),
    { kind: 'write', digest: 'theirs' },
  ],
  [
    'is refused: failed',
    evidence(ours, decisionOf('refuse', {}, { digest: 'other' })),
    { kind: 'failed', why: 'x is taken.' },
  ],
])('a tag that %s', (_, given, expected) => {
  expect(judgeTag(given)).toEqual(expected)
})

const anchor: Given = { before: 'old', written: 'own', now: 'own', state: 'settled', isAnchor: true }
const newer = (given: Given = {}): Entry => ({
  ...entryOf({ before: 'old', now: 'newer', kind: 'keep', state: 'settled', ...given }),
  decision: decisionOf('keep', given, { digest: 'newer' }, { kind: 'behind' }),
})

test.each<[what: string, anchor: Given, beside: Entry, digest: string | undefined]>([
  ['gets the newer image of its branch under another tag', anchor, newer(), 'newer'],
  ['gets it too if it is not an anchor', { ...anchor, isAnchor: false }, newer(), 'newer'],
  ['stays if the other tag held that image before this run', anchor, newer({ before: 'newer' }), undefined],
  [
    'stays if the other tag follows another branch',
    anchor,
    newer({ follows: { kind: 'branch', branch: 'x' } }),
    undefined,
  ],
  ['stays if it was superseded', { ...anchor, state: 'superseded' }, newer(), undefined],
  ['stays if it is a release', { ...anchor, follows: release }, newer(), undefined],
])('a tag that this run has written %s', (_, given, beside, digest) => {
  const entry = entryOf(given)
  expect(findNewer(entry, [entry, beside])?.decision.facts.image?.digest).toBe(digest)
})

test.each<
  [what: string, given: Given, now: string | undefined, expected: [isStale: boolean, mayBeRestored: boolean]]
>([
  ['this run’s image', { before: 'old', written: 'own' }, 'own', [false, false]],
  ['the previous image', { before: 'old', written: 'own' }, 'old', [true, false]],
  ['no image, as before', { written: 'own' }, undefined, [true, false]],
  ['another image', { before: 'old', written: 'own' }, 'other', [false, false]],
  ['another image of the release', { follows: release, written: 'own' }, 'other', [false, true]],
  [
    'another image of the release again',
    { follows: release, written: 'own', now: 'other' },
    'other',
    [false, false],
  ],
  ['another image under a pushed anchor', { follows: release, isAnchor: true }, 'other', [false, true]],
  ['a release that this run has not written', { follows: release }, 'other', [false, false]],
])('isStale and mayBeRestored for %s', (_, given, now, expected) => {
  const entry = entryOf(given)
  expect([isStale(entry, now), mayBeRestored(entry, now, 'own')]).toEqual(expected)
})
