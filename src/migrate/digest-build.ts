import { convertBuild } from './build-settings.ts'
import { findPlainCheckout } from './checkout-steps.ts'
import type { Conversion } from './conversion.ts'
import { makeEntry, splitList } from './entries.ts'
import { nameEntries } from './metadata-settings.ts'
import { describeStep, findFixed, inputOf, type Job, type Step } from './step.ts'
import { readsStep } from './step-uses.ts'

/** A build step that pushes by digest. */
export interface DigestBuild {
  readonly step: Step
  /** The name of the image, as it is written. */
  readonly image: string
  /** The value of input `push`. */
  readonly push: string
}

const known = ['type', 'name', 'push-by-digest', 'name-canonical', 'push', 'oci-mediatypes']

/** Finds the only build of a job, if it pushes by digest. A text is the reason why it cannot be migrated. */
export function findDigestBuild(job: Job): DigestBuild | string | undefined {
  const builds = job.steps.filter(({ action }) => action === 'build' || action === 'bake')
  const step = builds.find((one) => /push-by-digest=true/.test(inputOf(one, 'outputs')))
  if (step === undefined) return undefined
  if (builds.length > 1)
    return 'The job has several builds, and one pushes by digest. docs/platforms.md shows the jobs to write.'
  const fixed = findFixed(step)
  if (fixed !== undefined) return fixed
  const fields = new Map(splitList(inputOf(step, 'outputs')).map((field) => fieldOf(field)))
  const unknown = [...fields.keys()].find((name) => !known.includes(name))
  const image = fields.get('name') ?? inputOf(step, 'tags')
  if (unknown !== undefined || fields.get('type') !== 'image') {
    return `The build ${describeStep(step)} has outputs ${JSON.stringify(inputOf(step, 'outputs'))}, which has no counterpart. docs/platforms.md shows a build by digest.`
  }
  if (image === '' || /[\n,"]|steps\s*[.[]/.test(image)) {
    return `The build ${describeStep(step)} does not name one image to push by digest. Write name=IMAGE into outputs, then run this again.`
  }
  const push = pushOf(fields.get('push') ?? inputOf(step, 'push'))
  if (push === undefined)
    return `The build ${describeStep(step)} pushes under a condition that is not one expression. Write push=true into outputs, then run this again.`
  return { step, image, push }
}

function fieldOf(field: string): readonly [string, string] {
  const [name = '', ...value] = field.split('=')
  return [name.trim(), value.join('=').trim()]
}

/** `digest` where the build pushed, and `false` where it did not. */
function pushOf(push: string): string | undefined {
  if (push === 'true') return 'digest'
  const [, condition] = /^\$\{\{((?:'[^']*'|(?!\}\})[^'])*)\}\}$/.exec(push) ?? []
  // The condition may give the text 'false', which is true as a condition.
  return condition === undefined
    ? undefined
    : `\${{ format('{0}', ${condition.trim()}) == 'true' && 'digest' || 'false' }}`
}

/** Converts the build. Rules and flavor of a metadata step come along with its labels, for the label `version`. */
export function convertDigestBuild(job: Job, { step, image, push }: DigestBuild): Conversion {
  const dropped = ['outputs', 'tags', 'push']
  const before = job.steps.slice(0, step.number - 1)
  const metadata = before.filter(({ action, id }) => action === 'metadata' && id !== undefined)
  const plain: Step = {
    ...step,
    settings: step.settings.filter(({ name }) => !dropped.includes(name)),
    stepUses: step.stepUses.filter(({ setting }) => !dropped.includes(setting ?? '')),
  }
  const made = convertBuild(plain, {
    metadata,
    removedBuilder: before.find(({ action }) => action === 'buildx'),
    hasPlainCheckout: findPlainCheckout(before),
    env: job.env,
  })
  const rules = made.absorbed.flatMap(nameEntries).filter(({ name }) => name !== 'images')
  const rest = made.entries.filter(({ name }) => name !== 'push')
  return { ...made, entries: [makeEntry('images', image), ...rules, ...rest, makeEntry('push', push)] }
}

/** The steps that pass the digest on as an artifact, which Tagboat does itself. */
export function digestStepsOf(
  job: Job,
  build: Step,
): { readonly steps: readonly Step[] } | { readonly why: string } {
  const after = job.steps.slice(build.number)
  const exports = after.filter(
    ({ run = '', stepUses }) =>
      /\btouch\b|>\s*\S*digest/i.test(run) &&
      stepUses.some((use) => readsStep(use, build.id) && use.output === 'digest'),
  )
  const text = exports.map((step) => step.text).join('\n')
  const uploads = after.filter(({ uses = '', settings }) => {
    if (!/^actions\/upload-artifact@/i.test(uses)) return false
    const [folder = ''] = (settings.find(({ name }) => name === 'path')?.value.trim() ?? '').split('*')
    const plain = folder.replace(/\/+$/, '')
    return plain !== '' && text.includes(plain)
  })
  if (exports.length === 1 && uploads.length === 1) return { steps: [...exports, ...uploads] }
  return {
    why: 'The job passes its digest on in a way that is not docker’s documented one (touch in a run step, then actions/upload-artifact). docs/platforms.md shows the jobs to write.',
  }
}
