import { at, stringAt } from '../json.ts'
import { type ContextValue, OpenRecord } from '../workflow-expressions/context-values.ts'
import type { Expressions } from '../workflow-expressions/expressions.ts'
import { entriesOf, type Json, scalarTextOf } from '../workflow-expressions/workflow-values.ts'
import {
  exampleDigest,
  runBakeAction,
  runBuildPushAction,
  runMetadataAction,
  runScript,
} from './docker-steps.ts'
import { createFiller, type Filler, type Placeholders, StepFailure, UnreadTags } from './fill-text.ts'
import { planTagboatStep } from './plan-step-inputs.ts'
import type { JobResult, Publication } from './publication.ts'
import type { SampleEvent } from './sample-event.ts'
import { fillInput, insertVariables, readStepInputs } from './step-inputs.ts'

/** One run of a job: an event, a combination of the matrix, and values for what is unknown. */
export interface JobRun {
  readonly event: SampleEvent
  readonly matrix: ContextValue
  readonly assumed: Readonly<Record<string, string>>
}

/** What is the same for all runs. */
export interface RunTools {
  readonly expressions: Expressions
  readonly placeholders: Placeholders
}

/** The state that steps read and change. */
interface RunState {
  readonly run: JobRun
  readonly tools: RunTools
  env: Readonly<Record<string, ContextValue>>
  steps: Readonly<Record<string, ContextValue>>
  /** Variables that docker/metadata-action exports. */
  exported: Readonly<Record<string, ContextValue>>
  /** The tags of each metadata step, by its id in lower case, and of the last one. */
  readonly metadata: Map<string, readonly string[]>
  readonly rules: string[]
}

/**
 * Runs the steps of a job without doing anything: which references it publishes. All steps succeed. `outer` is the workflow or composite action that
 * the job is in. Throws Undecided if the result depends on an unknown part.
 */
export function runJob(job: Json, outer: Json, run: JobRun, tools: RunTools): JobResult {
  const state: RunState = { run, tools, env: {}, steps: {}, exported: {}, metadata: new Map(), rules: [] }
  const publications: Publication[] = []
  let unread: string | undefined
  try {
    state.env = addEnv(state, outer)
    const condition = scalarTextOf(at(job, 'if'))
    if (condition !== undefined && !fillerOf(state).test(condition)) return { publications, rules: '' }
    state.env = addEnv(state, job)
    for (const step of stepsIn(job)) {
      try {
        publications.push(...runStep(step, state))
      } catch (error) {
        if (!(error instanceof UnreadTags)) throw error
        unread = error.message
      }
    }
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error
    return { publications, failure: error.message, rules: state.rules.join('\n') }
  }
  return { publications, rules: state.rules.join('\n'), ...(unread !== undefined && { unread }) }
}

const stepsIn = (job: Json): readonly Json[] => {
  const steps = at(job, 'steps')
  return Array.isArray(steps) ? steps : []
}

function fillerOf({ run, tools, env, exported, steps }: RunState): Filler {
  const { event, matrix, assumed } = run
  // A run without secrets has GITHUB_TOKEN only.
  const secrets = event.withoutSecrets ? { GITHUB_TOKEN: 'token' } : new OpenRecord()
  const values = {
    github: event.github,
    inputs: event.inputs,
    matrix,
    secrets,
    env: new OpenRecord({ ...exported, ...env }),
    vars: new OpenRecord(),
    needs: new OpenRecord(),
    steps: new OpenRecord(steps),
  }
  return createFiller(tools.expressions, { values, assumed }, tools.placeholders)
}

/** The variables of a workflow, job or step, over those that are known. One with an unknown part is unknown. */
function addEnv(state: RunState, owner: Json): RunState['env'] {
  const env: Record<string, ContextValue> = { ...state.env }
  const filler = fillerOf(state)
  for (const [name, value] of entriesOf(at(owner, 'env'))) {
    delete env[name]
    const text = scalarTextOf(value) ?? ''
    if (!text.includes('${{')) env[name] = text
    else {
      const filled = filler.fillKnown(text)
      if (filled !== undefined) env[name] = filled
    }
  }
  return env
}

