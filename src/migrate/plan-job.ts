import { convertBake } from './bake-settings.ts'
import { convertBuild } from './build-settings.ts'
import { findPlainCheckout, hasCheckout } from './checkout-steps.ts'
import type { Conversion } from './conversion.ts'
import { finishPlan, type JobPlan, unchanged } from './finish-plan.ts'
import { planSetup, type Setup } from './setup-steps.ts'
import { inputOf, type Job, type Step } from './step.ts'

/** Plans the edits of one job. `text` is the file, with `\n` as line breaks. */
export function planJob(text: string, job: Job): JobPlan {
  if (job.fixed !== undefined) return unchanged(job.fixed)
  const builds = job.steps.filter(({ action }) => action === 'build' || action === 'bake')
  if (builds.length === 0) return unchanged(...whyNothing(job))
  const setup = planSetup(job, builds, namesOf(job, builds))
  const conversions = builds.map((step) => convert(job, step, setup))
  return finishPlan(text, job, { setup, conversions, gone: [] })
}

/** Nothing to say about a job without docker's actions. */
const whyNothing = ({ steps }: Job): readonly string[] =>
  steps.some(({ action }) => action !== undefined)
    ? ['The job builds nothing with docker/build-push-action or docker/bake-action, so its steps stay.']
    : []

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
  return convertBuild(step, {
    metadata,
    removedBuilder,
    hasPlainCheckout: findPlainCheckout(before),
    env: job.env,
  })
}
