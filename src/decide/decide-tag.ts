import { otherImage, releaseTaken } from '../errors/guards.ts'
import type { Ancestry, ImageFacts, TagFacts } from '../model/facts.ts'
import { compareIdentities, type Identity } from '../model/identity.ts'
import type { Follows } from '../model/planned-tag.ts'
import type { Problem } from '../model/tagboat-error.ts'
import { compareVersions, parseVersion } from '../tags/versions.ts'

/** The inputs that guard tags. */
export interface Guards {
  readonly overwrite: Overwrite
  readonly forwardOnly: boolean
  /** Only what changed is built: there are no scheduled rebuilds. */
  readonly onlyChanged?: boolean
}

/** Whether a release may be replaced; `scheduled`: by scheduled runs, if it is this repository's. */
export type Overwrite = boolean | 'scheduled'

/** What decisions need to know about this run. */
export interface Run {
  /** A pull request's run never replaces what a push published. */
  readonly isPullRequest: boolean
  readonly revision: string
  /** A scheduled run about a branch; of a git tag it never rebuilds the release. */
  readonly isScheduled?: boolean
  /** Known in advance for a promotion; unknown for a build. */
  readonly digest?: string
  /** An index that this run makes of images that were built from this commit: its revision counts, as a build's does. */
  readonly isMerge?: boolean
  /** Which image of the commit this is; unknown for an image that is promoted as it is. */
  readonly identity?: Identity
}

/** What happens to one planned tag in one repository. */
export type Decision =
  /** It gets this run's digest: it does not exist (`create`), or holds another image (`move`). */
  | { readonly kind: 'create' | 'move'; readonly facts: TagFacts; readonly warning?: string }
  /** It holds this run's digest already. */
  | { readonly kind: 'unchanged'; readonly facts: TagFacts }
  /** It is this release already, built from this commit: its digest becomes the source. */
  | { readonly kind: 'published'; readonly facts: TagFacts; readonly digest: string }
  /**
   * It stays as it is, and the run goes on. `isConflict`: another branch has the tag, so a push logs a warning. `isLeft`: this
   * run leaves it to others, whatever they publish there.
   */
  | {
      readonly kind: 'keep'
      readonly facts: TagFacts
      readonly reason: string
      readonly isConflict?: boolean
      readonly isLeft?: boolean
    }
  | { readonly kind: 'refuse'; readonly facts: TagFacts; readonly problem: Problem }

/** Total: every planned tag gets one decision, whatever the facts. docs/publishing.md has the rules. */
export function decideTag(facts: TagFacts, run: Run, guards: Guards): Decision {
  const { image, tag } = facts
  if (image !== undefined && image.digest === run.digest) return { kind: 'unchanged', facts }
  const held = findHolder(facts, run)
  if (held !== undefined) return held
  switch (tag.follows.kind) {
    case 'release':
      return decideRelease(facts, run, guards)
    case 'commit':
      return image === undefined ? move(facts) : keep(facts, 'it exists, and names one commit forever')
    case 'line':
      return guards.forwardOnly ? decideLine(facts, tag.follows) : move(facts)
    case 'branch':
    case 'pull':
      return decideTip(facts, guards)
    case 'run':
      return move(facts, findDoubt(facts))
  }
}

/**
 * The decision about a tag that is named after a ref and belongs to another run: a pull request never replaces the image
 * of a push, and no branch takes the tag of another existing branch. `undefined` if this run may have the tag.
 */
function findHolder(facts: TagFacts, run: Run): Decision | undefined {
  const { image, rival, tag } = facts
  if (image === undefined || tag.fromRef === undefined) return undefined
  if (run.isPullRequest && isPublished(facts, image)) {
    return keep(facts, `a ${image.event} event published it, and a pull request does not replace that`)
  }
  if (rival?.exists !== true) return undefined
  const reason = `branch '${rival.branch}' has the same tag and published it. Rename one of the two branches, or delete the other`
  return { ...keep(facts, reason), isConflict: !run.isPullRequest }
}

/**
 * Whether an event other than a pull request published the image under this very tag. An image that was reused or promoted
 * was built under other tags, and may be replaced.
 */
