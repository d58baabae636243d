import { parseRepository } from '../../src/model/reference.ts'
import {
  type Claim,
  decidePrune,
  type PruneFacts,
  type Publisher,
} from '../../src/prune-plan/decide-prune.ts'

const now = Date.parse('2026-05-31T00:00:00Z')
const topic = { name: "branch 'topic'", branch: 'topic' }
const claim: Claim = {
  ref: topic,
  follows: { kind: 'branch', branch: 'topic' },
  fromRef: { branch: 'topic' },
}
const closed = (since: string): Claim => ({
  ref: { name: 'pull request 12', branch: 'topic', at: { kind: 'pull', number: 12 }, since },
  follows: { kind: 'pull', number: 12 },
  fromRef: {},
})
const commit: Claim = { ...claim, ref: { name: 'commit abc1234', branch: '' }, follows: { kind: 'commit' } }
const ours = (branch: string): Publisher => ({ kind: 'ours', branch })

interface Given {
  readonly tags?: Readonly<Record<string, string>>
  readonly claims?: Readonly<Record<string, Claim>>
  readonly living?: Readonly<Record<string, string>>
  readonly publishers?: Readonly<Record<string, Publisher>>
  readonly keep?: readonly string[]
  readonly keepDays?: number
  readonly uploaded?: string
  readonly only?: string
}

function decide(given: Given) {
  const { tags = { topic: 'a' }, claims = { topic: claim }, living = {} } = given
  const digests = new Set(Object.values(tags))
  const facts: PruneFacts = {
    graph: {
      repository: parseRepository('registry.example/acme/app'),
      tags: new Map(Object.entries(tags)),
      manifests: new Map(
        [...digests].map((digest) => [
          digest,
          { digest, children: [], ...(given.uploaded !== undefined && { uploaded: given.uploaded }) },
        ]),
      ),
      gaps: [],
    },
    claims: new Map(Object.entries(claims)),
    living: new Map(Object.entries(living)),
    publishers: new Map(Object.entries(given.publishers ?? { a: ours('topic') })),
    rules: { isKept: (tag) => (given.keep ?? []).includes(tag), keepDays: given.keepDays },
    ...(given.only !== undefined && { only: given.only }),
    now,
  }
  const { remove, keep } = decidePrune(facts)
  return [
    ...remove.map(({ tag, why, isShared }) => `${isShared ? 'untag' : 'remove'} ${tag}: ${why}`),
    ...keep.map(({ tag, why }) => `keep ${tag}: ${why}`),
  ]
}

