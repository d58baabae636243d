import { findDaemonImage, prepareDaemonImage } from '../docker/daemon.ts'
import type { Session } from '../docker/session.ts'
import { describeSource } from '../inputs/from.ts'
import { stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { pairsOf } from '../plan/pairs.ts'
import type { Plan } from '../plan/plan.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { Source } from '../publish/destinations.ts'
import type { ImageReader } from '../publish/image-facts.ts'
import type { PublishRequest } from '../publish/request.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { RunState } from './run-state.ts'
import { judgeLabels, warnOfOtherVersion } from './source-version.ts'

/** An image of the engine takes a build's place: it is pushed, or known to a registry already. */
export async function prepareDaemon(
  ports: Ports,
  session: Session,
  { plans, inputs, trigger }: RunState,
  registry: RegistryClient,
  name: string,
): Promise<Pick<PublishRequest, 'images' | 'builder'>> {
  const { platforms } = inputs.build
  const image = await findDaemonImage(session.docker, name, platforms)
  const tag = inputs.from && describeSource(inputs.from, '').tag
  const version = judgeLabels(image.labels, tag, trigger.repository.url)
  for (const plan of plans) warnOfOtherVersion(ports.log, inputs, plan, `docker-daemon:${name}`, version)
  const prepare = async () => prepareDaemonImage({ ...ports, docker: session.docker }, session.engine, image)
  const images = plans.map(async (plan) => {
    const known = image.digest === undefined ? await findKnownImage(registry, plan, image.id) : undefined
    const digest = image.digest ?? known?.digest
    return {
      plan,
      platforms,
      ownPlatform: image.platform ?? session.engine.platform,
      ...(digest === undefined ? {} : { digest }),
      ...(known === undefined ? {} : { source: known }),
    }
  })
  return { images: await Promise.all(images), builder: { prepare, load: false } }
}

/**
 * Looks for an image that only its configuration's digest is known of, which is all that an engine's legacy store keeps,
 * under the releases of the plan: what was published once is the source of a second run. What cannot be asked is not
 * found; the facts that are gathered afterwards say why.
 */
export async function findKnownImage(
  registry: Pick<ImageReader, 'getManifest'>,
  { repositories, tags }: Pick<Plan, 'repositories' | 'tags'>,
  config: string,
): Promise<Source | undefined> {
  const releases = tags.filter(({ follows }) => follows.kind === 'release')
  const asked = pairsOf({ repositories, tags: releases }).map(async ({ repository, tag }) => ({
    repository,
    manifest: await read(registry, repository, tag.name),
  }))
  const there = (await Promise.all(asked)).find(
    ({ manifest }) => stringAt(manifest?.json, 'config', 'digest') === config,
  )
  if (there?.manifest === undefined) return undefined
  const { digest } = there.manifest
  return { digest, parts: [{ repository: there.repository, digest }], referrersOf: [digest] }
}

async function read(
  registry: Pick<ImageReader, 'getManifest'>,
  repository: Plan['repositories'][number],
  tag: string,
) {
  try {
    return await registry.getManifest(repository, { tag })
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}
