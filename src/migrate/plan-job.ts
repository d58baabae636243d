import { convertBake } from './bake-settings.ts'
import { convertBuild } from './build-settings.ts'
import { findPlainCheckout, hasCheckout } from './checkout-steps.ts'
import type { Conversion } from './conversion.ts'
import { type Entry, keepEntry, makeEntry } from './entries.ts'
import { judgeMetadata, type MetadataFate } from './metadata-fates.ts'
import { nameEntries } from './metadata-settings.ts'
import { planSetup, type Setup } from './setup-steps.ts'
import { capitalize, describeStep, type Edit, type Job, settingOf, type Step, inputOf } from './step.ts'
import { removeStep, replaceStep } from './write-step.ts'

/** The edits of a job, or why it stays unchanged. Messages are whole sentences. */
export type JobPlan =
  | { readonly kind: 'unchanged'; readonly messages: readonly string[] }
  | { readonly kind: 'changed'; readonly messages: readonly string[]; readonly edits: readonly Edit[] }

export const unchanged = (...messages: readonly string[]): JobPlan => ({ kind: 'unchanged', messages })

/** Plans the edits of one job. `text` is the file, with `\n` as line breaks. */
export function planJob(text: string, job: Job): JobPlan {
  if (job.fixed !== undefined) return unchanged(job.fixed)
  const builds = job.steps.filter(({ action }) => action === 'build' || action === 'bake')
  if (builds.length === 0) return unchanged(whyNothing(job))
  const setup = planSetup(job, builds, namesOf(job, builds))
  const conversions = builds.map((step) => convert(job, step, setup))
  const fates = judgeMetadata(job, conversions)
  const found = fates.flatMap((fate) => (typeof fate === 'string' ? [] : [fate]))
  const gone = [...setup.removed, ...found.filter(({ kind }) => kind === 'removed').map(({ step }) => step)]
  const problems = [
    ...conversions.flatMap((one) => one.problems),
    ...fates.filter((fate) => typeof fate === 'string'),
    ...otherProblems(job, gone, found),
  ]
  if (problems.length > 0) return unchanged(...new Set(problems))
  const edits = editsOf(text, { setup, conversions, fates: found })
  const messages = messagesOf(job, { setup, conversions, fates: found }, gone)
  return { kind: 'changed', edits, messages: [...messages, ...noteComments(text, gone)] }
}

/** Comments above removed steps may be about something else, so they stay. */
function noteComments(text: string, gone: readonly Step[]): readonly string[] {
  const isCommented = gone.some(({ start }) => /(?:^|\n)[ \t]*#[^\n]*\n$/.test(text.slice(0, start)))
  return isCommented
    ? ['Comments above the replaced steps stay. Remove those that are about these steps alone.']
    : []
}

function whyNothing({ steps }: Job): string {
  const isDocker = steps.some(({ action }) => action !== undefined)
  if (!isDocker) return 'The job uses none of docker’s actions.'
  return 'The job builds nothing with docker/build-push-action or docker/bake-action, so its steps stay.'
}

/** The texts that name images. */
const namesOf = (job: Job, builds: readonly Step[]): string =>
  [
    ...builds.map((step) => inputOf(step, 'tags')),
    ...job.steps.filter(({ action }) => action === 'metadata').map((step) => inputOf(step, 'images')),
  ].join('\n')

function convert(job: Job, step: Step, setup: Setup): Conversion {
  const before = job.steps.slice(0, step.number - 1)
  const metadata = before.filter(({ action, id }) => action === 'metadata' && id !== undefined)
  const removedBuilder = setup.removed.find(({ action }) => action === 'buildx')
  if (step.action === 'bake')
    return convertBake(step, { metadata, removedBuilder, hasCheckout: hasCheckout(before) })
  return convertBuild(step, { metadata, removedBuilder, hasPlainCheckout: findPlainCheckout(before) })
}

interface Parts {
  readonly setup: Setup
  readonly conversions: readonly Conversion[]
  readonly fates: readonly MetadataFate[]
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

function editsOf(text: string, { setup, conversions, fates }: Parts): readonly Edit[] {
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
  const lists = ['labels', 'annotations', 'github-token'].flatMap((name) => settingOf(step, name) ?? [])
  const files = (conversion?.entries ?? []).filter(
    ({ name, lines }) =>
      ['context', 'file', 'bake-files', 'targets'].includes(name) && !/steps\s*[.[]/.test(lines.join('\n')),
  )
  return [...nameEntries(step), ...lists.map(keepEntry), ...files, makeEntry('dry-run', 'true')]
}

function messagesOf(
  job: Job,
  { setup, conversions, fates }: Parts,
  gone: readonly Step[],
): readonly string[] {
  const removed = [...gone].sort((one, other) => one.number - other.number).map(describeStep)
  const made = conversions.map(({ step }) => describeStep(step)).join(' and ')
  const becomes = conversions.length === 1 ? 'becomes a Tagboat step' : 'become Tagboat steps'
  const replaced =
    removed.length === 0
      ? ''
      : `, and ${conversions.length === 1 ? 'it replaces' : 'they replace'} ${removed.join(', ')}`
  const dryRuns = fates
    .filter(({ kind }) => kind === 'dry-run')
    .map(
      ({ step }) =>
        `${capitalize(describeStep(step))} becomes a dry run, because other steps read its outputs before the build.`,
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
