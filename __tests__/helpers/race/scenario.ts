import type { PlannedTag } from '../../../src/model/planned-tag.ts'

/** One run of the step: its content and the tags that it plans. */
export interface RunSpec {
  readonly name: string
  readonly commit: string
  readonly version?: string
  readonly tags: readonly PlannedTag[]
  /** `digest`: the content arrives without a tag. `anchor`: a builder pushes it under a tag, without reading the tag first. */
  readonly push: 'digest' | 'anchor' | 'promotion'
  readonly guards?: { readonly overwrite?: boolean; readonly forwardOnly?: boolean }
}

/** The content of the tags before the runs, as commit and version; each commit has one image. */
export type Before = Readonly<Record<string, { readonly commit: string; readonly version?: string }>>

export interface Scenario {
  readonly title: string
  readonly runs: readonly RunSpec[]
  /** The commits of the branch, oldest first; other commits have diverged. */
  readonly line: readonly string[]
  readonly tip?: string
  readonly before?: Before
  /** The runs have no strict order: the last write of each tag is kept. */
  readonly isMixed?: boolean
  /** A wait takes longer than the requests of other runs; otherwise it takes no time. */
  readonly hasLongWaits?: boolean
  /** How often each fault may happen. */
  readonly faults?: {
    /** A refused PUT or removal. */
    readonly refused?: number
    readonly cancelled?: number
    readonly crashed?: number
    /** A HEAD that does not show the run's own last write yet. */
    readonly stale?: number
  }
}

const branchTags = (names: readonly string[]): PlannedTag[] =>
  names.map((name, index) => ({ name, priority: 900 - index, follows: { kind: 'branch', branch: 'main' } }))

const releaseTags = (version: string, lines: readonly string[]): PlannedTag[] => [
  { name: version, priority: 900, follows: { kind: 'release', scheme: 'semver', version } },
  ...lines.map(
    (name, index): PlannedTag => ({
      ...{ name, priority: 800 - index, follows: { kind: 'line', scheme: 'semver', version } },
    }),
  ),
]

export const onBranch = (
  name: string,
  commit: string,
  push: RunSpec['push'] = 'digest',
  tags: readonly string[] = ['main', 'latest', 'edge'],
): RunSpec => ({ name, commit, push, tags: branchTags(tags) })

export const release = (
  name: string,
  version: string,
  commit: string,
  push: RunSpec['push'] = 'digest',
  lines: readonly string[] = [version.slice(0, 3), 'latest'],
): RunSpec => ({ name, commit, version, push, tags: releaseTags(version, lines) })

const promotion = (name: string, commit: string): RunSpec => ({
  ...onBranch(name, commit, 'promotion'),
  guards: { forwardOnly: false },
})

/** The same with fewer tags for each run. */
export const withTags = (scenario: Scenario, most: number): Scenario => ({
  ...scenario,
  runs: scenario.runs.map((run) => ({
    ...run,
    tags: run.tags.filter((tag) => tag.name !== '1.2' && tag.name !== '1.3').slice(0, most),
  })),
})

const line = ['c0', 'c1', 'c2', 'c3']
const c0 = { commit: 'c0' }
const old = { commit: 'c0', version: '1.0.0' }
const all = { main: c0, latest: c0, edge: c0 }

