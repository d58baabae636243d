import type { Entry } from './entries.ts'
import type { Step } from './step.ts'
import { readsStep, type StepUse } from './step-uses.ts'

/** A build or bake step as inputs of Tagboat. */
export interface Conversion {
  readonly step: Step
  readonly entries: readonly Entry[]
  /** Metadata steps whose inputs are among the entries. */
  readonly absorbed: readonly Step[]
  /** Metadata steps whose outputs are still used in the entries. */
  readonly planned: readonly Step[]
  /** Uses of steps that are not in the entries any more. */
  readonly handled: ReadonlySet<StepUse>
  /** Why the step cannot be converted, in whole sentences. */
  readonly problems: readonly string[]
  readonly notes: readonly string[]
}

/** Collects a conversion. */
export interface Draft {
  readonly step: Step
  /** The metadata steps before the step, by their uses. */
  readonly metadata: readonly Step[]
  readonly entries: Entry[]
  readonly absorbed: Set<Step>
  readonly planned: Set<Step>
  readonly handled: Set<StepUse>
  readonly problems: string[]
  readonly notes: string[]
}

export const startDraft = (step: Step, metadata: readonly Step[]): Draft => ({
  step,
  metadata,
  entries: [],
  absorbed: new Set(),
  planned: new Set(),
  handled: new Set(),
  problems: [],
  notes: [],
})

export const finishDraft = (draft: Draft): Conversion => ({
  step: draft.step,
  entries: draft.entries,
  absorbed: [...draft.absorbed],
  planned: [...draft.planned],
  handled: draft.handled,
  problems: draft.problems,
  notes: draft.notes,
})

/** The uses of a metadata step in a setting of the step. */
export const usesInSetting = (draft: Draft, setting: string, metadata: Step): readonly StepUse[] =>
  draft.step.stepUses.filter((use) => use.setting === setting && readsStep(use, metadata.id))

/** The metadata steps that a setting reads. */
export const readInSetting = (draft: Draft, setting: string): readonly Step[] =>
  draft.metadata.filter((one) => usesInSetting(draft, setting, one).length > 0)

/** Notes that uses of some outputs in a setting are replaced. */
export function markHandled(draft: Draft, setting: string, metadata: Step, outputs: readonly string[]): void {
  for (const use of usesInSetting(draft, setting, metadata)) {
    if (use.output !== undefined && outputs.includes(use.output)) draft.handled.add(use)
  }
}

/** Keeps the metadata step as a dry run for the uses in a setting that are not replaced. */
export function planRest(draft: Draft, setting: string): void {
  for (const one of readInSetting(draft, setting)) {
    if (usesInSetting(draft, setting, one).some((use) => !draft.handled.has(use))) draft.planned.add(one)
  }
}