const rows: readonly {
  readonly title: string
  readonly given: Given
  readonly expected: readonly string[]
}[] = [
  {
    title: 'the tag of a ref that is gone goes',
    given: {},
    expected: ["remove topic: branch 'topic' is gone"],
  },
  {
    title: 'a tag stays that the rules give to no ref that is gone',
    given: { claims: {} },
    expected: ['keep topic: the rules give it to no branch or pull request that is gone'],
  },
  {
    title: 'a tag of another ref stays when one ref is gone, whether that other ref exists or not',
    given: { claims: {}, only: "branch 'other'" },
    expected: ["keep topic: the rules do not give it to branch 'other'"],
  },
  {
    title: 'a tag stays whose image names no branch, such as that of a git tag',
    given: { claims: {}, publishers: { a: ours('') } },
    expected: ['keep topic: its image names no branch'],
  },
  {
    title: 'a tag without a ref stays if its image does not say that this repository published it',
    given: { claims: {}, publishers: { a: { kind: 'foreign' } } },
    expected: ['keep topic: its image does not say that this repository published it'],
  },
  {
    title: 'a tag stays that the rules of a living ref also give',
    given: { living: { topic: "branch 'Topic'" } },
    expected: ["keep topic: the rules give it to branch 'Topic' too"],
  },
  {
    title: 'a tag of a living ref alone stays',
    given: { claims: {}, living: { topic: "branch 'topic'" } },
    expected: ["keep topic: it belongs to branch 'topic'"],
  },
  {
    title: 'a full version stays',
    given: {
      claims: { topic: { ...claim, follows: { kind: 'release', scheme: 'semver', version: '1.2.3' } } },
    },
    expected: ['keep topic: it is a full version'],
  },
  {
    title: 'a line of versions stays',
    given: { claims: { topic: { ...claim, follows: { kind: 'line', scheme: 'semver', version: '1.2.3' } } } },
    expected: ['keep topic: it is a line of versions'],
  },
  {
    title: 'latest stays, whatever rule gives it',
    given: { tags: { latest: 'a' }, claims: { latest: claim } },
    expected: ['keep latest: latest always stays'],
  },
  {
    title: 'the tag of a commit stays without input sha',
    given: { claims: { topic: commit } },
    expected: ['keep topic: it names a commit: see input sha'],
  },
  {
    title: 'the tag of a commit goes when it is older than input sha says',
    given: { claims: { topic: { ...commit, days: 30 } }, uploaded: '2026-04-01T00:00:00Z' },
    expected: ['remove topic: commit abc1234 is older than 30 days'],
  },
  {
    title: 'the tag of a commit stays while it is younger',
    given: { claims: { topic: { ...commit, days: 30 } }, uploaded: '2026-05-15T00:00:00Z' },
    expected: ['keep topic: it was uploaded less than 30 days ago'],
  },
  {
    title: 'the tag of a commit stays if the registry does not say its age',
    given: { claims: { topic: { ...commit, days: 30 } } },
    expected: ['keep topic: its age is unknown: the registry does not report when it was uploaded'],
  },
  {
    title: 'a name that the workflow contains stays',
    given: { claims: { topic: { ref: topic, follows: { kind: 'run' } } } },
    expected: ['keep topic: its name does not come from the ref'],
  },
  {
    title: 'a tag that input keep matches always stays',
    given: { keep: ['topic'] },
    expected: ['keep topic: input keep matches it'],
  },
  {
    title: 'a tag stays whose image does not say that this repository published it',
    given: { publishers: { a: { kind: 'foreign' } } },
    expected: ['keep topic: its image does not say that this repository published it'],
  },
  {
    title: 'a tag stays whose image cannot be read',
    given: { publishers: { a: { kind: 'unknown', why: 'its image could not be read' } } },
    expected: ['keep topic: its image could not be read'],
  },
  {
    title: 'a tag stays whose image was not read',
    given: { publishers: {} },
    expected: ['keep topic: its image was not read'],
  },
  {
    title: 'a reused image loses the tag if another tag keeps it',
    given: { tags: { topic: 'a', main: 'a' }, publishers: { a: ours('main') } },
    expected: [
      "untag topic: branch 'topic' is gone",
      'keep main: the rules give it to no branch or pull request that is gone',
    ],
  },
  {
    title: 'a reused image that no other tag keeps stays',
    given: { publishers: { a: ours('main') } },
    expected: [
      "keep topic: branch 'topic' is gone, but its image was built for another ref, and no other tag keeps it",
    ],
  },
  {
    title: 'the image of a pull request whose run named no branch goes with the tag of the pull request',
    given: {
      tags: { 'pr-12': 'a' },
      claims: { 'pr-12': closed('2025-01-01T00:00:00Z') },
      publishers: { a: { kind: 'ours', branch: '', ofPull: true } },
    },
    expected: ['remove pr-12: pull request 12 is closed'],
  },
  {
    title: 'the image of a git tag that has the tag of a pull request stays',
    given: {
      tags: { 'pr-12': 'a' },
      claims: { 'pr-12': closed('2025-01-01T00:00:00Z') },
      publishers: { a: ours('') },
    },
    expected: [
      'keep pr-12: pull request 12 is closed, but its image was built for another ref, and no other tag keeps it',
    ],
  },
  {
    title: 'two tags that both go do not keep a reused image for each other',
    given: {
      tags: { topic: 'a', other: 'a' },
      claims: { topic: claim, other: claim },
      publishers: { a: ours('main') },
    },
    expected: [
      "keep topic: branch 'topic' is gone, but its image was built for another ref, and no other tag keeps it",
      "keep other: branch 'topic' is gone, but its image was built for another ref, and no other tag keeps it",
    ],
  },
  {
    title: 'with keep-days the age counts from the closing of the pull request',
    given: {
      claims: { topic: closed('2026-05-01T00:00:00Z') },
      uploaded: '2026-05-30T00:00:00Z',
      keepDays: 7,
    },
    expected: ['remove topic: pull request 12 is closed'],
  },
  {
    title: 'with keep-days a pull request that was closed lately keeps its tag',
    given: {
      claims: { topic: closed('2026-05-30T00:00:00Z') },
      uploaded: '2026-01-01T00:00:00Z',
      keepDays: 7,
    },
    expected: ['keep topic: pull request 12 was closed less than 7 days ago'],
  },
  {
    title: 'with keep-days the age of another tag counts from its upload',
    given: { uploaded: '2026-05-30T12:00:00Z', keepDays: 1 },
    expected: ['keep topic: it was uploaded less than 1 day ago'],
  },
  {
    title: 'with keep-days a tag of unknown age stays',
    given: { keepDays: 7 },
    expected: ['keep topic: its age is unknown: the registry does not report when it was uploaded'],
  },
  {
    title: 'a list of referrers and signatures are no tags to decide about',
    given: { tags: { topic: 'a', [`sha256-${'1'.repeat(64)}.sig`]: 's', [`sha256-${'1'.repeat(64)}`]: 'l' } },
    expected: ["remove topic: branch 'topic' is gone"],
  },
]

test.each(rows)('$title', ({ given, expected }) => {
  expect(decide(given)).toEqual(expected)
})
