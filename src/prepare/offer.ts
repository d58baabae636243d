import { createArtifacts } from '../digests/artifact-client.ts'
import { findArtifactService } from '../digests/artifact-service.ts'
import { type DigestNote, formatNote, nameNote } from '../digests/digest-note.ts'
import { buildsOf } from '../inputs/builds.ts'
import { type Inputs, isMany } from '../inputs/inputs.ts'
import { normalizePlatform } from '../model/platform.ts'
import { formatReference } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { Sources } from '../publish/destinations.ts'
import type { ImageRequest, PublishRequest } from '../publish/request.ts'
import { createPool } from '../registry/pool.ts'
import { readRunId } from './run-id.ts'
import type { RunState } from './run-state.ts'

/** Uploads at a time: a bake file may have a hundred images. */
const atOnce = 8

/**
 * Hands what a `push: digest` build pushed to a later job with `from: digests`, as one artifact for each image in each
 * repository. Undefined where this runner has no artifact service. A failure is a warning: the outputs have the digest too.
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
        const isThere = await attempt(note, () => finish().then(() => true))
        if (isThere) ports.log.report(`Handed over for from: digests: ${describeNote(note)}.`)
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

/** An item of input builds may have a Dockerfile of its own; bake files name theirs. */
const fileOf = (inputs: Inputs, target: string): string =>
  (buildsOf(inputs).find(({ name }) => name === target)?.build ?? inputs.build).file

const describeNote = ({ repository, digest, platforms }: DigestNote): string =>
  `${formatReference(repository, { digest })} (${platforms.join(', ')})`

function describeFailure(note: DigestNote, error: unknown): string {
  const problem = error instanceof TagboatError ? error.problems[0] : undefined
  const why = problem === undefined ? String(error) : `${problem.what} ${problem.original ?? ''}`.trim()
  return `A later step with from: digests will not find ${describeNote(note)}; it can name it in from. ${why}`
}
