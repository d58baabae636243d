import type { TagFacts } from '../model/facts.ts'
import { type Decision, decideTag, type Guards, type Run } from './decide-tag.ts'

/**
 * Decides about all tags of a step, in their order. Total and pure.
 *
 * A scheduled run picks up changes without a commit, such as new base images. If this commit's version is released already,
 * the run keeps the version and its line (`1.28`, `latest`), and builds for the other tags (`stable`, a branch's). A
 * half-published version is completed first: as long as one of its tags is missing or behind, the release is the source of
 * all tags, as in any other run.
 */
export function decideTags(
  tags: readonly TagFacts[],
  runOf: (target: string) => Run,
  guards: Guards,
): readonly Decision[] {
  const decisions = tags.map((facts) => decideTag(facts, runOf(facts.target), guards))
  const rebuilt = new Map(
    [...new Set(tags.map(({ target }) => target))].flatMap((target) => {
      const own = decisions.filter(({ facts }) => facts.target === target)
      return runOf(target).isScheduled === true && guards.onlyChanged !== true ? rebuild(own) : []
    }),
  )
  return decisions.map((decision) => rebuilt.get(decision) ?? decision)
}

/** The decisions about one image in a scheduled rebuild; none if no rebuild is due. */
function rebuild(decisions: readonly Decision[]): readonly (readonly [Decision, Decision])[] {
  const released = new Set(
    decisions.flatMap((decision) => (decision.kind === 'published' ? [decision.digest] : [])),
  )
  if (released.size === 0) return []
  const pairs = decisions.map((decision) => [decision, keepVersion(decision, released)] as const)
  return pairs.some(([, decision]) => isBehind(decision)) ? [] : pairs
}

function keepVersion(decision: Decision, released: ReadonlySet<string>): Decision {
  const { facts } = decision
  const { follows } = facts.tag
  if (decision.kind === 'published') return { kind: 'keep', facts, reason: ofRelease, isLeft: true }
  const isItsLine =
    follows.kind === 'line' &&
    facts.image !== undefined &&
    (released.has(facts.image.digest) || facts.image.version === follows.version)
  return isItsLine && decision.kind === 'move'
    ? { kind: 'keep', facts, reason: ofLine, isLeft: true }
    : decision
}

const ofRelease =
  'it is released already, from this commit, and a scheduled run builds only for tags without a version. overwrite: scheduled replaces it too'
const ofLine = 'it stays with its version, which this scheduled run does not replace'

/** A fixed tag that is missing, or a line that is not on the release yet. */
const isBehind = ({ kind, facts }: Decision): boolean =>
  (kind === 'create' || kind === 'move') && ['release', 'commit', 'line'].includes(facts.tag.follows.kind)
