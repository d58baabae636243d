import type { PlannedTags } from '../model/planned-tag.ts'
import { isSame, type Repository } from '../model/reference.ts'
import type { Trigger } from '../model/trigger.ts'
import { findOnly, isEnabled, nameOne, plan } from './apply-rules.ts'
import type { TagRules } from './compile-rules.ts'
import type { ExpressionOptions } from './expressions.ts'
import { makeRuleContext } from './rule-context.ts'

/**
 * The tags that the same rules give another git tag: which of the names it shares with this run, and which version it
 * has there (`follows`), tells whose turn a moving tag is. Rules with a `value` of their own read the git tag instead.
 */
export function namesFor(
  trigger: Trigger,
  rules: TagRules,
  gitTag: string,
  options: ExpressionOptions = rules.inputs.options ?? {},
): PlannedTags {
  const { pullRequest: _, action: __, ...rest } = trigger
  const other: Trigger = { ...rest, event: 'push', ref: { kind: 'tag', name: gitTag } }
  const more = { suffixes: rules.suffixes, insteadOfValue: gitTag }
  return plan(rules, makeRuleContext(other, options, more))
}

/**
 * The tags that the same rules name after another branch, for a push to it or a pull request from it: whether an image
 * of that branch is under its own tag in `repository`. `commit` is what it was built from, where that is known. `enable` is
 * not asked, which is often about this run alone; a name that the workflow writes counts where its rule is off in this
 * run, and so may be on for the other branch.
 */
export function namesForBranch(
  trigger: Trigger,
  rules: TagRules,
  branch: string,
  commit: { readonly revision?: string; readonly head?: string } = {},
  options: ExpressionOptions = rules.inputs.options ?? {},
  repository?: Repository,
): ReadonlySet<string> {
  const { pullRequest: _, action: __, defaultBranch, ...rest } = trigger
  const event = trigger.event.startsWith('pull_request') ? 'push' : trigger.event
  const { revision = trigger.revision } = commit
  const sha = commit.revision ?? trigger.sha
  const named = { ...rest, sha, revision, ...(defaultBranch !== undefined && { defaultBranch }) }
  const push: Trigger = { ...named, event, ref: { kind: 'branch', name: branch } }
  const number = trigger.ref.kind === 'pull' ? trigger.ref.number : 0
  const head = { number, headRef: branch, headSha: commit.head ?? '', baseRef: '', fork: false }
  // Without a default branch: what the head of a pull request may not be is no question of its name.
  const pull: Trigger = {
    ...rest,
    sha,
    revision,
    event: 'pull_request',
    ref: { kind: 'pull', number },
    pullRequest: head,
  }
  const own = makeRuleContext(trigger, options)
  const tags = [push, pull].flatMap((other) => {
    const context = makeRuleContext(other, options, { suffixes: rules.suffixes })
    return rules.rules.flatMap((rule) => {
      const only = repository && findOnly(rule, context, true)
      if (only === 'unknown' || (only && repository && !isSame(only, repository))) return []
      const { finished } = nameOne(rule, rules.flavor, context)
      const { fromRef } = finished ?? {}
      const isTheirs = fromRef === undefined ? !isEnabled(rule, own) : fromRef.branch === branch
      return finished !== undefined && isTheirs ? [finished.name] : []
    })
  })
  return new Set(tags)
}
