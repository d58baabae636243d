import type { YAMLMap } from 'yaml'
import type { StepUse } from './step-uses.ts'

/** Docker's actions that a Tagboat step replaces, by the last part of their names. */
export type DockerAction = 'login' | 'metadata' | 'qemu' | 'buildx' | 'build' | 'bake'

/** An entry of `with:` or `env:`. */
export interface Setting {
  /** In lower case for `with:`, whose names GitHub compares without regard to case. */
  readonly name: string
  readonly value: string
  /** The entry as lines of YAML, the first of which begins with its comments or its key. Indented relative to the key. */
  readonly lines: readonly string[]
}

/** A step of a job or of a composite action, with its place in the text. */
export interface Step {
  /** From 1. */
  readonly number: number
  readonly action: DockerAction | undefined
  readonly id: string | undefined
  readonly name: string | undefined
  readonly uses: string | undefined
  readonly run: string | undefined
  readonly condition: string | undefined
  /** The names of all keys. */
  readonly keys: readonly string[]
  readonly settings: readonly Setting[]
  readonly env: readonly Setting[]
  /** Where the step reads other steps. */
  readonly stepUses: readonly StepUse[]
  /** All texts of the step, for searches. */
  readonly text: string
  /** Why the step cannot be edited, if it cannot. */
  readonly fixed: string | undefined
  readonly node: YAMLMap
  /** The lines of the step, from the one with its dash to its last one, as offsets into the text. */
  readonly start: number
  readonly end: number
}

/** The steps of a job, or of a composite action. */
export interface Job {
  /** The job's name; empty for a composite action. */
  readonly name: string
  readonly steps: readonly Step[]
  /** Uses of steps outside of steps: outputs of the job or of the composite action. */
  readonly outerUses: readonly StepUse[]
  /** The literal values in `env:` of the workflow and of the job. */
  readonly env: ReadonlyMap<string, string>
  /** Texts of the job besides its steps, for searches. */
  readonly outerText: string
  /** Why the job has no steps to edit, if it has none. */
  readonly fixed: string | undefined
  /** The job's own map; undefined for a composite action. */
  readonly node: YAMLMap | undefined
}

/** A replacement of a part of the text. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export const stepSetting = (step: Step, name: string): Setting | undefined =>
  step.settings.find((one) => one.name === name)

export const inputOf = (step: Step, name: string): string => stepSetting(step, name)?.value.trim() ?? ''

/** How messages name a step: by its number and its name, action or kind. */
export function describeStep({ number, name, uses, run }: Step): string {
  const short = (text: string) => text.replace(/@.*/, '')
  const what = name ?? (uses === undefined ? undefined : short(uses)) ?? (run === undefined ? '' : 'run')
  return what === '' ? `step ${number}` : `step ${number} (${what})`
}

export const capitalize = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Docker's actions, in any version and with any case of letters, as GitHub finds repositories. */
export function dockerActionOf(uses: string | undefined): DockerAction | undefined {
  const [, name] = /^docker\/([a-z-]+)-action@/i.exec(uses?.trim() ?? '') ?? []
  return name === undefined ? undefined : actions.get(name.toLowerCase())
}

const actions: ReadonlyMap<string, DockerAction> = new Map([
  ['login', 'login'],
  ['metadata', 'metadata'],
  ['setup-qemu', 'qemu'],
  ['setup-buildx', 'buildx'],
  ['build-push', 'build'],
  ['bake', 'bake'],
])

/** The problem of a build step that cannot be read; undefined if it can. */
export const findFixed = (step: Step): string | undefined =>
  step.fixed && `The build ${describeStep(step)} ${step.fixed}. Write it out, then run this again.`
