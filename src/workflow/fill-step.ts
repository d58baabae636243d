import { type Contexts, OpenRecord, type UnknownPart } from '../workflow-expressions/context-values.ts'
import type { Expressions } from '../workflow-expressions/expressions.ts'
import { entriesOf, scalarTextOf } from '../workflow-expressions/workflow-values.ts'
import type { TagboatStep } from './find-step.ts'

/** A step whose expressions are filled in. */
export interface FilledStep {
  /** The inputs whose value is known. */
  readonly inputs: ReadonlyMap<string, string>
  /** `env` of workflow, job and step, without variables whose value is unknown. */
  readonly env: ReadonlyMap<string, string>
  /** What inputs lack, by the name of the input. */
  readonly unknown: ReadonlyMap<string, readonly UnknownPart[]>
  /** Inputs whose expression GitHub refuses, and why. */
  readonly invalid: ReadonlyMap<string, string>
}

/** Fills in the expressions of a step. `isNeeded` says which inputs count. */
export function fillStep(
  step: TagboatStep,
  contexts: Contexts,
  { fillIn }: Pick<Expressions, 'fillIn'>,
  isNeeded: (input: string) => boolean,
): FilledStep {
  const env = fillEnv(step, contexts, { fillIn })
  const values = { ...contexts.values, env: new OpenRecord(Object.fromEntries(env)) }
  const inputs = new Map<string, string>()
  const unknown = new Map<string, readonly UnknownPart[]>()
  const invalid = new Map<string, string>()
  for (const [input, text] of step.inputs) {
    if (!isNeeded(input)) continue
    const filled = fillIn(text, { ...contexts, values })
    if (filled.kind === 'known') inputs.set(input, filled.text.trim())
    else if (filled.kind === 'unknown') unknown.set(input, filled.parts)
    else invalid.set(input, filled.why)
  }
  return { inputs, env, unknown, invalid }
}

/** Inner variables replace outer ones, and may refer to them. */
function fillEnv(
  { env }: TagboatStep,
  contexts: Contexts,
  { fillIn }: Pick<Expressions, 'fillIn'>,
): ReadonlyMap<string, string> {
  const known = new Map<string, string>()
  for (const level of env) {
    const outer = new OpenRecord(Object.fromEntries(known))
    for (const [name, value] of entriesOf(level)) {
      const text = scalarTextOf(value) ?? ''
      const filled = fillIn(text, { ...contexts, values: { ...contexts.values, env: outer } })
      if (filled.kind === 'known') known.set(name, filled.text)
      else known.delete(name)
    }
  }
  return known
}
