import type { Conversion } from './conversion.ts'
import { type Entry, keepEntry, makeEntry } from './entries.ts'
import { judgeMetadata, type MetadataFate } from './metadata-fates.ts'
import { nameEntries } from './metadata-settings.ts'
import type { Setup } from './setup-steps.ts'
import { capitalize, describeStep, type Edit, type Job, type Step, stepSetting } from './step.ts'
import { readsStep } from './step-uses.ts'
import { removeStep, replaceStep } from './write-step.ts'

/** The edits of a job, or why it stays unchanged. Messages are whole sentences. */
export type JobPlan =
  | { readonly kind: 'unchanged'; readonly messages: readonly string[] }
  | { readonly kind: 'changed'; readonly messages: readonly string[]; readonly edits: readonly Edit[] }

export const unchanged = (...messages: readonly string[]): JobPlan => ({ kind: 'unchanged', messages })

interface Parts {
  readonly setup: Setup
  readonly conversions: readonly Conversion[]
  /** Other steps that go. */
  readonly gone: readonly Step[]
}

/** The edits of a job whose builds are converted, or the problems. */
export function finishPlan(text: string, job: Job, parts: Parts): JobPlan {
  const { setup, conversions } = parts
  const judged = judgeMetadata(job, conversions)
  const fates = judged.flatMap((fate) => (typeof fate === 'string' ? [] : [fate]))
  const removed = fates.filter(({ kind }) => kind === 'removed').map(({ step }) => step)
  const gone = [...setup.removed, ...removed, ...parts.gone]
  const problems = [
    ...conversions.flatMap((one) => one.problems),
    ...judged.filter((fate) => typeof fate === 'string'),
    ...otherProblems(
      job,
      [...gone, ...conversions.map(({ step }) => step).filter(({ run }) => run !== undefined)],
      fates,
    ),
  ]
  problems.push(...readersOf(job, gone, parts.gone))
  if (problems.length > 0) return unchanged(...new Set(problems))
  const edits = [...editsOf(text, parts, fates), ...parts.gone.map((step) => removeStep(text, step))]
  return {
    kind: 'changed',
    edits,
    messages: [...messagesOf(job, parts, fates, gone), ...noteComments(text, gone)],
  }
}

/** Uses of other steps that go. */
function readersOf(job: Job, all: readonly Step[], gone: readonly Step[]): readonly string[] {
  const rest = job.steps.filter((step) => !all.includes(step))
  return gone.flatMap((step) => {
    const reader = rest.find((one) => one.stepUses.some((use) => readsStep(use, step.id)))
    const isRead = reader !== undefined || job.outerUses.some((use) => readsStep(use, step.id))
    const who =
      reader === undefined ? 'The outputs of the job read' : `${capitalize(describeStep(reader))} reads`
    return isRead
      ? [
          `${who} the ${describeStep(step)}, which a Tagboat step replaces. Remove that use, then run this again.`,
        ]
      : []
  })
}

