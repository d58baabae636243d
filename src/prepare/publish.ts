import { type Build, prepareBuild } from '../build/build.ts'
import type { Session } from '../build/session.ts'
import { lookOnce } from '../publish/first-look.ts'
import { gatherBeside } from '../publish/gather-beside.ts'
import type { Builder, ImageRequest, PublishRequest } from '../publish/request.ts'
import type { Ports, RunState } from '../run.ts'
import { accessOf, lookOnly, openRegistries, openRegistry } from './access.ts'
import { prepareDaemon } from './daemon.ts'
import { describePublish } from './describe.ts'
import { describeBuild, requestImages } from './images.ts'

/** A build, or an image of the engine: docker is there and logged in. */
export async function preparePublish(
  ports: Ports,
  session: Session,
  state: RunState,
): Promise<PublishRequest> {
  const { inputs } = state
  const registries = openRegistries(ports, accessOf(session))
  const request = { ...describePublish(ports, state), ...registries, isCancelled: ports.isCancelled }
  if (inputs.from?.kind === 'daemon') {
    const made = await prepareDaemon(ports, session, state, registries.registry, inputs.from.image)
    return { ...request, ...made }
  }
  const registry = lookOnce(registries.registry)
  const looking = requestImages(ports, registry, state, session.engine.platform)
  const { source: images, facts } = await gatherBeside(looking, { ...request, registry, plans: state.plans })
  const prepare: Builder['prepare'] = (existing) =>
    prepareBuild(ports, session, describeBuild(state, images, existing))
  return { ...request, images, gathered: facts, builder: { prepare, load: inputs.build.load } }
}

/** A build that pushes nothing; undefined where nothing has changed. */
export async function prepareLocalBuild(
  ports: Ports,
  session: Session,
  state: RunState,
): Promise<{ readonly images: readonly ImageRequest[]; readonly build: Build | undefined }> {
  // What does not answer costs a build, and no more.
  const registry = openRegistry(ports, accessOf(session), lookOnly)
  const images = await requestImages(ports, registry, state, session.engine.platform)
  if (images.every(({ source }) => source !== undefined)) return { images, build: undefined }
  const existing = images.flatMap(({ plan, source }) => (source ? [[plan.target, source] as const] : []))
  const plan = describeBuild(state, images, new Map(existing))
  return { images, build: await prepareBuild(ports, session, plan) }
}
