import type { PlannedTag } from '../model/planned-tag.ts'
import type { Ref } from '../model/trigger.ts'
import { describeDays, isOlder } from './age.ts'
import { type RepositoryGraph, subjectOfTag } from './graph.ts'

/** A ref that no longer exists. */
export interface GoneRef {
  /** For messages: `branch 'topic'`, `pull request 12`. */
  readonly name: string
  /** The branch, or the head of the pull request; empty for a git tag and for a fork's pull request. */
  readonly branch: string
  /** Absent for a commit. */
  readonly at?: Ref
  /** A git tag with the name of a version or of a line of versions. */
  readonly isVersion?: true
  /** When the pull request was closed. ISO 8601. */
  readonly since?: string
}

/** `branch 'topic' is gone`, `pull request 12 is closed` */
export const describeGone = ({ name, at }: GoneRef): string =>
  `${name} is ${at?.kind === 'pull' ? 'closed' : 'gone'}`

/** A tag that the rules gave a ref that is gone, or an old commit. */
export interface Claim extends Pick<PlannedTag, 'follows' | 'fromRef'> {
  readonly ref: GoneRef
  /** For the tag of a commit: the age in days from which it goes. */
  readonly days?: number
}

/** What an image says about the run that published it. */
export type Publisher =
  /** `ofPull`: a pull request's run published it, perhaps one that names no branch (`pull_request_target`). */
  | { readonly kind: 'ours'; readonly branch: string; readonly ofPull?: boolean }
  | { readonly kind: 'foreign' }
  /** An empty index of Tagboat's: a removal of the tag was interrupted. */
  | { readonly kind: 'leftover' }
  | { readonly kind: 'unknown'; readonly why: string }

export interface PruneRules {
  readonly isKept: (tag: string) => boolean
  /** Days that a tag stays after its pull request was closed, or after its upload; undefined to remove it at once. */
  readonly keepDays: number | undefined
}

/** Everything that the decision depends on. */
export interface PruneFacts {
  readonly graph: RepositoryGraph
  readonly claims: ReadonlyMap<string, Claim>
  /** Tags that the rules give refs that exist, each with such a ref, for messages. */
  readonly living: ReadonlyMap<string, string>
  /** By digest. */
  readonly publishers: ReadonlyMap<string, Publisher>
  readonly rules: PruneRules
  /** The only ref that the run is about, for messages; undefined for all refs that are gone. */
  readonly only?: string
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface RemovedTag {
  readonly tag: string
  readonly digest: string
  readonly ref: GoneRef
  readonly why: string
  /** The image belongs to another ref, so only the tag goes, and only while another tag has the digest. */
  readonly isShared: boolean
}

export interface KeptTag {
  readonly tag: string
  readonly why: string
}

export interface PruneDecision {
  readonly remove: readonly RemovedTag[]
  /** Every other tag of the repository, without those of attachments. */
  readonly keep: readonly KeptTag[]
}

/** Decides about every tag of a repository. Total: whatever is unknown stays. */
export function decidePrune(facts: PruneFacts): PruneDecision {
  const { graph } = facts
  const names = [...graph.tags.keys()].filter((tag) => subjectOfTag(tag) === undefined)
  const first = names.map((tag) => decideTag(facts, tag))
  const kept = new Set(
    first
      .flatMap((one) => ('digest' in one ? [] : [graph.tags.get(one.tag)]))
      .filter((one) => one !== undefined),
  )
  const remove: RemovedTag[] = []
  const keep: KeptTag[] = []
  for (const one of first) {
    if (!('digest' in one)) keep.push(one)
    else if (one.isShared && !kept.has(one.digest)) keep.push({ tag: one.tag, why: onlyTag(one) })
    else remove.push(one)
  }
  return { remove, keep }
}

const onlyTag = ({ ref }: RemovedTag): string =>
  `${describeGone(ref)}, but its image was built for another ref, and no other tag keeps it`

function decideTag(facts: PruneFacts, tag: string): RemovedTag | KeptTag {
  const { graph, claims, living, publishers, rules } = facts
  const claim = claims.get(tag)
  const digest = graph.tags.get(tag)
  const keep = (why: string): KeptTag => ({ tag, why })
  if (rules.isKept(tag)) return keep('input keep matches it')
  if (claim === undefined || digest === undefined) return keep(describeUnclaimed(facts, tag))
  const fixed = describeFixed(claim, tag)
  if (fixed !== undefined) return keep(fixed)
  const other = living.get(tag)
  if (other !== undefined) return keep(`the rules give it to ${other} too`)
  const publisher = publishers.get(digest) ?? { kind: 'unknown', why: 'its image was not read' }
  if (publisher.kind === 'unknown') return keep(publisher.why)
  if (publisher.kind === 'foreign') return keep('its image does not say that this repository published it')
  const young = describeYoung(facts, claim, digest)
  if (young !== undefined) return keep(young)
  const { ref } = claim
  const isShared = publisher.kind === 'ours' && claim.days === undefined && !isOwn(publisher, claim)
  const why =
    claim.days === undefined ? describeGone(ref) : `${ref.name} is older than ${describeDays(claim.days)}`
  return { tag, digest, ref, why, isShared }
}

/** Whether an image was built for the ref of its tag. */
const isOwn = (
  { branch, ofPull = false }: Extract<Publisher, { readonly kind: 'ours' }>,
  { ref, follows }: Claim,
): boolean => branch === ref.branch || (branch === '' && ofPull && follows.kind === 'pull')

function describeUnclaimed({ living, publishers, graph, only }: PruneFacts, tag: string): string {
  const other = living.get(tag)
  if (other !== undefined) return `it belongs to ${other}`
  const publisher = publishers.get(graph.tags.get(tag) ?? '')
  if (publisher?.kind === 'unknown') return publisher.why
  if (publisher?.kind === 'foreign') return 'its image does not say that this repository published it'
  if (only !== undefined) return `the rules do not give it to ${only}`
  return publisher?.kind === 'ours' && publisher.branch === ''
    ? 'its image names no branch'
    : 'the rules give it to no branch or pull request that is gone'
}

/** Tags that stay whatever becomes of their ref. */
function describeFixed({ ref, follows, fromRef, days }: Claim, tag: string): string | undefined {
  if (follows.kind === 'release') return 'it is a full version'
  if (follows.kind === 'line') return 'it is a line of versions'
  // Rules like type=raw,value={{tag}} do not say so.
  if (ref.isVersion) return 'its git tag has the name of a version'
  if (tag === 'latest') return 'latest always stays'
  if (days !== undefined) return undefined
  if (follows.kind === 'commit') return 'it names a commit: see input sha'
  return fromRef === undefined && follows.kind !== 'pull' ? 'its name does not come from the ref' : undefined
}

/** Why a tag is too young to go, or of unknown age. */
function describeYoung({ graph, rules, now }: PruneFacts, claim: Claim, digest: string): string | undefined {
  const days = claim.days ?? rules.keepDays
  if (days === undefined || (days === 0 && claim.days === undefined)) return undefined
  const uploaded = graph.manifests.get(digest)?.uploaded
  const closed = claim.days === undefined ? claim.ref.since : undefined
  const since = closed ?? uploaded
  if (since === undefined) return 'its age is unknown: the registry does not report when it was uploaded'
  if (isOlder(since, days, now)) return undefined
  const what = closed === undefined ? 'it was uploaded' : `${claim.ref.name} was closed`
  return `${what} less than ${describeDays(days)} ago`
}
