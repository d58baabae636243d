import type { BakeDefinition } from '../bake/bake-target.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { PlannedTag } from '../model/planned-tag.ts'
import { formatReference, type Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { asPush, isScheduled, type Trigger } from '../model/trigger.ts'
import { nameTargets } from '../plan/name-targets.ts'
import type { Plan } from '../plan/plan.ts'
import { tagReferencesOf } from '../plan/tag-references.ts'

/** A tag under which an image of the same content may be. */
export interface Candidate {
  readonly repository: Repository
  readonly tag: string
  /** It names one content forever, of this version. */
  readonly isRelease: boolean
}

const isFixed = ({ follows }: PlannedTag): boolean => follows.kind === 'release' || follows.kind === 'commit'

/**
 * Where to look for each planned image, by target: under its fixed tags, then its moving tags, then the tags that a push of
 * the default branch gives it, which may be in another repository. Each candidate once.
 */
export function listCandidates(
  trigger: Trigger,
  inputs: Inputs,
  definition: BakeDefinition,
  plans: readonly Plan[],
): ReadonlyMap<string, readonly Candidate[]> {
  const onDefault = nameOnDefaultBranch(trigger, inputs, definition)
  const isFinal = inputs.overwrite === false || (inputs.overwrite === 'scheduled' && !isScheduled(trigger))
  const listed = plans.map(({ target, repositories, tags }): [string, readonly Candidate[]] => {
    const sorted = [...tags.filter(isFixed), ...tags.filter((tag) => !isFixed(tag))]
    const own = pair(repositories, sorted, isFinal)
    const others = onDefault.filter(({ name }) => name === target)
    const all = [...own, ...others.flatMap((other) => pair(other.repositories, other.tags.tags, false))]
    // A tag that this run also plans is a candidate of this run, not of the default branch.
    const distinct = new Map(
      all
        .toReversed()
        .map((candidate) => [formatReference(candidate.repository, { tag: candidate.tag }), candidate]),
    )
    return [target, [...distinct.values()].reverse()]
  })
  return new Map(listed)
}

function pair(
  repositories: readonly Repository[],
  tags: readonly PlannedTag[],
  isFinal: boolean,
): readonly Candidate[] {
  return tagReferencesOf({ repositories, tags }).map(({ repository, tag: { name, follows } }) => ({
    repository,
    tag: name,
    isRelease: isFinal && follows.kind === 'release',
  }))
}

/** The names and tags that the same inputs give a push of the default branch; empty if they cannot name it. */
function nameOnDefaultBranch(trigger: Trigger, inputs: Inputs, definition: BakeDefinition) {
  if (trigger.defaultBranch === undefined) return []
  const push = asPush(trigger, { kind: 'branch', name: trigger.defaultBranch })
  try {
    return nameTargets(push, inputs, definition)
  } catch (error) {
    if (error instanceof TagboatError) return []
    throw error
  }
}