/** Two runs with three tags. */
export const pairs: readonly Scenario[] = [
  {
    title: 'an older and a newer commit of a branch',
    ...{ line, tip: 'c2', before: all },
    runs: [onBranch('A', 'c1'), onBranch('B', 'c2')],
  },
  {
    title: 'an older and a newer commit of a branch whose tip cannot be read',
    ...{ line, before: { main: c0 } },
    runs: [onBranch('A', 'c1'), onBranch('B', 'c2')],
  },
  {
    title: 'a force-push back to the older commit',
    ...{ line, tip: 'c1', before: { main: c0, latest: c0 } },
    runs: [onBranch('A', 'c1'), onBranch('B', 'c2')],
  },
  {
    title: '1.2.3 next to 1.3.0',
    ...{ line, before: { latest: old } },
    runs: [release('A', '1.2.3', 'c1'), release('B', '1.3.0', 'c2')],
  },
  {
    title: 'the same release twice',
    ...{ line, before: { latest: old } },
    runs: [release('A', '1.2.3', 'c1'), release('B', '1.2.3', 'c1')],
  },
  {
    title: 'the same commit of a branch twice',
    isMixed: true,
    ...{ line, tip: 'c1', before: all },
    runs: [onBranch('A', 'c1'), onBranch('B', 'c1')],
  },
  {
    title: 'diverged commits, of which neither is the tip',
    isMixed: true,
    ...{ line, tip: 'c3', before: all },
    runs: [onBranch('A', 'x1'), onBranch('B', 'x2')],
  },
  {
    title: 'two promotions',
    isMixed: true,
    ...{ line, before: all },
    runs: [promotion('A', 'c1'), promotion('B', 'c2')],
  },
]

const two = ['main', 'latest']

/** A builder that can push under a tag only. */
export const anchored: readonly Scenario[] = [
  {
    title: 'an older run whose anchor push overlaps a newer run',
    ...{ line, tip: 'c2', before: { main: c0, latest: c0 } },
    runs: [onBranch('A', 'c1', 'anchor', two), onBranch('B', 'c2', 'digest', two)],
  },
  {
    title: 'anchors of an older and a newer commit',
    ...{ line, tip: 'c2', before: { main: c0, latest: c0 } },
    runs: [onBranch('A', 'c1', 'anchor', two), onBranch('B', 'c2', 'anchor', two)],
  },
  {
    title: 'the same release twice, under anchors',
    ...{ line, before: { latest: old } },
    runs: [
      release('A', '1.2.3', 'c1', 'anchor', ['latest']),
      release('B', '1.2.3', 'c1', 'anchor', ['latest']),
    ],
  },
  {
    title: 'the same release twice, under anchors, with no other tag',
    // No other tag shows which run uses which image, so only a wait can reveal it.
    hasLongWaits: true,
    line,
    runs: [release('A', '1.2.3', 'c1', 'anchor', []), release('B', '1.2.3', 'c1', 'anchor', [])],
  },
  {
    title: 'the same release twice, under an anchor and by digest',
    ...{ line, before: { latest: old } },
    runs: [
      release('A', '1.2.3', 'c1', 'digest', ['latest']),
      release('B', '1.2.3', 'c1', 'anchor', ['latest']),
    ],
  },
  {
    title: '1.2.3 next to 1.3.0, under anchors',
    ...{ line, before: { latest: old } },
    runs: [release('A', '1.2.3', 'c1', 'anchor'), release('B', '1.3.0', 'c2', 'anchor')],
  },
]

const six = ['main', 'latest', 'edge', 'dev', 'next', 'trunk']

/** Three runs with six tags, for random schedules. */
export const triples: readonly Scenario[] = [
  {
    title: 'three commits of a branch',
    ...{ line, tip: 'c3', before: { main: c0, latest: c0 } },
    runs: [
      onBranch('A', 'c1', 'digest', six),
      onBranch('B', 'c2', 'anchor', six),
      onBranch('C', 'c3', 'digest', six),
    ],
  },
  {
    title: 'a release three times',
    ...{ line, before: { latest: old } },
    runs: ['A', 'B', 'C'].map((name) =>
      release(name, '1.2.3', 'c1', 'digest', ['1.2', '1', 'latest', 'stable', 'lts']),
    ),
  },
  {
    title: 'three releases of a line',
    ...{ line, before: { latest: old } },
    runs: [
      release('A', '1.2.3', 'c1', 'digest', ['1.2', '1', 'latest', 'stable', 'lts']),
      release('B', '1.2.4', 'c2', 'anchor', ['1.2', '1', 'latest', 'stable', 'lts']),
      release('C', '1.3.0', 'c3', 'digest', ['1.3', '1', 'latest', 'stable', 'lts']),
    ],
  },
]
