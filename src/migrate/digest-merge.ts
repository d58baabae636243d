import type { Conversion } from './conversion.ts'
import { keepEntry, makeEntry, makeList, splitList } from './entries.ts'
import { metadataProblem, nameEntries, runsWith } from './metadata-settings.ts'
import { describeStep, inputOf, type Job, type Step, stepSetting } from './step.ts'

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

const show = 'docs/platforms.md shows the jobs to write.'

/** Finds the step with `docker buildx imagetools create`. A text is the reason why it cannot be migrated. */
export function findMerge(job: Job): Merge | string | undefined {
  const [step, other] = job.steps.filter(({ run = '' }) => /imagetools\s+create/.test(run))
  if (step === undefined) return undefined
  const who = `The merge ${describeStep(step)} of the job ${job.name}`
  if (other !== undefined || step.fixed !== undefined)
    return `${who} is not the only one, or an alias. ${show}`
  const call = findCall(step.run ?? '')
  if (call === undefined) {
    return `${who} does more than one call of imagetools create with the downloaded digests. ${show}`
  }
  const downloads = findDownloads(job, step)
  if (downloads.length === 0)
    return `${who} does not use a folder that actions/download-artifact fills. ${show}`
  const tags = findTags(job, step, call, who)
  if (typeof tags === 'string') return tags
  const { metadata, references } = tags
  const images =
    metadata === undefined
      ? references.map((one) => one.replace(/:[^:/]*$/, '')).join('\n')
      : inputOf(metadata, 'images')
  const names = (image: string) => checkNames(who, image, images)
  return { step, metadata, references, downloads, images, names }
}

/** The only call of imagetools create in a script that does nothing else; undefined for any other script. */
function findCall(script: string): string | undefined {
  const statements = script
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
  const calls = statements.filter((line) => /imagetools\s+create/.test(line))
  const [call = ''] = calls
  const isPlain = statements.every((line) => line === call || helperLine.test(line))
  return calls.length === 1 && isPlain && /@sha256:%s/.test(call) ? call : undefined
}

/** The steps that download the digests into the folder of the merge. */
function findDownloads(job: Job, merge: Step): readonly Step[] {
  return job.steps.filter((step) => {
    const folder = inputOf(step, 'path').replace(/\/+$/, '')
    const isDownload = /^actions\/download-artifact@/i.test(step.uses ?? '') && step.number < merge.number
    return isDownload && folder !== '' && merge.text.includes(folder)
  })
}

type Tags = Pick<Merge, 'metadata' | 'references'>

/** Where the tags come from; a text is the reason why that is unclear. */
function findTags(job: Job, step: Step, call: string, who: string): Tags | string {
  const isFromMetadata =
    /DOCKER_METADATA_OUTPUT_(?:JSON|TAGS)/.test(step.run ?? '') || /steps\s*[.[]/.test(step.text)
  if (!isFromMetadata) {
    const references = referencesIn(call)
    if (references.length > 0) return { metadata: undefined, references }
    return `${who} computes its tags in the script. Write them as rules: ${show}`
  }
  const all = job.steps.filter(({ action, number }) => action === 'metadata' && number < step.number)
  const [metadata] = all
  if (metadata === undefined || all.length > 1 || !runsWith(metadata, step))
    return `${who} reads tags of a step that is not clear, or has another if. ${show}`
  return metadataProblem(metadata) ?? { metadata, references: [] }
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
  const annotations = metadata && stepSetting(metadata, 'annotations')
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
