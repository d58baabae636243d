import type { Follows } from '../model/planned-tag.ts'
import type { Ref, Trigger } from '../model/trigger.ts'
import { type ExpressionOptions, expressionValues, timesOf } from './expressions.ts'
import { slug } from './slug.ts'
import type { Template, Times, Values } from './templates.ts'
import { findVersion } from './versions.ts'

/** The context in which rules are applied: the trigger, and the values of its expressions. */
export interface RuleContext {
  readonly trigger: Trigger
  readonly options: ExpressionOptions
  /** Version rules read this git tag instead of their `value`; see `namesFor`. */
  readonly insteadOfValue?: string
  /** The suffixes of the step's images, rendered; see `TargetSuffix`. */
  readonly suffixes: readonly string[]
  /** The value of `{{branch}}`, else of `{{base_ref}}`; may be empty. */
  readonly branch: string
  render(template: Template, more?: Values): string
  /** Which values the rendered text depends on. */
  originsOf(template: Template | undefined, more?: Values): readonly NameOrigin[]
}

/** The suffix of one image of a step. */
export interface TargetSuffix {
  readonly target: string
  readonly text: Template
}

interface ContextOptions {
  readonly insteadOfValue?: string
  readonly suffixes?: readonly TargetSuffix[] | undefined
}

export function makeRuleContext(
  trigger: Trigger,
  options: ExpressionOptions,
  { insteadOfValue, suffixes = [] }: ContextOptions = {},
): RuleContext {
  const values = expressionValues(trigger, options)
  const times: Times = timesOf(trigger)
  const branch = values.branch || values.base_ref
  return {
    trigger,
    options,
    ...(insteadOfValue !== undefined && { insteadOfValue }),
    branch: typeof branch === 'string' ? branch : '',
    suffixes: suffixes.flatMap(({ target, text }) => {
      const own: Values = { ...values, target }
      const origins = findOrigins(text.uses, own, (others) => text.render(others, times))
      return origins.length > 0 ? [] : [asSuffix(text.render(own, times))]
    }),
    render: (template, more) => template.render(more ? { ...values, ...more } : values, times),
    originsOf: (template, more) =>
      template === undefined
        ? []
        : findOrigins(template.uses, { ...values, ...more }, (others) => template.render(others, times)),
  }
}

/** Makes a suffix valid. A slug cannot begin with `-`, so a letter takes the place of the name. */
const asSuffix = (text: string): string => (text === '' ? '' : slug(`x${text}`).slice(1))

/** What a name follows if it depends on the ref alone: the branch, the pull request, or the git tag's version. */
export function followRef(ref: Ref): Follows {
  switch (ref.kind) {
    case 'branch':
      return { kind: 'branch', branch: ref.name }
    case 'pull':
      return { kind: 'pull', number: ref.number }
    case 'tag': {
      const version = findVersion(ref.name)
      return version ? { kind: 'line', scheme: version.scheme, version: version.full } : { kind: 'run' }
    }
    case 'other':
      return { kind: 'run' }
  }
}

/** The text that version rules read: their `value`, else the git tag; undefined without either. */
export function readSource(context: RuleContext, value: Template | undefined): string | undefined {
  if (context.insteadOfValue !== undefined) return context.insteadOfValue
  if (value) return context.render(value)
  return context.trigger.ref.kind === 'tag' ? context.trigger.ref.name : undefined
}

/** The origins of the text of `readSource`. */
export function sourceOrigins(context: RuleContext, value: Template | undefined): readonly NameOrigin[] {
  return context.insteadOfValue !== undefined || value === undefined ? ['tag'] : context.originsOf(value)
}

/** The part of a run that a name depends on: with another one, the name would differ. */
export type NameOrigin = 'branch' | 'tag' | 'pr' | 'user'

/** Expressions whose values come from the ref or the user, not from the workflow. */
const origins: Readonly<Record<string, NameOrigin>> = {
  branch: 'branch',
  base_ref: 'branch',
  tag: 'tag',
  pr: 'pr',
  user: 'user',
}

/**
 * The origins of a rendered text. An expression counts if another value would change the text:
 * `{{#if branch}}latest{{/if}}` is the workflow's own `latest`.
 */
function findOrigins<T>(
  uses: ReadonlySet<string>,
  values: Readonly<Record<string, T>>,
  render: (values: Readonly<Record<string, T | string>>) => string,
): readonly NameOrigin[] {
  if (uses.size === 0) return []
  const found = Object.entries(origins).flatMap(([name, origin]) => {
    const value = values[name]
    if (!uses.has(name) || typeof value !== 'string' || value === '') return []
    return render({ ...values, [name]: `${value}x` }) === render(values) ? [] : [origin]
  })
  return [...new Set(found)]
}

/** Names the owner of a name, for warnings. */
export function describeNameOrigin(origin: NameOrigin, { ref, user, branch }: Owner): string {
  switch (origin) {
    case 'branch':
      return `Branch '${branch}'`
    case 'tag':
      return `Git tag '${ref.kind === 'tag' ? ref.name : ''}'`
    case 'pr':
      return `Pull request ${ref.kind === 'pull' ? ref.number : ''}`
    case 'user':
      return `User '${user}'`
  }
}

interface Owner {
  readonly ref: Ref
  readonly user: string
  readonly branch: string
}
