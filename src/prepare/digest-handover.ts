import { type Artifacts, createArtifacts } from '../digests/artifact-client.ts'
import { findArtifactService } from '../digests/artifact-service.ts'
import { chooseDigests } from '../digests/choose-digests.ts'
import {
  type DigestNote,
  formatNote,
  listImages,
  matchNote,
  nameNote,
  noteLimit,
  parseNote,
  type RunId,
} from '../digests/digest-note.ts'
import { digestsForeign, digestsUnavailable } from '../errors/source-image.ts'
import { buildsOf } from '../inputs/builds.ts'
import type { SourceImage } from '../inputs/from-image.ts'
import { type Inputs, isMany } from '../inputs/inputs.ts'
import { normalizePlatform } from '../model/platform.ts'
import { distinctOf, formatReference, type Repository } from '../model/reference.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import { createPool } from '../pool.ts'
import type { Env } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { Sources } from '../publish/destinations.ts'
import { type ImageReader, readImageFacts } from '../publish/image-facts.ts'
import type { ImageRequest, PublishRequest } from '../publish/request.ts'
import type { RunState } from './run-state.ts'

/** Uploads and downloads at a time: a bake file may have a hundred images. */
const atOnce = 8

/**
 * Hands the digests of a `push: digest` build to a later job with `from: digests`, as one artifact for each image in each
 * repository. Undefined if this runner has no artifact service. A failure is a warning, because the outputs have the
 * digest too.
 */
export function createOffer(
  ports: Ports,
  state: RunState,
  images: readonly ImageRequest[],
): PublishRequest['offer'] {
  const service = findArtifactService(ports.env)
  const id = readRunId(ports.env)
  if (typeof service === 'string' || id === undefined) return undefined
  const artifacts = createArtifacts(ports, service)
  const pool = createPool(atOnce)
  const attempt = async <T>(note: DigestNote, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await pool(work)
    } catch (error) {
      ports.log.warning(describeFailure(note, error))
      return undefined
    }
  }
  return async (sources) => {
    const begun = describeNotes(ports, state, images, sources, id.attempt).map(async (note) => {
      const begin = () => artifacts.begin(nameNote(id, note), formatNote(id, note))
      return { note, finish: await attempt(note, begin) }
    })
    const offers = await Promise.all(begun)
    return async () => {
      const finished = offers.map(async ({ note, finish }) => {
        if (finish === undefined) return
        const isDone = await attempt(note, () => finish().then(() => true))
        if (isDone) ports.log.report(`Handed over for from: digests: ${describeNote(note)}.`)
      })
      await Promise.all(finished)
    }
  }
}

function describeNotes(
  { env }: Pick<Ports, 'env'>,
  { inputs }: RunState,
  images: readonly ImageRequest[],
  sources: Sources,
  attempt: number,
): readonly DigestNote[] {
  return images.flatMap(({ plan, platforms, ownPlatform }) => {
    const digest = sources.get(plan.target)?.digest
    if (digest === undefined) return []
    const built = platforms.length > 0 ? platforms : [ownPlatform]
    return plan.repositories.map((repository) => ({
      repository,
      digest,
      platforms: built.map((platform) => normalizePlatform(platform) ?? platform),
      attempt,
      job: env.GITHUB_JOB ?? '',
      target: isMany(inputs) ? plan.target : inputs.build.target,
      file: fileOf(inputs, plan.target),
    }))
  })
}

/** An item of input builds may have its own Dockerfile; bake files name theirs. */
const fileOf = (inputs: Inputs, target: string): string =>
  (buildsOf(inputs).find(({ name }) => name === target)?.build ?? inputs.build).file

const describeNote = ({ repository, digest, platforms }: DigestNote): string =>
  `${formatReference(repository, { digest })} (${platforms.join(', ')})`

function describeFailure(note: DigestNote, error: unknown): string {
  const problem = error instanceof TagboatError ? error.problems[0] : undefined
  const why = problem === undefined ? String(error) : `${problem.what} ${problem.original ?? ''}`.trim()
  return `A later step with from: digests will not find ${describeNote(note)}; it can name it in from. ${why}`
}

/** How many notes are read: more than any matrix has jobs. */
const mostNotes = 500

/**
 * `from: digests`: finds the image of each platform that other jobs of this run pushed by digest. Throws a TagboatError if
 * one is missing, two differ, or an image is not from this repository and commit.
 */
