import type { RulePosition } from '../errors/tags.ts'
import type { Pattern } from './regex.ts'
import type { Template } from './templates.ts'

/** The attributes that every rule may have. */
export interface RuleBase {
  /** The location of the line, for messages. */
  readonly where: RulePosition
  readonly enable: Template
  readonly priority: number
  /** Absent for the flavor's; an empty one replaces it. */
  readonly prefix?: Template
  readonly suffix?: Template
  /** Its `value` has no expressions, so the workflow expects a tag of it. A `${{ }}` in it may have been empty. */
  readonly isWrittenOut?: true
  /** Applies only if no earlier rule gave a tag. Used by the default tags. */
  readonly isFallback?: true
}

/** The attributes of each type. */
export type RuleOwn =
  | VersionRule
  | MatchRule
  | { readonly type: 'schedule'; readonly pattern: Template }
  | { readonly type: 'edge' /** Empty for the default branch. */; readonly branch: string }
  | { readonly type: 'ref'; readonly event: RefEvent }
  | RawRule
  | { readonly type: 'sha'; readonly format: 'short' | 'long' }

/** One line of the tag language, read and compiled. */
export type Rule = RuleBase & RuleOwn

export interface VersionRule {
  readonly type: 'semver' | 'pep440'
  readonly pattern: Template
  /** Absent for the git tag. */
  readonly value?: Template
  /** Extracts the version from the value. */
  readonly match?: Pattern
}

export interface MatchRule {
  readonly type: 'match'
  readonly pattern: Pattern
  readonly group: number
  /** Absent for the git tag. */
  readonly value?: Template
}

export interface RawRule {
  readonly type: 'raw'
  /** The image name of a full reference: the tag is published under it only. */
  readonly name?: Template
  /** The tag. */
  readonly value: Template
}

/** All texts with expressions; the pattern of `type=match` has none. */
export function templatesOfRule(rule: Rule): readonly Template[] {
  const { enable, prefix, suffix } = rule
  return [enable, prefix, suffix, ...ownTemplates(rule)].filter((template) => template !== undefined)
}

function ownTemplates(rule: Rule): readonly (Template | undefined)[] {
  switch (rule.type) {
    case 'semver':
    case 'pep440':
      return [rule.pattern, rule.value]
    case 'match':
      return [rule.value]
    case 'schedule':
      return [rule.pattern]
    case 'raw':
      return [rule.name, rule.value]
    default:
      return []
  }
}

export type RefEvent = 'branch' | 'tag' | 'pr' | 'pr-branch'
export type RuleType = RuleOwn['type']

/** The priority of a rule that has none of its own; the highest comes first. */
export const defaultPriorities: Readonly<Record<RuleType, number>> = {
  schedule: 1000,
  semver: 900,
  pep440: 900,
  match: 800,
  edge: 700,
  ref: 600,
  raw: 200,
  sha: 100,
}

export const ruleTypes = ['schedule', 'semver', 'pep440', 'match', 'edge', 'ref', 'raw', 'sha'] as const

/** The attributes of each type, besides the common ones. */
export const ownKeys: Readonly<Record<RuleType, readonly string[]>> = {
  schedule: ['pattern'],
  semver: ['pattern', 'value', 'match'],
  pep440: ['pattern', 'value', 'match'],
  match: ['pattern', 'group', 'value'],
  edge: ['branch'],
  ref: ['event'],
  raw: ['value'],
  sha: ['format'],
}

export const commonKeys = ['type', 'enable', 'priority', 'prefix', 'suffix'] as const
export const allKeys = [...commonKeys, 'pattern', 'value', 'match', 'group', 'branch', 'event', 'format']
