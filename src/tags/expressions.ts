import type { RulePosition } from '../errors/tags.ts'
import { isDefaultBranch, isPullRequest, isScheduled, type Trigger } from '../model/trigger.ts'
import { compileTemplate, type Template, type Times, type Values } from './templates.ts'
import { findVersion, type Version } from './versions.ts'

/** Values of expressions that are not in the trigger; each has a default. */
export interface ExpressionOptions {
  /** DOCKER_METADATA_PR_HEAD_SHA: `{{sha}}` of a pull request is its head, not the merge commit. */
  readonly prHeadSha?: boolean
  /** DOCKER_METADATA_SHORT_SHA_LENGTH; 7 by default. */
  readonly shortShaLength?: number
  /** The image's target, for `{{target}}`. */
  readonly target?: string
  /** The push payload's `base_ref`, for `{{base_ref}}` on a git tag. */
  readonly baseRef?: string
  /** The image of input `from`, for `{{source_tag}}` and `{{source_version}}`. */
  readonly source?: SourceNames
}

/** Tag and version of an existing image. */
export interface SourceNames {
  /** Empty if the image is named by its digest. */
  readonly tag: string
  /** Absent if unknown. */
  readonly version?: string
}

/** The expressions of tags, labels, annotations and image names. */
export const expressionNames = [
  'branch',
  'tag',
  'sha',
  'base_ref',
  'is_default_branch',
  'is_not_default_branch',
  'user',
  'pr',
  'target',
  'is_release',
  'source_tag',
  'source_version',
] as const

/** The expressions about the image of input `from`. */
export const sourceNames: readonly string[] = ['source_tag', 'source_version']

/** Labels, annotations and build arguments are rendered after the tags, so they also have `version`, the first tag. */
export const imageExpressions: readonly string[] = [...expressionNames, 'version']

/** Further expressions in the pattern of a version rule. */
export const versionNames = ['raw', 'version', 'major', 'minor', 'patch', 'prerelease', 'build'] as const

export function expressionValues(trigger: Trigger, options: ExpressionOptions): Values {
  const { ref, pullRequest } = trigger
  const onDefault = isOnDefaultBranch(trigger)
  const values: Record<(typeof expressionNames)[number], string | boolean> = {
    branch: ref.kind === 'branch' ? ref.name : '',
    tag: ref.kind === 'tag' ? ref.name : '',
    sha: shortSha(commitSha(trigger, options), options),
    base_ref:
      ref.kind === 'tag' ? baseOfTag(options) : ref.kind === 'pull' ? (pullRequest?.baseRef ?? '') : '',
    is_default_branch: onDefault,
    is_not_default_branch: !onDefault,
    user: trigger.actor,
    pr: ref.kind === 'pull' ? String(ref.number) : '',
    target: options.target ?? '',
    is_release: ref.kind === 'tag' && findVersion(ref.name) !== undefined,
    source_tag: options.source?.tag ?? '',
    source_version: options.source?.version ?? '',
  }
  return values
}

export function versionValues({ raw, full, major, minor, patch, prerelease, build }: Version): Values {
  return { raw, version: full, major, minor, patch, prerelease, build }
}

/** The commit of `{{sha}}`: the event's commit, or a pull request's head with `prHeadSha`. */
export function commitSha(trigger: Trigger, { prHeadSha }: ExpressionOptions): string {
  const head = isPullRequest(trigger) ? trigger.pullRequest?.headSha : undefined
  return prHeadSha && head !== undefined ? head : trigger.sha
}

export function shortSha(sha: string, { shortShaLength = 7 }: ExpressionOptions): string {
  return sha.slice(0, shortShaLength)
}

export const timesOf = (trigger: Trigger): Times => ({ date: trigger.time, commit_date: trigger.commitTime })

/** Compiles a text with the common expressions. */
export function compileText(text: string, where: RulePosition): Template {
  return compileTemplate(text, expressionNames, where)
}

function baseOfTag({ baseRef = '' }: ExpressionOptions): string {
  return baseRef.replace(/^refs\/heads\//, '')
}

/** As `isDefaultBranch`; the ref of a schedule is the default branch even if its name is unknown. */
function isOnDefaultBranch(trigger: Trigger): boolean {
  if (isScheduled(trigger) && trigger.defaultBranch === undefined) return trigger.ref.kind === 'branch'
  return isDefaultBranch(trigger)
}
