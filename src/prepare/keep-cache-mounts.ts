import { join } from 'node:path'
import type { Build, UsedBuilder } from '../build/prepare-build.ts'
import { isOtherMachine } from '../builder/temporary-builder.ts'
import { chooseCacheRefs } from '../cache/cache-refs.ts'
import { hashText } from '../content/canonical.ts'
import { exactMirrorOf } from '../docker/docker-hub-mirror.ts'
import type { Env, Log } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { DockerSession } from '../session/docker-session.ts'
import { createCacheStore, findCacheService } from '../setup/cache-service.ts'
import { readPinnedImage } from '../setup/pins.ts'
import { type BuiltImage, findUsedMounts, type UsedMount } from './find-cache-mounts.ts'
import type { RunState } from './run-state.ts'
import { type Kept, type MountPorts, restoreAll, saveChanged, warnOnly } from './transfer-cache-mounts.ts'

type KeepPorts = MountPorts & Pick<Ports, 'env' | 'actionFolder' | 'isCancelled'>
type KeepSession = Pick<DockerSession, 'buildx' | 'engine' | 'configDir'>
type KeepState = Pick<RunState, 'inputs' | 'trigger' | 'isUntrusted' | 'definition' | 'workspace' | 'plans'>

/** Keeps the cache mounts of a step between runs. A failure is a warning. */
export interface CacheMounts {
  /** Fills the mounts. Call before the images are built; later calls do nothing. */
  restore(build: Pick<Build, 'builder'>): Promise<void>
  /** Stores the mounts that have changed. Call after the images are built. */
  save(): Promise<void>
}

export function keepCacheMounts(
  ports: KeepPorts,
  session: KeepSession,
  state: KeepState,
  images: readonly BuiltImage[],
): CacheMounts {
  let kept: Kept | undefined
  let isTried = false
  return {
    async restore(build) {
      const { builder } = build
      if (isTried || builder === undefined || state.inputs.cacheMounts.keep === false) return
      isTried = true
      await warnOnly(ports, async () => {
        kept = await prepare(ports, session, state, images, builder)
        // BuildKit empties the mounts of steps that run without the cache.
        if (kept !== undefined && !state.inputs.build.noCache) await restoreAll(ports, kept)
      })
    },
    async save() {
      if (kept === undefined || ports.isCancelled()) return
      const { store, tool, mounts } = kept
      const why = whyNotStored(state)
      if (why !== undefined) {
        ports.log.info(`Cache mounts: not stored, because ${why}.`)
        return
      }
      const known = mounts.filter(({ isUnknown }) => !isUnknown)
      await warnOnly(ports, () => saveChanged(ports, { store, tool, mounts: known }))
    },
  }
}

/** A run stores mounts only where it may write the cache of a branch, which later runs can read. */
function whyNotStored({ trigger, isUntrusted }: KeepState): string | undefined {
  const { writes, why } = chooseCacheRefs(trigger, isUntrusted)
  if (writes === undefined) return why
  if (writes.kind === 'branch') return undefined
  return writes.kind === 'pull'
    ? 'this run is for a pull request'
    : 'no other ref can read the cache of a git tag'
}

/** Finds the mounts, and what keeps them; undefined if there is nothing to do, which the log explains. */
async function prepare(
  ports: KeepPorts,
  session: KeepSession,
  state: KeepState,
  images: readonly BuiltImage[],
  builder: UsedBuilder,
): Promise<Kept | undefined> {
  const { log, env, files } = ports
  const isKeeping = state.inputs.cacheMounts.keep === true && !isShortLived(builder, env)
  const service = isKeeping ? 'this builder keeps them itself' : findCacheService(env)
  if (typeof service === 'string') {
    log.info(`Cache mounts are not stored between runs: ${service}.`)
    return undefined
  }
  const mounts = limitMounts(log, await findUsedMounts(files, state, images, session.engine.platform))
  if (mounts.length === 0) {
    log.info('Cache mounts: the Dockerfile has none to store.')
    return undefined
  }
  log.mask(service.token)
  const folder = join(session.configDir, 'cache-mounts')
  const tool = {
    buildx: session.buildx,
    log,
    builder: builder.name,
    folder,
    images: await chooseImages(ports, state.inputs.cacheMounts.image),
    // The random suffix of the private folder.
    nonce: session.configDir.slice(-6),
  }
  await files.makeFolder(folder)
  const numbered = mounts.map((used, number) => ({ ...used, number, prefix: prefixOf(used) }))
  for (const { number } of numbered) await files.makeFolder(join(folder, String(number)))
  return { store: createCacheStore(ports, service), tool, mounts: numbered }
}

/** Limits of mounts that are stored, and of notices. The Dockerfile may come from a fork, and each mount costs requests and a folder. */
const mostMounts = 100
const mostNotices = 10

function limitMounts(
  log: Log,
  { mounts, skipped }: Awaited<ReturnType<typeof findUsedMounts>>,
): readonly UsedMount[] {
  for (const reason of skipped.slice(0, mostNotices))
    log.notice(`A cache mount is not stored between runs: ${reason}.`)
  if (skipped.length > mostNotices)
    log.notice(`${skipped.length - mostNotices} more cache mounts are not stored between runs.`)
  if (mounts.length > mostMounts)
    log.notice(`Only the first ${mostMounts} of ${mounts.length} cache mounts are stored between runs.`)
  return mounts.slice(0, mostMounts)
}

/** Whether the builder, and with it the content of its mounts, ends with the job. */
const isShortLived = ({ driver, isTemporary }: UsedBuilder, env: Env): boolean =>
  isTemporary ||
  (['docker', 'docker-container'].includes(driver) &&
    env.RUNNER_ENVIRONMENT === 'github-hosted' &&
    !isOtherMachine(env.DOCKER_HOST ?? ''))

async function chooseImages({ files, actionFolder }: KeepPorts, image: string): Promise<readonly string[]> {
  if (image !== '') return [image]
  const pinned = await readPinnedImage(files, actionFolder, 'busybox')
  const mirror = exactMirrorOf(pinned)
  return mirror === undefined ? [pinned] : [pinned, mirror]
}

const prefixOf = ({ mount, scope }: UsedMount): string =>
  `tagboat-cache-mount-${hashText(JSON.stringify([mount, scope])).slice(0, 32)}-`
