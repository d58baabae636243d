import type { PlannedTags } from '../model/planned-tag.ts'
import { isSame, type Repository } from '../model/reference.ts'
import { asPush, isPullRequest, type Trigger } from '../model/trigger.ts'
import { findRepositoryOf, isEnabled, nameByRule, planTags } from './apply-rules.ts'
import type { TagRules } from './compile-rules.ts'
import type { ExpressionOptions } from './expressions.ts'
import { makeRuleContext } from './rule-context.ts'

/**
 * The tags that the same rules give another git tag. They show which moving tags it shares with this run, and which
 * version each of them has there (`follows`). Rules with a `value` of their own read the git tag instead.
 */
export function namesFor(
  trigger: Trigger,
  rules: TagRules,
  gitTag: string,
  options: ExpressionOptions = rules.inputs.options ?? {},
): PlannedTags {
  const other = asPush(trigger, { kind: 'tag', name: gitTag })
  return planTags(
    rules,
    makeRuleContext(other, options, { suffixes: rules.suffixes, insteadOfValue: gitTag }),
  )
}

/**
 * The tags that the same rules name after another branch, for a push to it or a pull request from it. They show whether
 * an image in `repository` that was built from that branch, at `commit` if known, is under its own tag. `enable` is
 * ignored for the other branch, because it often depends on this run alone; a tag without the branch in its name counts
 * if its rule is off in this run, and so may be on for the other branch.
 */
export function namesForBranch(
  trigger: Trigger,
  rules: TagRules,
  branch: string,
  commit: { readonly revision?: string; readonly head?: string } = {},
  options: ExpressionOptions = rules.inputs.options ?? {},
  repository?: Repository,
): ReadonlySet<string> {
  const own = makeRuleContext(trigger, options)
  const tags = triggersOf(trigger, branch, commit).flatMap((other) => {
    const context = makeRuleContext(other, options, { suffixes: rules.suffixes })
    return rules.rules.flatMap((rule) => {
      const only = repository && findRepositoryOf(rule, context, true)
      if (only === 'unknown' || (only && repository && !isSame(only, repository))) return []
      const { finished } = nameByRule(rule, rules.flavor, context)
      const { fromRef } = finished ?? {}
      const isTheirs = fromRef === undefined ? !isEnabled(rule, own) : fromRef.branch === branch
      return finished !== undefined && isTheirs ? [finished.name] : []
    })
  })
  return new Set(tags)
}

/** The triggers of a push to a branch, and of a pull request from it. */
function triggersOf(
  trigger: Trigger,
  branch: string,
  commit: { readonly revision?: string; readonly head?: string },
): readonly Trigger[] {
  const { revision = trigger.revision } = commit
  const built = { ...trigger, sha: commit.revision ?? trigger.sha, revision }
  const { action: _action, pullRequest: _pull, ...rest } = built
  const ref = { kind: 'branch', name: branch } as const
  const push = isPullRequest(trigger) ? asPush(built, ref) : { ...rest, ref }
  const number = trigger.ref.kind === 'pull' ? trigger.ref.number : 0
  // The default branch is left out: a rule that excludes it as a pull request's head must still name the branch.
  const { defaultBranch: _default, ...pulled } = rest
  const pull: Trigger = {
    ...pulled,
    event: 'pull_request',
    cause: { kind: 'pull-request', variant: 'ordinary', isClosed: false },
    ref: { kind: 'pull', number },
    pullRequest: { number, headRef: branch, headSha: commit.head ?? '', baseRef: '', fork: false },
  }
  return [push, pull]
}
