import type { PlannedTags } from '../../src/model/planned-tag.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { applyRules } from '../../src/tags/apply-rules.ts'
import { compileRules, type TagInputs } from '../../src/tags/compile-rules.ts'
import type { ExpressionOptions } from '../../src/tags/expressions.ts'
import { makePull, makeTrigger } from './trigger.ts'

export const main = makeTrigger()
export const fix = makeTrigger({ ref: 'refs/heads/fix/x' })
export const pull = makePull()
export const nightly = makeTrigger({ event: 'schedule' })
export const branch = (name: string) => makeTrigger({ ref: `refs/heads/${name}` })
export const tag = (name: string) => makeTrigger({ ref: `refs/tags/${name}` })
export const release = tag('v1.2.3')
export const candidate = tag('v2.0.0-rc.1')

/** A sentence, a trigger, the lines of `tags`, the expected names separated by spaces, the lines of `flavor`. */
export type Row = [sentence: string, on: Trigger, tags: string, expected: string, flavor?: string]

/** Rows of one length, as `test.each` needs them. */
export const fill = (rows: Row[]) =>
  rows.map(([sentence, on, tags, expected, flavor = '']) => [sentence, on, tags, expected, flavor] as const)

/** The tags that inputs `tags` and `flavor` give a trigger. */
export const computeTags = (on: Trigger, inputs: TagInputs): PlannedTags =>
  applyRules(on, compileRules(inputs))

/** The names that the lines give, separated by spaces. */
export function names(on: Trigger, tags: string, flavor = '', options: ExpressionOptions = {}): string {
  const { tags: planned } = computeTags(on, { tags: tags.split('\n'), flavor: flavor.split('\n'), options })
  return planned.map(({ name }) => name).join(' ')
}
