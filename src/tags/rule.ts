import type { Where } from '../errors/tags.ts'
import type { Pattern } from './regex.ts'
import type { Template } from './templates.ts'

/** What every rule may say. */
export interface RuleBase {
  /** The line's own place, for what is said about it. */
  readonly where: Where
  readonly enable: Template
  readonly priority: number
  /** Absent: the flavor's. An empty one is one. */
  readonly prefix?: Template
  readonly suffix?: Template
  /** Its `value` has no expressions: a tag is expected of it. GitHub may have filled it in from nothing. */
  readonly isWrittenOut?: true
  /** Of the default tags only: for where no rule before it gave a tag. */
  readonly isFallback?: true
}

/** What a type says for itself. */
export type RuleOwn =
  | VersionRule
  | MatchRule
  | { readonly type: 'schedule'; readonly pattern: Template }
  | { readonly type: 'edge' /** Empty: the default branch. */; readonly branch: string }
  | { readonly type: 'ref'; readonly event: RefEvent }
  | RawRule
  | { readonly type: 'sha'; readonly format: 'short' | 'long' }

/** One line of the tag language, read and compiled. */
export type Rule = RuleBase & RuleOwn

export interface VersionRule {
  readonly type: 'semver' | 'pep440'
  readonly pattern: Template
  /** Absent: the git tag. */
  readonly value?: Template
  /** Picks the version out of the value. */
  readonly match?: Pattern
}

export interface MatchRule {
  readonly type: 'match'
  readonly pattern: Pattern
  readonly group: number
  /** Absent: the git tag. */
  readonly value?: Template
}

export interface RawRule {
  readonly type: 'raw'
  /** Of a full reference: the one image name that the tag is for. */
  readonly name?: Template
  /** The tag. */
  readonly value: Template
}

/** Its texts with expressions; the pattern of `type=match` is none. */
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

/** A rule's priority where it says none: the higher comes first. */
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

/** The attributes of a type, besides those that all have. */
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
