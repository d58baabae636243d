import { dockerInputs } from '../inputs/unknown-inputs.ts'
import { type Conversion, type Draft, finishDraft, planRest, startDraft } from './conversion.ts'
import { keepEntry, makeEntry } from './entries.ts'
import { convertList, convertTags, escapeTemplates, insertVersion } from './metadata-settings.ts'
import { describeStep, findFixed, inputOf, type Job, type Setting, type Step, stepSetting } from './step.ts'

/** Inputs of docker/build-push-action that keep their names and values. */
const sameInputs = [
  ...['add-hosts', 'allow', 'attests', 'build-args', 'build-contexts', 'cache-from', 'cache-to', 'context'],
  ...['file', 'github-token', 'load', 'network', 'no-cache', 'no-cache-filters', 'platforms', 'provenance'],
  ...[
    'pull',
    'push',
    'sbom',
    'secret-envs',
    'secret-files',
    'secrets',
    'shm-size',
    'ssh',
    'target',
    'ulimit',
  ],
  ...['builder', 'outputs'],
]

export interface BuildNeeds {
  /** The literal variables of the job. */
  readonly env: Job['env']
  /** The metadata steps before the build. */
  readonly metadata: readonly Step[]
  /** The step of docker/setup-buildx-action that goes, if its output `name` is the builder. */
  readonly removedBuilder: Step | undefined
  /** Whether the folder of the checkout is the same as a fresh clone of the event's commit. */
  readonly hasPlainCheckout: boolean
}

/** Converts a step of docker/build-push-action. */
export function convertBuild(step: Step, given: BuildNeeds): Conversion {
  const draft = startDraft(step, given.metadata)
  const fixed = findFixed(step)
  if (fixed !== undefined) {
    draft.problems.push(fixed)
    return finishDraft(draft)
  }
  const source = convertTags(draft, given.env)
  convertList(draft, 'labels', source)
  convertList(draft, 'annotations', source)
  addContext(draft, given)
  for (const setting of step.settings) {
    if (!['tags', 'labels', 'annotations'].includes(setting.name))
      convertSetting(draft, setting, given, source)
  }
  addPush(draft)
  return finishDraft(draft)
}

function convertSetting(draft: Draft, setting: Setting, given: BuildNeeds, source: Step | undefined): void {
  const { name } = setting
  if (!sameInputs.includes(name)) {
    draft.problems.push(describeUnknownInput(draft.step, name))
    return
  }
  const builder = draft.step.stepUses.find((use) => use.setting === 'builder')
  if (name === 'builder' && given.removedBuilder !== undefined && builder !== undefined) {
    draft.handled.add(builder)
    return
  }
  if (name === 'outputs' && !convertOutputs(draft, setting)) return
  if (name === 'context' && setting.value.trim() === '') return
  const entry = keepEntry(setting)
  draft.entries.push(
    name === 'build-args' ? insertVersion(draft, name, escapeTemplates(entry), source) : entry,
  )
  planRest(draft, name)
}

export function describeUnknownInput(step: Step, name: string): string {
  const fix = dockerInputs.get(name) ?? 'Remove it if nothing needs it.'
  return `The build ${describeStep(step)} has the input ${name}, which Tagboat does not have. ${fix} Then run this again.`
}

/** Whether input `outputs` stays. What it says about a push belongs to input `push`. */
function convertOutputs(draft: Draft, { value }: Setting): boolean {
  const text = value.trim()
  if (/^type=(?:registry|image,push=true)$/.test(text)) return false
  const isFile = text
    .split('\n')
    .every((line) => /^\s*(?:type=(?:oci|docker|local|tar),.*dest=|[\w./-]+\s*$)/.test(line))
  if (!isFile) {
    draft.problems.push(
      `The build ${describeStep(draft.step)} has outputs ${JSON.stringify(text)}, which has no counterpart. docs/outputs.md shows the forms that Tagboat takes; docs/platforms.md has builds by digest.`,
    )
  }
  return isFile
}

/** Without `push` docker/build-push-action pushes nothing; the default here decides by the event. */
function addPush(draft: Draft): void {
  const { step, entries } = draft
  const outputs = inputOf(step, 'outputs')
  const isPush = /^type=(?:registry|image,push=true)$/.test(outputs)
  if (isPush) {
    const index = entries.findIndex(({ name }) => name === 'push')
    if (index !== -1) entries.splice(index, 1)
    entries.push(makeEntry('push', 'true'))
  } else if (inputOf(step, 'push') === '' && outputs === '') {
    entries.push(makeEntry('push', 'false'))
  }
  const push = entries.some(({ lines }) => lines.some((line) => /^push:\s*true\b/.test(line)))
  if (push && inputOf(step, 'tags') === '') {
    draft.problems.push(
      `The build ${describeStep(step)} pushes without tags. Write tags there, then run this again.`,
    )
  }
}

/** Without `context` docker/build-push-action builds a fresh clone of the event's commit. */
function addContext(draft: Draft, { hasPlainCheckout }: BuildNeeds): void {
  const context = stepSetting(draft.step, 'context')
  if (context !== undefined && context.value.trim() !== '') return
  if (hasPlainCheckout) return
  draft.entries.push(makeEntry('context', '{{defaultContext}}'))
  draft.notes.push(
    `The build ${describeStep(draft.step)} has no context, so docker/build-push-action builds the commit as GitHub has it. "context: '{{defaultContext}}'" keeps that; remove the line to build the files of a checkout.`,
  )
}
