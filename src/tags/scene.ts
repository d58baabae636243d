import type { Ref, Trigger } from '../trigger/trigger.ts'
import { type ExpressionOptions, expressionValues, timesOf } from './expressions.ts'
import type { Follows } from './planned-tag.ts'
import type { Template, Times, Values } from './templates.ts'
import { findVersion } from './versions.ts'

/** All that rules look at: made once for a trigger. */
export interface Scene {
  readonly trigger: Trigger
  readonly options: ExpressionOptions
  readonly liveBranches: readonly string[]
  /** The ref of a version is this git tag, whatever a rule's `value` says: see `namesFor`. */
  readonly insteadOfValue?: string
  render(template: Template, more?: Values): string
}

export function makeScene(
  trigger: Trigger,
  options: ExpressionOptions,
  liveBranches: readonly string[] = [],
  insteadOfValue?: string,
): Scene {
  const values = expressionValues(trigger, options)
  const times: Times = timesOf(trigger)
  return {
    trigger,
    options,
    liveBranches,
    ...(insteadOfValue !== undefined && { insteadOfValue }),
    render: (template, more) => template.render(more ? { ...values, ...more } : values, times),
  }
}

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
export function readSource(scene: Scene, value: Template | undefined): string | undefined {
  if (scene.insteadOfValue !== undefined) return scene.insteadOfValue
  if (value) return scene.render(value)
  return scene.trigger.ref.kind === 'tag' ? scene.trigger.ref.name : undefined
}
