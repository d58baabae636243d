import semver from 'semver'
import type { PullRequest, Ref, Trigger } from '../trigger/trigger.ts'
import { hasDefaultTags, isOnDefaultBranch } from './default-tags.ts'
import type { Follows, PlannedTag, PlannedTags } from './planned-tag.ts'
import { branchSlug, type CheckedName, gitTagSlug } from './reserved.ts'

/** The inputs that decide over tags. */
export interface TagInputs {
  /** One rule per line; none means the default tags. */
  readonly tags: readonly string[]
  readonly flavor: readonly string[]
  /** The repository's branches, where they were read anyway; for warnings and reserved names. */
  readonly liveBranches?: readonly string[]
}

type Candidate = CheckedName & Omit<PlannedTag, 'name'>

/** The tags that the trigger's ref deserves. */
export function computeTags(trigger: Trigger, inputs: TagInputs): PlannedTags {
  const candidates = hasDefaultTags(trigger) ? defaultTags(trigger, inputs.liveBranches ?? []) : []
  const tags = candidates.map(({ name, priority, follows }) => ({ name, priority, follows }))
  const warnings = candidates.flatMap(({ warning }) => warning ?? [])
  return { tags, version: tags[0]?.name ?? '', warnings }
}

function defaultTags(trigger: Trigger, liveBranches: readonly string[]): Candidate[] {
  const nightly: Candidate = { name: 'nightly', priority: 1000, follows: { kind: 'run' } }
  const tags = trigger.event === 'schedule' ? [nightly] : []
  tags.push(...refTags(trigger, trigger.ref, liveBranches))
  if (trigger.ref.kind === 'branch' && isOnDefaultBranch(trigger)) {
    tags.push({ name: 'latest', priority: 200, follows: { kind: 'branch', branch: trigger.ref.name } })
  }
  return tags
}

function refTags(trigger: Trigger, ref: Ref, liveBranches: readonly string[]): Candidate[] {
  switch (ref.kind) {
    case 'branch':
      return [branchTag(ref.name)]
    case 'tag':
      return [gitTag(ref.name, liveBranches)]
    case 'pull':
      return pullTags(trigger, ref.number, trigger.pullRequest)
    case 'other':
      return []
  }
}

function branchTag(branch: string, pull?: number): Candidate {
  const follows: Follows = { kind: 'branch', branch, ...(pull === undefined ? {} : { pull }) }
  return { ...branchSlug(branch), priority: 600, follows }
}

function gitTag(tag: string, liveBranches: readonly string[]): Candidate {
  const version = semver.valid(tag)
  if (version === null) return { ...gitTagSlug(tag, liveBranches), priority: 600, follows: { kind: 'run' } }
  return { name: version, priority: 900, follows: { kind: 'release', scheme: 'semver', version } }
}

function pullTags(trigger: Trigger, number: number, pull: PullRequest | undefined): Candidate[] {
  const own: Candidate = { name: `pr-${number}`, priority: 600, follows: { kind: 'pull', number } }
  if (!pull || pull.fork || trigger.event === 'pull_request_target') return [own]
  return pull.headRef === trigger.defaultBranch ? [own] : [own, branchTag(pull.headRef, number)]
}
