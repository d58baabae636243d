import type { Follows } from '../model/planned-tag.ts'
import type { Ref, Trigger } from '../model/trigger.ts'
import { type ExpressionOptions, expressionValues, timesOf } from './expressions.ts'
import { slug } from './slug.ts'
import type { Template, Times, Values } from './templates.ts'
import { findVersion } from './versions.ts'

/** All that rules look at: made once for a trigger. */
export interface RuleContext {
  readonly trigger: Trigger
  readonly options: ExpressionOptions
  /** The ref of a version is this git tag, whatever a rule's `value` says: see `namesFor`. */
  readonly insteadOfValue?: string
  /** What the workflow puts behind the names of the step's images, as a tag has it; see `TargetSuffix`. */
  readonly suffixes: readonly string[]
  /** The branch that `{{branch}}` or `{{base_ref}}` names; empty where there is none. */
  readonly branch: string
  render(template: Template, more?: Values): string
  /** What the rendered text is made from. */
  originsOf(template: Template | undefined, more?: Values): readonly Origin[]
}

/** The suffix of one image of a step. */
export interface TargetSuffix {
  readonly target: string
  readonly text: Template
}

interface More {
  readonly insteadOfValue?: string
  readonly suffixes?: readonly TargetSuffix[] | undefined
}

export function makeRuleContext(
  trigger: Trigger,
  options: ExpressionOptions,
  { insteadOfValue, suffixes = [] }: More = {},
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

/** A slug does not begin with `-`. */
const asSuffix = (text: string): string => (text === '' ? '' : slug(`x${text}`).slice(1))

/** What a moving name follows that says no more than its ref: the branch, the pull request, a git tag's version. */
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

/** The text that rules of versions read: their own `value`, else the git tag; `undefined` where there is neither. */
export function readSource(context: RuleContext, value: Template | undefined): string | undefined {
  if (context.insteadOfValue !== undefined) return context.insteadOfValue
  if (value) return context.render(value)
  return context.trigger.ref.kind === 'tag' ? context.trigger.ref.name : undefined
}

/** What the text of `readSource` is made from. */
export function sourceOrigins(context: RuleContext, value: Template | undefined): readonly Origin[] {
  return context.insteadOfValue !== undefined || value === undefined ? ['tag'] : context.originsOf(value)
}

/** What a name is made from, where another ref, pull request or user would give another name. */
export type Origin = 'branch' | 'tag' | 'pr' | 'user'

/** The expressions whose values come with the ref or the user, and not with the workflow. */
const origins: Readonly<Record<string, Origin>> = {
  branch: 'branch',
  base_ref: 'branch',
  tag: 'tag',
  pr: 'pr',
  user: 'user',
}

/**
 * The origins of a text that `render` gives for these values. An expression counts where another value would give
 * another text: `{{#if branch}}latest{{/if}}` is the workflow's own `latest`.
 */
export function findOrigins<T>(
  uses: ReadonlySet<string>,
  values: Readonly<Record<string, T>>,
  render: (values: Readonly<Record<string, T | string>>) => string,
): readonly Origin[] {
  if (uses.size === 0) return []
  const found = Object.entries(origins).flatMap(([name, origin]) => {
    const value = values[name]
    if (!uses.has(name) || typeof value !== 'string' || value === '') return []
    return render({ ...values, [name]: `${value}x` }) === render(values) ? [] : [origin]
  })
  return [...new Set(found)]
}

/** Who a name of these origins belongs to, as warnings name it. */
export function describeOrigin(origin: Origin, { ref, user, branch }: Named): string {
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

interface Named {
  readonly ref: Ref
  readonly user: string
  readonly branch: string
}
