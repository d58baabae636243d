import { listOf } from '../bake/bake-target.ts'
import { isMany } from '../inputs/inputs.ts'
import type { PlannedTag } from '../model/planned-tag.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { isRelease } from '../plan/dirty-tags.ts'
import { planStep } from '../plan/plan-step.ts'
import { isProtectedName } from '../plan/protected.ts'
import { nameLines } from '../plan/references-in-tags.ts'
import { tagReferencesOf } from '../plan/tag-references.ts'
import type { RunState } from '../prepare/run-state.ts'
import { slug } from '../tags/slug.ts'

/** The planned references that need a confirmation outside CI: releases, lines of versions, `latest`, and names of the default branch. Pure. */
export function findSensitive(
  state: Pick<RunState, 'plans' | 'trigger' | 'inputs' | 'definition'>,
): readonly string[] {
  const { plans, trigger, inputs, definition } = state
  const { options } = inputs.rules.inputs
  const named = isMany(inputs)
    ? [...definition.targets].map(([name, target]) => ({ name, ownNames: listOf(target, 'tags') }))
    : []
  const isOfDefault = isProtectedName(trigger, nameLines(inputs), options, named)
  return plans
    .flatMap(tagReferencesOf)
    .filter(({ tag, repository }) => isRelease(tag) || isDefaultName(tag, trigger) || isOfDefault(repository))
    .map(({ ref }) => ref)
}

/** They always count: --default-branch may be wrong, and a clone keeps the name of a default branch that was renamed. */
const usualBranches = ['main', 'master', 'trunk']

/** Whether a tag is the default branch's: it follows the branch, or has its name. */
function isDefaultName({ follows, name }: PlannedTag, { defaultBranch }: Trigger): boolean {
  const branches = defaultBranch === undefined ? usualBranches : [defaultBranch, ...usualBranches]
  const isTip = follows.kind === 'branch' && follows.pull === undefined && branches.includes(follows.branch)
  return isTip || branches.some((branch) => slug(branch) === name)
}

/** A user name that does not exist, to find the names that depend on the user. */
const otherUser = 'another-user-0b9f6d1c'

/**
 * The planned references that are not in a personal channel: they would be the same for another user. Without a user's name none is
 * personal. Pure.
 */
export function findShared(
  state: Pick<RunState, 'plans' | 'trigger' | 'inputs' | 'definition'>,
): readonly string[] {
  const { plans, trigger } = state
  const own = plans.flatMap(tagReferencesOf).map(({ ref }) => ref)
  if (trigger.actor.trim() === '') return own
  const others = new Set(referencesFor({ ...trigger, actor: otherUser }, state))
  return own.filter((ref) => others.has(ref))
}

/** Another user may be refused; then no reference is known to differ. */
function referencesFor(
  trigger: Trigger,
  { inputs, definition, plans }: Pick<RunState, 'plans' | 'inputs' | 'definition'>,
): readonly string[] {
  try {
    return planStep(trigger, inputs, definition)
      .flatMap(tagReferencesOf)
      .map(({ ref }) => ref)
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    return plans.flatMap(tagReferencesOf).map(({ ref }) => ref)
  }
}