function runStep(step: Json, state: RunState): readonly Publication[] {
  const outer = state.env
  const id = stringAt(step, 'id')
  const condition = scalarTextOf(at(step, 'if'))
  state.env = addEnv(state, step)
  if (condition !== undefined && !fillerOf(state).test(condition)) {
    state.env = outer
    keepOutputs(state, id, {}, 'skipped')
    return []
  }
  try {
    return actOn(step, id, state)
  } finally {
    state.env = withoutWritten(outer, stringAt(step, 'run') ?? '')
  }
}

function actOn(step: Json, id: string | undefined, state: RunState): readonly Publication[] {
  const uses = stringAt(step, 'uses') ?? ''
  const inputs = readStepInputs(step)
  const filler = fillerOf(state)
  keepOutputs(state, id, new OpenRecord())
  const env = Object.fromEntries(Object.entries(state.env).map(([name, value]) => [name, String(value)]))
  if (isAction(uses, 'docker/metadata-action')) {
    const { outputs, tags } = runMetadataAction({ uses, inputs }, filler, env, state.run.event)
    state.rules.push(inputs.tags ?? '', inputs.flavor ?? '')
    for (const key of [id?.toLowerCase() ?? '', '']) state.metadata.set(key, tags)
    keepOutputs(state, id, new OpenRecord(outputs))
    state.exported = exportOutputs(outputs)
    return []
  }
  if (isAction(uses, 'docker/build-push-action')) {
    keepOutputs(state, id, new OpenRecord({ digest: exampleDigest }))
    return [runBuildPushAction(inputs, filler)]
  }
  if (isAction(uses, 'docker/bake-action')) {
    const [, source = ''] = /steps\.([\w-]+)\.outputs\.bake-file/.exec(inputs.files ?? '') ?? []
    return [runBakeAction(inputs, filler, state.metadata.get(source.toLowerCase()))]
  }
  if (isAction(uses, 'tagboat/tagboat')) {
    const raw = (name: string) => fillInput(filler, name, inputs[name] ?? '').trim()
    const { publication, outputs } = planTagboatStep(raw, env, state.run.event)
    keepOutputs(state, id, new OpenRecord({ ...outputs, digest: exampleDigest }))
    state.metadata.set('', publication.references)
    return [publication]
  }
  const script = stringAt(step, 'run')
  if (script === undefined || !/imagetools\s+create|docker\s+push/.test(script)) return []
  const readsTags = /outputs\.(?:json|tags)\b|DOCKER_METADATA_OUTPUT_(?:JSON|TAGS)/.test(script)
  const read = runScript(
    filler.fill(insertVariables(script, step), 'text'),
    readsTags ? (state.metadata.get('') ?? []) : [],
  )
  return read === undefined ? [] : [read]
}

const isAction = (uses: string, name: string): boolean =>
  new RegExp(`^${name}(?:/[^@]*)?@`, 'i').test(uses.trim())

/** DOCKER_METADATA_OUTPUT_TAGS and the like (`setOutputAndEnv` of docker/metadata-action's src/main.ts). */
const exportOutputs = (outputs: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [
      `DOCKER_METADATA_OUTPUT_${name.replace(/\W/g, '_').toUpperCase()}`,
      value,
    ]),
  )

/** The outputs of a step, for expressions of later ones. */
function keepOutputs(
  state: RunState,
  id: string | undefined,
  outputs: ContextValue,
  outcome = 'success',
): void {
  if (id !== undefined) state.steps = { ...state.steps, [id]: { outputs, outcome, conclusion: outcome } }
}

/** The variables that are known after a script: those that it may write are not. */
function withoutWritten(env: RunState['env'], script: string): RunState['env'] {
  if (!script.includes('GITHUB_ENV')) return env
  return Object.fromEntries(Object.entries(env).filter(([name]) => !script.includes(name)))
}
