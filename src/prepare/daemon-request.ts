import { findDaemonImage, prepareDaemonImage } from '../build/daemon-image.ts'
import { describeSource } from '../inputs/from-input.ts'
import { stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Plan } from '../plan/plan.ts'
import { tagReferencesOf } from '../plan/tag-references.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { Source } from '../publish/destinations.ts'
import type { ImageReader } from '../publish/image-facts.ts'
import type { PublishRequest } from '../publish/request.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { DockerSession } from '../session/docker-session.ts'
import { checkDirtyLabels } from './dirty-source.ts'
import type { RunState } from './run-state.ts'
import { judgeLabels, warnOfOtherVersion } from './source-version.ts'

/** The request for an image of the local engine, which is pushed instead of a build unless a registry has it already. */
export async function prepareDaemon(
  ports: Ports,
  session: DockerSession,
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
  for (const plan of plans) checkDirtyLabels(`docker-daemon:${name}`, image.labels, plan)
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
 * Finds a published image by its config digest, which is all that an engine's legacy store keeps, under the releases of the
 * plan. A second run then uses it as its source. An image that cannot be read counts as not found; the facts that are
 * gathered afterwards report the error.
 */
export async function findKnownImage(
  registry: Pick<ImageReader, 'getManifest'>,
  { repositories, tags }: Pick<Plan, 'repositories' | 'tags'>,
  config: string,
): Promise<Source | undefined> {
  const releases = tags.filter(({ follows }) => follows.kind === 'release')
  const reading = tagReferencesOf({ repositories, tags: releases }).map(async ({ repository, tag }) => ({
    repository,
    manifest: await read(registry, repository, tag.name),
  }))
  const found = (await Promise.all(reading)).find(
    ({ manifest }) => stringAt(manifest?.json, 'config', 'digest') === config,
  )
  if (found?.manifest === undefined) return undefined
  const { digest } = found.manifest
  return { digest, parts: [{ repository: found.repository, digest }], referrersOf: [digest] }
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
