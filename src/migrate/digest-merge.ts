import type { Conversion } from './conversion.ts'
import { keepEntry, makeEntry, makeList, splitList } from './entries.ts'
import { metadataProblem, nameEntries } from './metadata-settings.ts'
import { describeStep, inputOf, type Job, type Step, settingOf } from './step.ts'

/** The step that merges digests under tags. */
export interface Merge {
  readonly step: Step
  /** The metadata step whose tags it gives. */
  readonly metadata: Step | undefined
  /** Full references without a metadata step. */
  readonly references: readonly string[]
  readonly downloads: readonly Step[]
  readonly images: string
  /** Why the names do not fit those of the build. */
  readonly names: (image: string, job: Job) => string | undefined
}

/** A line of the script besides the call: it computes its arguments, shows the result or says what it does. */
const helperLine = /^(?:#.*|set [-+].*|cd .*|mapfile .*|IFS=.*|echo .*|docker buildx imagetools inspect .*|)$/

/** Finds the step with `docker buildx imagetools create`. A text is the reason why it cannot be migrated. */
export function findMerge(job: Job): Merge | string | undefined {
  const [step, other] = job.steps.filter(({ run = '' }) => /imagetools\s+create/.test(run))
  if (step === undefined) return undefined
  const who = `The merge ${describeStep(step)} of the job ${job.name}`
  const show = 'docs/platforms.md shows the jobs to write.'
  if (other !== undefined || step.fixed !== undefined)
    return `${who} is not the only one, or an alias. ${show}`
  const statements = (step.run ?? '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
  const calls = statements.filter((line) => /imagetools\s+create/.test(line))
  const isPlain = statements.every((line) => calls.includes(line) || helperLine.test(line))
  const [call = ''] = calls
  if (calls.length !== 1 || !isPlain || !/@sha256:%s/.test(call)) {
    return `${who} does more than one call of imagetools create with the downloaded digests. ${show}`
  }
  const downloads = job.steps.filter(
    ({ uses = '', number }) => /^actions\/download-artifact@/i.test(uses) && number < step.number,
  )
  const all = job.steps.filter(({ action, number }) => action === 'metadata' && number < step.number)
  const isFromMetadata =
    /DOCKER_METADATA_OUTPUT_(?:JSON|TAGS)/.test(step.run ?? '') || /steps\s*[.[]/.test(step.text)
  const [metadata] = all
  if (isFromMetadata && (all.length !== 1 || metadata === undefined))
    return `${who} reads tags of a step that is not clear. ${show}`
  const references = isFromMetadata ? [] : referencesIn(call)
  if (!isFromMetadata && references.length === 0)
    return `${who} computes its tags in the script. Write them as rules: ${show}`
  const problem = isFromMetadata && metadata !== undefined ? metadataProblem(metadata) : undefined
  if (problem !== undefined) return problem
  const source = isFromMetadata ? metadata : undefined
  const images =
    source === undefined
      ? references.map((one) => one.replace(/:[^:/]*$/, '')).join('\n')
      : inputOf(source, 'images')
  return {
    step,
    metadata: source,
    references,
    downloads,
    images,
    names: (image) => checkNames(who, image, images),
  }
}

/** The literal references behind `-t` and `--tag`; empty if one is computed by the shell. */
function referencesIn(call: string): readonly string[] {
  const found = [
    ...call.matchAll(/\s(?:-t|--tag)[ =]+(?:"([^"]*)"|'([^']*)'|((?:\$\{\{.*?\}\}|[^\s])+))/g),
  ].map(([, double, single, plain]) => double ?? single ?? plain ?? '')
  return found.some((one) => /\$(?!\{\{)|`/.test(one)) ? [] : found
}

function checkNames(who: string, image: string, images: string): string | undefined {
  const plain = (name: string) => name.replace(/\s+/g, '').replace(/^docker\.io\//, '')
  if (splitList(images).some((one) => plain(one) === plain(image))) return undefined
  return `${who} publishes ${splitList(images).join(', ')}, and the build pushes ${image}. Name the image in the same way in both jobs, then run this again.`
}

/** Converts the merge. `platforms` are those of the build jobs. */
export function convertMerge(
  { step, metadata, references }: Merge,
  platforms: readonly string[],
): Conversion {
  const annotations = metadata && settingOf(metadata, 'annotations')
  return {
    step,
    entries: [
      makeEntry('from', 'digests'),
      ...(metadata === undefined ? [makeList('tags', references)] : nameEntries(metadata)),
      ...(annotations === undefined ? [] : [keepEntry(annotations)]),
      makeEntry('platforms', platforms.join(',')),
    ],
    absorbed: metadata === undefined ? [] : [metadata],
    planned: [],
    handled: new Set(step.stepUses),
    problems: [],
    notes: [],
  }
}
