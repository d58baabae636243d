import { withoutTag } from './docker-steps.ts'
import { type Difference, explainDifferences } from './explain-difference.ts'
import type { Placeholders } from './fill-text.ts'
import { type JobResult, pushedReferences } from './publication.ts'
import type { SampleEvent } from './sample-event.ts'

/** The tags of one run, before and after. */
export interface RunProof {
  /** The event, the combination of the matrix, and the values that were assumed: `push of tag 'v1.2.3' with target: web`. */
  readonly title: string
  /** The title without the combination of the matrix. */
  readonly group: string
  /** What is pushed: references, with `${{ }}` for what is unknown. */
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly differences: readonly Difference[]
  /** A difference that no reason explains, or a failure of one side, in whole sentences. */
  readonly problems: readonly string[]
  /** What could not be compared, in whole sentences. */
  readonly unread: readonly string[]
}

interface ComparedRun {
  readonly title: string
  readonly group: string
  readonly event: SampleEvent
  /** The values that were assumed. */
  readonly assumed: readonly string[]
  readonly placeholders: Placeholders
}

/** Compares what the jobs of both sides publish in one run. */
export function compareRuns(
  { title, group, event, assumed, placeholders }: ComparedRun,
  before: readonly JobResult[],
  after: readonly JobResult[],
): RunProof {
  const [old, now] = [pushedReferences(before), pushedReferences(after)]
  const failures = [before, after].map((results) => results.flatMap(({ failure }) => failure ?? [])[0])
  const [oldFailure, nowFailure] = failures
  const unread = [...new Set([...before, ...after].flatMap((one) => one.unread ?? []))].map(
    (why) => `The tags cannot be compared: ${why}.`,
  )
  const only = (one: typeof old, other: typeof old) =>
    [...one].flatMap(([key, reference]) => (other.has(key) ? [] : [reference]))
  const rules = before.map((one) => one.rules).join('\n')
  const isComparable = oldFailure === undefined && nowFailure === undefined && unread.length === 0
  const sides = { trigger: event.trigger, missing: only(old, now), added: only(now, old), rules, assumed }
  const differences = isComparable ? explainDifferences(sides) : []
  const restore = (text: string) => placeholders.restore(text)
  const problems = [
    ...differences.filter(({ reason }) => reason === undefined).map(describeUnexplained),
    ...(nowFailure !== undefined && oldFailure === undefined && unread.length === 0
      ? [`The Tagboat step fails: ${nowFailure}`]
      : []),
    // A step that fails today because it has no tag must not begin to publish the default tags.
    ...(oldFailure === withoutTag ? only(now, old).map(describeNew) : []),
    ...(isComparable ? compareDigests(before, after) : []),
  ]
  return {
    title,
    group,
    before: [...old.values()].map(restore),
    after: [...now.values()].map(restore),
    differences: differences.map((one) => ({ ...one, reference: restore(one.reference) })),
    problems: problems.map(restore),
    unread: [...unread, ...describeFailure(oldFailure)].map(restore),
  }
}

const describeFailure = (failure: string | undefined): readonly string[] =>
  failure === undefined ? [] : [`Today's steps fail here: ${failure}.`]

const describeUnexplained = ({ reference, side }: Difference): string =>
  side === 'before'
    ? `The Tagboat step would not publish ${reference}, which is published today.`
    : describeNew(reference)

const describeNew = (reference: string): string =>
  `The Tagboat step would publish ${reference}, which is not published today.`

/** A push by digest has no references: a later job gives them. */
function compareDigests(before: readonly JobResult[], after: readonly JobResult[]): readonly string[] {
  const pushesDigest = (results: readonly JobResult[]) =>
    results.some(({ publications }) => publications.some(({ kind }) => kind === 'digest'))
  if (!pushesDigest(before) || pushesDigest(after)) return []
  return ['The Tagboat step would not push by digest, as the job does today.']
}
