import type { Conversion } from './conversion.ts'
import { metadataProblem, plainCondition } from './metadata-settings.ts'
import { capitalize, describeStep, inputOf, type Job, type Step } from './step.ts'
import { readsStep, type StepUse } from './step-uses.ts'

/** What happens to a metadata step. */
export interface MetadataFate {
  readonly step: Step
  readonly kind: 'removed' | 'dry-run'
  /** The build step whose outputs replace its own. */
  readonly build: Step
  /** Uses that read the build step from now on. */
  readonly moved: readonly StepUse[]
}

const outputs: readonly string[] = ['version', 'tags', 'tag-names', 'labels', 'annotations', 'json']

/** Decides about all metadata steps that builds read. A text is a problem. */
export function judgeMetadata(
  job: Job,
  conversions: readonly Conversion[],
): readonly (MetadataFate | string)[] {
  const used = job.steps.filter((step) =>
    conversions.some(({ absorbed, planned }) => absorbed.includes(step) || planned.includes(step)),
  )
  return used.flatMap((step) => judge(job, conversions, step))
}

interface Consumer {
  /** Undefined for outputs of the job. */
  readonly step: Step | undefined
  readonly use: StepUse
}

function judge(job: Job, conversions: readonly Conversion[], step: Step): readonly (MetadataFate | string)[] {
  const readers = conversions.filter(
    ({ absorbed, planned }) => absorbed.includes(step) || planned.includes(step),
  )
  const [first] = readers
  if (first === undefined) return []
  const context = gitContextProblem(job, step)
  if (context !== undefined) return [context]
  const handled = new Set(readers.flatMap((one) => [...one.handled]))
  const consumers = consumersOf(job, step).filter(({ use }) => !handled.has(use))
  const wrong = consumers.flatMap((consumer) => problemOf(step, consumer))
  if (wrong.length > 0) return wrong
  const isAlone = readers.length === 1 && readers.every(({ planned }) => !planned.includes(step))
  const isLate = consumers.every((consumer) => followsBuild(consumer, first.step))
  const moved = consumers.map(({ use }) => use)
  if (consumers.length === 0 || (isAlone && isLate)) {
    return [{ step, kind: 'removed', build: first.step, moved }]
  }
  const problem = metadataProblem(step) ?? checkoutProblem(job, step, first)
  return problem === undefined ? [{ step, kind: 'dry-run', build: first.step, moved: [] }] : [problem]
}

/** All uses of a step's outputs, except for those of steps that read no expression any more. */
function consumersOf(job: Job, step: Step): readonly Consumer[] {
  const inside = job.steps.flatMap((one) => one.stepUses.map((use) => ({ step: one, use })))
  const outside = job.outerUses.map((use) => ({ step: undefined, use }))
  return [...inside, ...outside].filter(({ use }) => readsStep(use, step.id))
}

/** Whether a consumer runs after the build, and only if the build runs. */
function followsBuild({ step, use }: Consumer, build: Step): boolean {
  if (use.property !== 'outputs' || use.output === undefined) return false
  if (step === undefined) return build.condition === undefined
  if (step.number <= build.number) return false
  return build.condition === undefined || plainCondition(step) === plainCondition(build)
}

/** Why a consumer cannot read a Tagboat step. */
function problemOf(metadata: Step, { step, use }: Consumer): readonly string[] {
  const who = step === undefined ? 'The outputs of the job read' : `${capitalize(describeStep(step))} reads`
  const reads = `${who} ${use.written}`
  if (step?.fixed !== undefined) {
    return [`${reads}, and it ${step.fixed}. Write it out, then run this again.`]
  }
  if (use.property !== 'outputs' || use.output === undefined) return []
  if (!outputs.includes(use.output)) {
    return [`${reads}, and Tagboat has no output ${use.output}. Replace that use, then run this again.`]
  }
  const separator = { tags: 'sep-tags', labels: 'sep-labels', annotations: 'sep-annotations' }[use.output]
  if (separator === undefined || inputOf(metadata, separator) === '') return []
  return [
    `${reads}, whose items ${separator} separates in another way than by lines, as Tagboat’s are. Remove ${separator}, then run this again.`,
  ]
}

/** `context: git` takes the ref from the checkout; Tagboat's rules take the event's, which differs after a checkout with `ref`. */
function gitContextProblem(job: Job, step: Step): string | undefined {
  if (inputOf(step, 'context') !== 'git') return undefined
  const checkout = job.steps.find(
    (one) =>
      one.number < step.number && /^actions\/checkout@/i.test(one.uses ?? '') && inputOf(one, 'ref') !== '',
  )
  if (checkout === undefined) return undefined
  return `The metadata ${describeStep(step)} takes its ref from the checkout (context: git), and ${describeStep(checkout)} checks out ${inputOf(checkout, 'ref')}. Write that ref as value= into the rules, and remove context there, then run this again.`
}

/** A dry run checks that the Dockerfile exists, so it needs the checkout. */
function checkoutProblem(job: Job, step: Step, { entries }: Conversion): string | undefined {
  const isRemote = entries.some(
    ({ name, lines }) => name === 'context' && lines.some((line) => /defaultContext|:\/\//.test(line)),
  )
  const before = job.steps.slice(0, step.number - 1)
  if (isRemote || before.some(({ uses = '' }) => /^actions\/checkout@/i.test(uses))) return undefined
  return `Another step reads the outputs of the metadata ${describeStep(step)} before the build. A dry run of Tagboat can give them, but it needs the checkout: move the step below actions/checkout, then run this again.`
}