/** Comments above removed steps may be about something else, so they stay. */
function noteComments(text: string, gone: readonly Step[]): readonly string[] {
  const isCommented = gone.some(({ start }) => /(?:^|\n)[ \t]*#[^\n]*\n$/.test(text.slice(0, start)))
  return isCommented
    ? ['Comments above the replaced steps stay. Remove those that are about these steps alone.']
    : []
}

/** Uses that no step of the new job can answer. */
function otherProblems(job: Job, gone: readonly Step[], fates: readonly MetadataFate[]): readonly string[] {
  const rest = job.steps.filter((step) => !gone.includes(step))
  const problems: string[] = []
  const all = rest.find((step) => step.stepUses.some(({ id }) => id === undefined))
  if (all !== undefined || job.outerUses.some(({ id }) => id === undefined)) {
    const reads = all === undefined ? 'The outputs of the job read' : `${capitalize(describeStep(all))} reads`
    problems.push(
      `${reads} all steps at once (steps without an id). Name the step there, steps.ID.outputs.NAME, then run this again.`,
    )
  }
  const isSet = fates.length > 0
  const reader = rest.find((step) => step.action !== 'metadata' && /DOCKER_METADATA_OUTPUT/.test(step.text))
  if (isSet && reader !== undefined) {
    problems.push(
      `${capitalize(describeStep(reader))} reads a variable DOCKER_METADATA_OUTPUT_..., which Tagboat does not set. Give that step an env with the output instead, for example VERSION: \${{ steps.ID.outputs.version }}, then run this again.`,
    )
  }
  return problems
}

function editsOf(
  text: string,
  { setup, conversions }: Parts,
  fates: readonly MetadataFate[],
): readonly Edit[] {
  const removed = fates.filter(({ kind }) => kind === 'removed')
  const steps = conversions.flatMap((conversion) => {
    const own = removed.filter(({ build }) => build === conversion.step)
    const id =
      conversion.step.id === undefined ? own.find(({ moved }) => moved.length > 0)?.step.id : undefined
    const env = own.flatMap(({ step }) => step.env)
    const entries = [...conversion.entries, ...setup.entries]
    return replaceStep(text, { step: conversion.step, entries, id, env })
  })
  const dryRuns = fates.filter(({ kind }) => kind === 'dry-run')
  const planned = dryRuns.flatMap(({ step, build }) => {
    const conversion = conversions.find((one) => one.step === build)
    return replaceStep(text, { step, entries: dryRunEntries(step, conversion), id: undefined, env: [] })
  })
  const gone = [...setup.removed, ...removed.map(({ step }) => step)]
  return [...steps, ...planned, ...gone.map((step) => removeStep(text, step)), ...movedUses(removed)]
}

/** Uses of a removed metadata step get the id of its build step. Where that had none, it has the old id now. */
function movedUses(removed: readonly MetadataFate[]): readonly Edit[] {
  return removed.flatMap(({ step, build, moved }) => {
    const id = build.id ?? removed.find((one) => one.build === build && one.moved.length > 0)?.step.id
    if (id === undefined || id === step.id) return []
    return moved.map(({ start, end }) => ({ start, end, text: id }))
  })
}

/** The inputs of a dry run in the place of a metadata step. It checks the files that its build reads. */
function dryRunEntries(step: Step, conversion: Conversion | undefined): readonly Entry[] {
  const lists = ['labels', 'annotations', 'github-token'].flatMap((name) => stepSetting(step, name) ?? [])
  const files = (conversion?.entries ?? []).filter(
    ({ name, lines }) =>
      ['context', 'file', 'bake-files', 'targets'].includes(name) && !/steps\s*[.[]/.test(lines.join('\n')),
  )
  return [...nameEntries(step), ...lists.map(keepEntry), ...files, makeEntry('dry-run', 'true')]
}

function messagesOf(
  job: Job,
  { setup, conversions }: Parts,
  fates: readonly MetadataFate[],
  gone: readonly Step[],
): readonly string[] {
  const removed = [...gone].sort((one, other) => one.number - other.number).map(describeStep)
  const made = conversions.map(({ step }) => describeStep(step)).join(' and ')
  const becomes = conversions.length === 1 ? 'becomes a Tagboat step' : 'become Tagboat steps'
  const replaced =
    removed.length === 0 ? '' : ` and replace${conversions.length === 1 ? 's' : ''} ${removed.join(', ')}`
  const dryRuns = fates
    .filter(({ kind }) => kind === 'dry-run')
    .map(
      ({ step }) =>
        `${capitalize(describeStep(step))} becomes a dry run, because its outputs are needed before the build.`,
    )
  const isAction = job.name === '' && gone.some(({ action }) => action === 'login')
  const login = isAction
    ? [
        'The login of a Tagboat step ends with the step. If workflows that use this action need it, add export-login: true.',
      ]
    : []
  const notes = conversions.flatMap((one) => one.notes)
  return [`${capitalize(made)} ${becomes}${replaced}.`, ...dryRuns, ...setup.notes, ...notes, ...login]
}