function isPublished({ tag, rival }: TagFacts, { event, branch, version }: ImageFacts): boolean {
  if (event === undefined || event.startsWith('pull_request')) return false
  if (rival !== undefined) return true
  const own = tag.fromRef?.branch
  if (own === undefined) return false
  // For a git tag: if this was its first tag.
  if (branch === '') return version === tag.name
  return branch === undefined || branch === own
}

/** Why it is unknown whether another branch has the tag. */
function findDoubt({ rival }: TagFacts): string | undefined {
  if (typeof rival?.exists !== 'object') return undefined
  return `whether branch '${rival.branch}', which published it, still exists is unknown (${rival.exists.why})`
}

function decideRelease(facts: TagFacts, run: Run, guards: Guards): Decision {
  const { image } = facts
  if (image === undefined || guards.overwrite === true) return move(facts)
  if (guards.overwrite === 'scheduled' && mayReplace(image, run)) return move(facts)
  const isMade = run.digest === undefined || run.isMerge === true
  if (isMade && image.revision === run.revision) {
    const { identity: ours } = run
    const { identity: theirs } = image
    const differ = compareIdentities(ours, theirs)
    if (ours === undefined || theirs === undefined || differ.length === 0)
      return { kind: 'published', facts, digest: image.digest }
    return { kind: 'refuse', facts, problem: otherImage(facts.ref, image.digest, theirs, ours) }
  }
  return { kind: 'refuse', facts, problem: releaseTaken(facts.ref, image, run) }
}

/** A scheduled run may replace a release of its own image, whatever its commit. */
const mayReplace = (image: ImageFacts, run: Run): boolean =>
  run.isScheduled === true &&
  image.revision !== undefined &&
  compareIdentities(run.identity, image.identity).length === 0

/** `1`, `1.2`, `latest`: for the highest version of their line. */
function decideLine(facts: TagFacts, follows: Extract<Follows, { kind: 'line' }>): Decision {
  const existing = facts.image?.version
  const isVersion = existing !== undefined && parseVersion(follows.scheme, existing) !== undefined
  if (isVersion && compareVersions(follows.scheme, existing, follows.version) > 0) {
    return keep(facts, `it is on ${existing}, which is higher than ${follows.version}`)
  }
  if (facts.higher !== undefined) {
    return keep(
      facts,
      `git tag ${facts.higher.gitTag} is higher than ${follows.version}, and its image is published`,
    )
  }
  if (isVersion) return move(facts, facts.unknown)
  if (facts.image === undefined) return move(facts, facts.unknown)
  return move(facts, facts.unknown ?? 'its image does not name a version')
}

/** Tags that follow the tip of a branch or of a pull request. */
function decideTip(facts: TagFacts, guards: Guards): Decision {
  const { image, ancestry } = facts
  if (image === undefined) return move(facts)
  if (!guards.forwardOnly) return move(facts, findDoubt(facts))
  return decideByAncestry(
    facts,
    ancestry ?? { kind: 'unknown', why: 'its image does not name the commit that it was built from' },
  )
}

function decideByAncestry(facts: TagFacts, ancestry: Ancestry): Decision {
  if (ancestry.kind === 'behind') {
    const commit = (facts.image?.head ?? facts.image?.revision ?? '').slice(0, 12)
    return keep(facts, `its image was built from ${commit}, a newer commit than this run's`)
  }
  return move(facts, findDoubt(facts) ?? (ancestry.kind === 'unknown' ? ancestry.why : undefined))
}

const keep = (facts: TagFacts, reason: string) => ({ kind: 'keep', facts, reason }) as const

function move(facts: TagFacts, unknown?: string): Decision {
  const kind = facts.image === undefined ? 'create' : 'move'
  if (unknown === undefined) return { kind, facts }
  return { kind, facts, warning: `${facts.ref} moves forward unchecked: ${unknown}.` }
}

export type Change = Extract<Decision, { kind: 'create' | 'move' }>

/** Whether a decision writes the tag. */
export const isChange = (decision: Decision): decision is Change =>
  decision.kind === 'create' || decision.kind === 'move'
