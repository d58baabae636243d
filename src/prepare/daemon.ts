import { findDaemonImage, prepareDaemonImage } from '../docker/daemon.ts'
import type { Session } from '../docker/session.ts'
import { describeSource } from '../inputs/from-input.ts'
import type { Ports } from '../ports/run-ports.ts'
import { findKnownImage } from '../publish/known-image.ts'
import type { PublishRequest } from '../publish/request.ts'
import { judgeLabels } from '../publish/source-version.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { RunState } from './run-state.ts'
import { warnOfOtherVersion } from './source-version.ts'

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
