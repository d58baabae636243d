import { type Artifacts, createArtifacts } from '../digests/artifact-client.ts'
import { findArtifactService } from '../digests/artifact-service.ts'
import { chooseDigests } from '../digests/choose.ts'
import {
  type DigestNote,
  listImages,
  matchNote,
  noteLimit,
  parseNote,
  type RunId,
} from '../digests/digest-note.ts'
import { digestsForeign, digestsUnavailable } from '../errors/source-image.ts'
import type { SourceImage } from '../inputs/source-image.ts'
import { distinctOf, type Repository } from '../model/reference.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Ports } from '../ports/run-ports.ts'
import { type ImageReader, readImageFacts } from '../publish/image-facts.ts'
import { createPool } from '../registry/pool.ts'
import { readRunId } from './run-id.ts'
import type { RunState } from './run-state.ts'

/** Notes that are read: more than any run has legs. */
const mostNotes = 500
const atOnce = 8

/**
 * `from: digests`: the image of each platform that other jobs of this run pushed by digest. Throws a TagboatError where one
 * is missing, where two differ, and where an image is not of this repository and commit.
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

/** No job of this run has handed over any digest: of a fork's pull request, all of them only build. */
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
  const why = typeof service === 'string' ? service : 'this is no run of GitHub'
  throw new TagboatError(digestsUnavailable(why, manual.join(', ')))
}

/** Any job of the run may have written them: what is no valid note is left out, with a warning. */
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
      if (note === undefined) log.warning(`Artifact ${entry.name} is no digest of this run, and is ignored.`)
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
 * An artifact proves nothing: the image itself must say that it is of this repository and commit. What does not exist is
 * reported by those who read it next.
 */
async function findForeign(
  registry: ImageReader,
  { text, repository, target }: SourceImage,
  { revision, repository: { url } }: RunState['trigger'],
): Promise<readonly Problem[]> {
  const digest = 'digest' in target ? target.digest : ''
  const manifest = await registry.getManifest(repository, target)
  if (manifest === undefined) return []
  const facts = await readImageFacts(registry, repository, digest, url)
  if (facts.revision === revision) return []
  const found =
    facts.revision === undefined ? 'names no commit of this repository' : `is of ${facts.revision}`
  return [digestsForeign(text, found, revision)]
}
