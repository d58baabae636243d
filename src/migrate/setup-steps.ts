import { type Entry, keepEntry, makeEntry, renameEntry } from './entries.ts'
import { planLoginSteps } from './login-steps.ts'
import { capitalize, describeStep, inputOf, type Job, type Step, stepSetting } from './step.ts'
import { readsStep } from './step-uses.ts'
import { findDockerUse, mayUse } from './tool-uses.ts'

/** The steps that prepare a build: which go, and what the Tagboat step gets instead. */
export interface Setup {
  readonly removed: readonly Step[]
  readonly entries: readonly Entry[]
  readonly notes: readonly string[]
}

/** Decides which steps of setup-qemu, setup-buildx and login go. A step that anything else may need stays. */
export function planSetup(job: Job, builds: readonly Step[], names: string): Setup {
  const [first] = builds
  const before = job.steps.filter(({ number }) => number < (first?.number ?? 0))
  const machines = before
    .filter(({ action }) => action === 'qemu' || action === 'buildx')
    .map((step) => ({ step, ...planMachine(job, builds, step) }))
  const logins = planLoginSteps(job, builds, names)
  const stays = machines.flatMap(({ step, why }) =>
    why === undefined ? [] : [`${capitalize(describeStep(step))} stays: ${why}.`],
  )
  const removed = machines.filter(({ why }) => why === undefined)
  return {
    removed: [...removed.map(({ step }) => step), ...logins.removed],
    entries: [...removed.flatMap(({ entries }) => entries), ...logins.entries],
    notes: [...stays, ...logins.notes],
  }
}

interface Machine {
  readonly entries: readonly Entry[]
  /** Why the step stays. */
  readonly why: string | undefined
}

function planMachine(job: Job, builds: readonly Step[], step: Step): Machine {
  const stay = (why: string): Machine => ({ entries: [], why })
  if (step.fixed !== undefined) return stay(`it ${step.fixed}`)
  if (step.action === 'buildx' && builds.length > 1)
    return stay('the Tagboat steps of the job share its builder')
  const others = job.steps.filter((one) => one.number !== step.number)
  const isBuilder = (one: Step) => builds.length === 1 && one === builds[0]
  const reader = others.find((one) =>
    one.stepUses.some(
      (use) =>
        readsStep(use, step.id) && !(isBuilder(one) && use.setting === 'builder' && use.output === 'name'),
    ),
  )
  if (reader !== undefined) return stay(`${describeStep(reader)} reads its outputs`)
  if (job.outerUses.some((use) => readsStep(use, step.id))) return stay('the job’s outputs read its outputs')
  const user = findDockerUse(job.steps.slice(step.number).filter((one) => !builds.includes(one)))
  if (user !== undefined) return stay(mayUse(user))
  const settings = step.settings.filter(({ value }) => value.trim() !== '')
  const isConditional = settings.length > 0 && step.condition !== undefined
  if (isConditional) return stay('it has settings and an if')
  if (step.env.length > 0) return stay('it has an env')
  const entries = step.action === 'qemu' ? qemuEntries(step) : builderEntries(step)
  return typeof entries === 'string' ? stay(entries) : { entries, why: undefined }
}

/** The entries for docker/setup-qemu-action; a text is the reason why it stays. */
function qemuEntries(step: Step): readonly Entry[] | string {
  const unknown = step.settings.find(({ name }) => !['platforms', 'image', 'cache-image'].includes(name))
  if (unknown !== undefined) return `its input ${unknown.name} has no counterpart`
  const image = stepSetting(step, 'image')
  const isDefault = /^(?:docker\.io\/)?tonistiigi\/binfmt:latest$/.test(image?.value.trim() ?? '')
  return image === undefined || isDefault ? [] : [renameEntry(image, 'qemu-image')]
}

const sameInputs = [
  'driver',
  'driver-opts',
  'buildkitd-flags',
  'buildkitd-config-inline',
  'endpoint',
  'append',
]
const needless = ['install', 'use', 'cleanup', 'cache-binary']

/** The entries for docker/setup-buildx-action; a text is the reason why it stays. */
function builderEntries(step: Step): readonly Entry[] | string {
  const entries: Entry[] = []
  for (const setting of step.settings) {
    const value = setting.value.trim()
    if (needless.includes(setting.name) || value === '') continue
    if (setting.name === 'driver' && value === 'docker-container') continue
    if (sameInputs.includes(setting.name)) entries.push(keepEntry(setting))
    else if (setting.name === 'config-inline') entries.push(renameEntry(setting, 'buildkitd-config-inline'))
    else if (setting.name === 'version' && /^v?\d+\.\d+\.\d+$/.test(value))
      entries.push(makeEntry('buildx-version', value.replace(/^v/, '')))
    else if (setting.name === 'version' && value === 'latest') continue
    else return `its input ${setting.name} has no counterpart that means the same`
  }
  return inputOf(step, 'use') === 'false' ? 'it does not use its builder' : entries
}
