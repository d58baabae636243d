import { type Build, prepareBuild } from '../build/prepare-build.ts'
import { filePlans, imagePlans } from '../plan/plan.ts'
import type { Ports } from '../ports/run-ports.ts'
import { lookOnce } from '../publish/first-look.ts'
import { gatherBeside } from '../publish/gather-facts.ts'
import {
  askAbout,
  type Builder,
  existingOf,
  type ImageRequest,
  type PublishRequest,
} from '../publish/request.ts'
import type { DockerSession } from '../session/docker-session.ts'
import { accessOf, lookOnly, openRegistries, openRegistry } from './access.ts'
import { prepareDaemon } from './daemon-request.ts'
import { createOffer } from './digest-handover.ts'
import { createFileBuild, type FileBuild } from './file-build.ts'
import { describeBuild, requestImages } from './image-requests.ts'
import { type CacheMounts, keepCacheMounts } from './keep-cache-mounts.ts'
import { describePublish, type RunState } from './run-state.ts'
import { withRecord } from './upload-record.ts'

/** The request of a build or of an engine's image. `session`: docker, logged in. */
export async function preparePublish(
  ports: Ports,
  session: DockerSession,
  state: RunState,
): Promise<{ readonly request: PublishRequest; readonly files?: FileBuild; readonly mounts?: CacheMounts }> {
  const { inputs } = state
  const registries = openRegistries(ports, accessOf(session))
  const request = {
    ...describePublish(ports, state),
    ...registries,
    isCancelled: ports.isCancelled,
    cancelled: ports.ending.cancelled,
  }
  if (inputs.from?.kind === 'daemon') {
    const made = await prepareDaemon(ports, session, state, registries.registry, inputs.from.image)
    return { request: { ...request, ...made } }
  }
  const registry = lookOnce(registries.registry)
  const requesting = requestImages(ports, registry, state, session.engine.platform)
  const { source: images, facts } = await gatherBeside(
    requesting,
    askAbout({ ...request, registry, plans: imagePlans(state.plans) }),
  )
  const files = createFileBuild(ports, session, state, images)
  const mounts = keepCacheMounts(ports, session, state, images)
  const prepare: Builder['prepare'] = async (existing) => {
    const plain = await prepareBuild(ports, session, {
      ...describeBuild(state, images, existing),
      schemeOf: registry.schemeOf,
    })
    await mounts.restore(plain)
    const build = withRecord(ports, session, state, plain)
    // A build of files that fails stops the run before anything is pushed.
    await files.write(build)
    return build
  }
  const builder = { prepare, load: inputs.build.load }
  const offer = inputs.push === 'digest' ? createOffer(ports, state, images) : undefined
  return { request: { ...request, images, gathered: facts, builder, ...(offer && { offer }) }, files, mounts }
}

/** A build that pushes nothing; `build` is undefined if no image has changed. */
export async function prepareLocalBuild(
  ports: Ports,
  session: DockerSession,
  state: RunState,
): Promise<{
  readonly images: readonly ImageRequest[]
  readonly build: Build | undefined
  readonly mounts: CacheMounts
}> {
  // If the registry does not answer, the images are built.
  const registry = openRegistry(ports, accessOf(session), lookOnly)
  const images = await requestImages(ports, registry, state, session.engine.platform)
  const mounts = keepCacheMounts(ports, session, state, images)
  const isNeeded = filePlans(state.plans).length > 0 || images.some(({ source }) => source === undefined)
  if (!isNeeded) return { images, build: undefined, mounts }
  const plan = describeBuild(state, images, existingOf(images))
  const build = await prepareBuild(ports, session, { ...plan, schemeOf: registry.schemeOf })
  await mounts.restore(build)
  return { images, build: withRecord(ports, session, state, build), mounts }
}
