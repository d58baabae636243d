import { findDaemonImage, prepareDaemonImage } from '../build/daemon.ts'
import type { Session } from '../build/session.ts'
import { findKnownImage } from '../publish/known-image.ts'
import type { PublishRequest } from '../publish/request.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { Ports, RunState } from '../run.ts'

/** An image of the engine takes a build's place: it is pushed, or known to a registry already. */
export async function prepareDaemon(
  ports: Ports,
  session: Session,
  { plans, inputs }: RunState,
  registry: RegistryClient,
  name: string,
): Promise<Pick<PublishRequest, 'images' | 'builder'>> {
  const { platforms } = inputs.build
  const image = await findDaemonImage(session.docker, name, platforms)
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
