import { releaseTaken } from '../errors/decide.ts'
import type { Problem } from '../errors/tagboat-error.ts'
import type { Follows } from '../tags/planned-tag.ts'
import { compareVersions, parseVersion } from '../tags/versions.ts'
import type { Standing, TagFacts } from './facts.ts'

/** The inputs that guard tags. */
export interface Guards {
  readonly overwrite: boolean
  readonly forwardOnly: boolean
}

/** This run, as far as decisions need it. */
export interface Run {
  /** A pull request's run never replaces what a push published. */
  readonly isPullRequest: boolean
  readonly revision: string
  /** Known before anything is decided for a promotion; unknown for a build. */
  readonly digest?: string
  /** An index that this run makes, of images that this commit's run built: its revision counts, as a build's does. */
  readonly isMerge?: boolean
}

/** What is to become of one planned tag in one repository. */
export type Decision =
  /** Point it at this run's digest: it is absent (`create`), or holds something else (`move`). */
  | { readonly kind: 'create' | 'move'; readonly facts: TagFacts; readonly warning?: string }
  /** It holds this run's content already. */
  | { readonly kind: 'unchanged'; readonly facts: TagFacts }
  /** It is this release already, built from this very commit: its digest becomes the source. */
  | { readonly kind: 'published'; readonly facts: TagFacts; readonly digest: string }
  /** It stays as it is, and hinders nothing. */
  | { readonly kind: 'keep'; readonly facts: TagFacts; readonly reason: string }
  | { readonly kind: 'refuse'; readonly facts: TagFacts; readonly problem: Problem }

/** Total: every planned tag gets one decision, whatever the facts. The rules are docs/publishing.md's. */
export function decideTag(facts: TagFacts, run: Run, guards: Guards): Decision {
  const { image, tag } = facts
  if (image !== undefined && image.digest === run.digest) return { kind: 'unchanged', facts }
  switch (tag.follows.kind) {
    case 'release':
      return decideRelease(facts, run, guards)
    case 'commit':
      return image === undefined
        ? move(facts)
        : keep(facts, 'it is there already, and names one commit for ever')
    case 'line':
      return guards.forwardOnly ? decideLine(facts, tag.follows) : move(facts)
    case 'branch':
    case 'pull':
      return decideTip(facts, run, guards, tag.follows)
    case 'run':
      return move(facts)
  }
}

function decideRelease(facts: TagFacts, run: Run, guards: Guards): Decision {
  const { image } = facts
  if (image === undefined || guards.overwrite) return move(facts)
  const isMade = run.digest === undefined || run.isMerge === true
  if (isMade && image.revision === run.revision) return { kind: 'published', facts, digest: image.digest }
  return { kind: 'refuse', facts, problem: releaseTaken(facts.ref, image, run) }
}

/** `1`, `1.2`, `latest`: for the highest version of their line. */
function decideLine(facts: TagFacts, follows: Extract<Follows, { kind: 'line' }>): Decision {
  const there = facts.image?.version
  const isVersion = there !== undefined && parseVersion(follows.scheme, there) !== undefined
  if (isVersion && compareVersions(follows.scheme, there, follows.version) > 0) {
    return keep(facts, `it is on ${there}, which is higher than ${follows.version}`)
  }
  if (facts.higher !== undefined) {
    return keep(
      facts,
      `git tag ${facts.higher.gitTag} is higher than ${follows.version}, and its image is there`,
    )
  }
  if (isVersion) return move(facts, facts.unknown)
  if (facts.image === undefined) return move(facts, facts.unknown)
  return move(facts, facts.unknown ?? `the image there does not say which version it is`)
}

/** Tags that follow the tip of a branch or of a pull request. */
function decideTip(
  facts: TagFacts,
  run: Run,
  guards: Guards,
  follows: Extract<Follows, { kind: 'branch' | 'pull' }>,
): Decision {
  const { image, standing } = facts
  if (image === undefined) return move(facts)
  const published = image.event
  if (
    run.isPullRequest &&
    follows.kind === 'branch' &&
    published !== undefined &&
    !published.startsWith('pull_request')
  ) {
    return keep(facts, `a ${published} event published it, and a pull request does not replace that`)
  }
  if (!guards.forwardOnly) return move(facts)
  return decideStanding(
    facts,
    standing ?? { kind: 'unknown', why: 'the image there does not say which commit it was built from' },
  )
}

function decideStanding(facts: TagFacts, standing: Standing): Decision {
  if (standing.kind === 'behind') {
    const commit = (facts.image?.head ?? facts.image?.revision ?? '').slice(0, 12)
    return keep(facts, `the image there was built from ${commit}, a newer commit than this run's`)
  }
  return standing.kind === 'unknown' ? move(facts, standing.why) : move(facts)
}

const keep = (facts: TagFacts, reason: string): Decision => ({ kind: 'keep', facts, reason })

function move(facts: TagFacts, unknown?: string): Decision {
  const kind = facts.image === undefined ? 'create' : 'move'
  if (unknown === undefined) return { kind, facts }
  return { kind, facts, warning: `${facts.ref} moves forward unchecked: ${unknown}.` }
}
