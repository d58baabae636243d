import type { Where } from '../errors/tags.ts'
import { isDefaultBranch, isPullRequest, isScheduled, type Trigger } from '../model/trigger.ts'
import { compileTemplate, type Template, type Times, type Values } from './templates.ts'
import { findVersion, type Version } from './versions.ts'

/** What the environment and the caller add to a trigger; every part has a default. */
export interface ExpressionOptions {
  /** DOCKER_METADATA_PR_HEAD_SHA: a pull request's commit is its head, not the merge. */
  readonly prHeadSha?: boolean
  /** DOCKER_METADATA_SHORT_SHA_LENGTH; 7 unless said. */
  readonly shortShaLength?: number
  /** The bake target that is named, for `{{target}}`. */
  readonly target?: string
  /** The push payload's `base_ref`, for `{{base_ref}}` on a git tag. */
  readonly baseRef?: string
  /** What input from names, for `{{source_tag}}` and `{{source_version}}`. */
  readonly source?: SourceNames
}

/** What an existing image is called. */
export interface SourceNames {
  /** The tag that names it; empty where that is a digest. */
  readonly tag: string
  /** Absent where it is not known. */
  readonly version?: string
}

/** Expressions that every attribute with expressions knows, and labels, annotations and image names. */
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

/** Those of them that are about the image that input from names. */
export const sourceNames: readonly string[] = ['source_tag', 'source_version']

/** And those of labels, annotations and build arguments, which are made when the tags are known: `version` is the first of them. */
export const imageExpressions: readonly string[] = [...expressionNames, 'version']

/** And those of a version's pattern. */
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

/** The event's commit, or a pull request's head where that is asked for. */
export function commitSha(trigger: Trigger, { prHeadSha }: ExpressionOptions): string {
  const head = isPullRequest(trigger) ? trigger.pullRequest?.headSha : undefined
  return prHeadSha && head !== undefined ? head : trigger.sha
}

export function shortSha(sha: string, { shortShaLength = 7 }: ExpressionOptions): string {
  return sha.slice(0, shortShaLength)
}

export const timesOf = (trigger: Trigger): Times => ({ date: trigger.time, commit_date: trigger.commitTime })

/** A person's label, annotation or other text with the expressions that all of them share. */
export function compileText(text: string, where: Where): Template {
  return compileTemplate(text, expressionNames, where)
}

function baseOfTag({ baseRef = '' }: ExpressionOptions): string {
  return baseRef.replace(/^refs\/heads\//, '')
}

/** As `isDefaultBranch`; a schedule's ref is the default branch even where nothing told its name. */
function isOnDefaultBranch(trigger: Trigger): boolean {
  if (isScheduled(trigger) && trigger.defaultBranch === undefined) return trigger.ref.kind === 'branch'
  return isDefaultBranch(trigger)
}