export async function findDigests(
  ports: Ports,
  registry: ImageReader,
  state: RunState,
): Promise<readonly SourceImage[]> {
  const { inputs, trigger } = state
  const { artifacts, id, repositories } = open(ports, state)
  const names = repositories.map(({ name }) => name).join(', ')
  const { notes, others } = await readNotes(ports, artifacts, id, repositories)
  const { platforms, target, file } = inputs.build
  const choice = chooseDigests(notes, { images: names, platforms, target, file, others })
  throwAll(choice.problems)
  if (choice.extra.length > 0) {
    ports.log.warning(
      `Other jobs pushed ${names} for ${choice.extra.join(', ')}, too: input platforms leaves that out.`,
    )
  }
  const judged = choice.images.map((image) => findForeign(registry, image, trigger))
  throwAll((await Promise.all(judged)).flat())
  return choice.images
}

/** Whether no job of this run has handed over a digest, as in a fork's pull request, where all jobs only build. */
export async function isNothingPushed(ports: Ports, state: RunState): Promise<boolean> {
  const { artifacts, id, repositories } = open(ports, state)
  const listed = await artifacts.list()
  return !listed.some(({ name }) => matchNote(name, id, repositories) !== undefined)
}

interface Opened {
  readonly artifacts: Artifacts
  readonly id: RunId
  readonly repositories: readonly Repository[]
}

function open(ports: Ports, { plans, inputs }: RunState): Opened {
  const repositories = distinctOf(plans.flatMap((plan) => plan.repositories))
  const service = findArtifactService(ports.env)
  const id = readRunId(ports.env)
  if (typeof service !== 'string' && id !== undefined) {
    return { artifacts: createArtifacts(ports, service), id, repositories }
  }
  const [first] = repositories
  const manual = inputs.build.platforms.map((platform) => {
    const job = platform.replace(/^linux\//, '').replace(/[^a-z0-9]+/g, '-')
    return `${first?.name ?? 'NAME'}@\${{ needs.${job}.outputs.digest }}`
  })
  const why = typeof service === 'string' ? service : 'this is not a run of GitHub Actions'
  throw new TagboatError(digestsUnavailable(why, manual.join(', ')))
}

/** Any job of the run can write such artifacts, so invalid ones are skipped with a warning. */
async function readNotes(
  { log }: Pick<Ports, 'log'>,
  artifacts: Artifacts,
  id: RunId,
  repositories: readonly Repository[],
): Promise<{ readonly notes: readonly DigestNote[]; readonly others: readonly string[] }> {
  const listed = await artifacts.list()
  const pool = createPool(atOnce)
  const ours = listed.flatMap((entry) => {
    const named = matchNote(entry.name, id, repositories)
    return named === undefined ? [] : [{ entry, named }]
  })
  const read = ours.slice(0, mostNotes).map(({ entry, named }) =>
    pool(async () => {
      const bytes = await artifacts.read(entry, noteLimit)
      const note = bytes && parseNote(bytes, id, named)
      if (note === undefined)
        log.warning(`Artifact ${entry.name} is not a digest of this run, and is ignored.`)
      return note === undefined ? [] : [note]
    }),
  )
  const notes = (await Promise.all(read)).flat()
  const byRepository = repositories.flatMap((one) => notes.filter(({ repository }) => repository === one))
  return {
    notes: byRepository,
    others: listImages(
      listed.map(({ name }) => name),
      id,
    ),
  }
}

/**
 * An artifact proves nothing, so the image itself must name this repository and commit. A missing image is reported when
 * it is read next.
 */
async function findForeign(
  registry: ImageReader,
  { text, repository, target }: SourceImage,
  { revision, repository: { url } }: RunState['trigger'],
): Promise<readonly Problem[]> {
  const manifest = await registry.getManifest(repository, target)
  if (manifest === undefined) return []
  const facts = await readImageFacts(registry, repository, manifest.digest, url)
  if (facts.revision === revision) return []
  const found =
    facts.revision === undefined ? 'names no commit of this repository' : `is of ${facts.revision}`
  return [digestsForeign(text, found, revision)]
}

/** This run and its attempt, from the runner's variables; undefined outside a runner. */
export function readRunId({
  GITHUB_RUN_ID: run = '',
  GITHUB_RUN_ATTEMPT: attempt = '',
}: Env): RunId | undefined {
  const isKnown = /^\d{1,20}$/.test(run) && /^[1-9]\d{0,5}$/.test(attempt)
  return isKnown ? { run, attempt: Number(attempt) } : undefined
}
