import { join } from 'node:path'
import { hashText } from '../content/canonical.ts'
import { archiveName, defineExport, defineImport, defineInspection } from '../docker/cache-mount-build.ts'
import { type MountTool, runMountBuild } from '../docker/cache-mounts.ts'
import type { DockerSession } from '../docker/docker-session.ts'
import type { Build, UsedBuilder } from '../docker/prepare-build.ts'
import { isOtherMachine } from '../docker/temporary-builder.ts'
import { runnerPlatform } from '../inputs/platform-names.ts'
import { describeProblem, problemsOf } from '../model/tagboat-error.ts'
import { isPullRequest } from '../model/trigger.ts'
import type { Env } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { ImageRequest } from '../publish/request.ts'
import { type CacheStore, createCacheStore, findCacheService } from '../setup/cache-service.ts'
import { compress } from '../setup/compress.ts'
import { readPins, requirePin } from '../setup/pins.ts'
import { formatBytes } from '../units.ts'
import { findUsedMounts, type UsedMount } from './find-cache-mounts.ts'
import type { RunState } from './run-state.ts'

/** Keeps the cache mounts of a step between runs. A failure is a warning. */
export interface CacheMounts {
  /** Fills the mounts. Call before the images are built; later calls do nothing. */
  restore(build: Build): Promise<void>
  /** Stores the mounts that have changed. Call after the images are built. */
  save(): Promise<void>
}

/** Limit of the files in one mount, in bytes. GitHub keeps 10 GB of caches for a repository. */
const mountLimit = 2 * 1024 ** 3
/** Limit of an archive. Its headers need space, too. */
const archiveLimit = mountLimit + mountLimit / 4

interface KeptMount extends UsedMount {
  readonly number: number
  /** The beginning of the keys of its caches; a hash of the content follows. */
  readonly prefix: string
  /** The key of the cache that it was filled from. */
  restored?: string
  /** Its cache could not be read. A new one would then hide the content that is stored. */
  isUnknown?: boolean
}

interface Kept {
  readonly store: CacheStore
  readonly tool: MountTool
  readonly mounts: readonly KeptMount[]
}

export function keepCacheMounts(
  ports: Ports,
  session: DockerSession,
  state: RunState,
  images: readonly ImageRequest[],
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
      if (state.isUntrusted || isPullRequest(state.trigger)) {
        ports.log.info('Cache mounts: not stored, because this run is for a pull request or untrusted code.')
        return
      }
      const known = mounts.filter(({ isUnknown }) => !isUnknown)
      await warnOnly(ports, () => saveChanged(ports, { store, tool, mounts: known }))
    },
  }
}

async function warnOnly({ log }: Ports, work: () => Promise<unknown>): Promise<void> {
  for (const problem of await problemsOf(work)) log.warning(describeProblem(problem))
}

/** Finds the mounts, and what keeps them; undefined if there is nothing to do, which the log explains. */
async function prepare(
  ports: Ports,
  session: DockerSession,
  state: RunState,
  images: readonly ImageRequest[],
  builder: UsedBuilder,
): Promise<Kept | undefined> {
  const { log, env, files } = ports
  const isKeeping = state.inputs.cacheMounts.keep === true && !isShortLived(builder, env)
  const service = isKeeping ? 'this builder keeps them itself' : findCacheService(env)
  if (typeof service === 'string') {
    log.info(`Cache mounts are not stored between runs: ${service}.`)
    return undefined
  }
  const own = session.engine.platform ?? runnerPlatform(env)
  const { mounts, skipped } = await findUsedMounts(files, state, images, own)
  for (const reason of skipped) log.notice(`A cache mount is not stored between runs: ${reason}.`)
  if (mounts.length === 0) {
    log.info('Cache mounts: the Dockerfile has none to store.')
    return undefined
  }
  log.mask(service.token)
  const folder = join(session.configDir, 'cache-mounts')
  const tool = {
    ...{ buildx: session.buildx, log, builder: builder.name, folder },
    ...{
      images: await chooseImages(ports, state.inputs.cacheMounts.image),
      nonce: session.configDir.slice(-6),
    },
  }
  await files.makeFolder(folder)
  const numbered = mounts.map((used, number) => ({ ...used, number, prefix: prefixOf(used) }))
  for (const { number } of numbered) await files.makeFolder(join(folder, String(number)))
  return { store: createCacheStore(ports, service), tool, mounts: numbered }
}

/** Whether the builder, and with it the content of its mounts, ends with the job. */
const isShortLived = ({ driver, isTemporary }: UsedBuilder, env: Env): boolean =>
  isTemporary ||
  (['docker', 'docker-container'].includes(driver) &&
    env.RUNNER_ENVIRONMENT === 'github-hosted' &&
    !isOtherMachine(env.DOCKER_HOST ?? ''))

async function chooseImages({ files, actionFolder }: Ports, image: string): Promise<readonly string[]> {
  if (image !== '') return [image]
  const { name, digest } = requirePin(await readPins(files, actionFolder), 'busybox')
  const hub = 'docker.io/'
  const mirrors = name.startsWith(hub) ? [`mirror.gcr.io/${name.slice(hub.length)}`] : []
  return [name, ...mirrors].map((place) => `${place}@${digest}`)
}

const prefixOf = ({ mount, scope }: UsedMount): string =>
  `tagboat-cache-mount-${hashText(JSON.stringify([mount, scope])).slice(0, 32)}-`

/** Fills the mounts that have a cache. */
async function restoreAll(ports: Ports, { store, tool, mounts }: Kept): Promise<void> {
  const { log, files } = ports
  await Promise.all(mounts.map((mount) => fetchOne(ports, store, tool, mount)))
  const found = mounts.filter(({ restored }) => restored !== undefined)
  if (found.length > 0) {
    try {
      await runMountBuild(tool, 'restore cache mounts', found, defineImport)
    } catch (error) {
      for (const mount of found) mount.isUnknown = true
      throw error
    } finally {
      for (const { number } of found) await files.remove(archiveOf(tool, number))
    }
  }
  const described = mounts.map(({ mount, restored, isUnknown }) => {
    const how = restored !== undefined ? 'restored' : isUnknown ? 'unknown' : 'not stored yet'
    return `${mount.id} (${how})`
  })
  log.info(`Cache mounts: ${described.join(', ')}.`)
}

/** Writes the newest cache of a mount into its folder. */
async function fetchOne(ports: Ports, store: CacheStore, tool: MountTool, mount: KeptMount): Promise<void> {
  await warnOnly(ports, async () => {
    mount.isUnknown = true
    const cache = await store.find(mount.prefix)
    if (cache !== undefined) {
      await store.load(cache, archiveOf(tool, mount.number), archiveLimit)
      mount.restored = cache.key
    }
    mount.isUnknown = false
  })
}

const archiveOf = ({ folder }: MountTool, number: number): string => join(folder, String(number), archiveName)

/** Stores the mounts whose content differs from the cache that they were filled from. An empty one is not stored. */
async function saveChanged(ports: Ports, { store, tool, mounts }: Kept): Promise<void> {
  if (mounts.length === 0) return
  await runMountBuild(tool, 'compare cache mounts', mounts, defineInspection)
  const changed: { mount: KeptMount; key: string; size: number }[] = []
  for (const mount of mounts) {
    const { isEmpty, size, hash } = await readSummary(ports, tool, mount.number)
    const key = `${mount.prefix}${hash}`
    if (isEmpty || key === mount.restored) continue
    if (size <= mountLimit) changed.push({ mount, key, size })
    else {
      const limit = formatBytes(mountLimit)
      ports.log.warning(
        `Cache mount '${mount.mount.id}' is not stored: it has ${formatBytes(size)}, and the limit is ${limit}. Its last stored content stays. To start with an empty mount, change its id.`,
      )
    }
  }
  if (changed.length === 0) {
    ports.log.info('Cache mounts: nothing to store, they have not changed.')
    return
  }
  await runMountBuild(
    tool,
    'export cache mounts',
    changed.map(({ mount }) => mount),
    defineExport,
  )
  for (const { mount, key, size } of changed) {
    await warnOnly(ports, async () => {
      await upload(ports, store, archiveOf(tool, mount.number), key)
      ports.log.info(`Cache mounts: ${mount.mount.id} is stored (${formatBytes(size)}).`)
    })
  }
}

async function upload({ files }: Ports, store: CacheStore, archive: string, key: string): Promise<void> {
  const packed = `${archive}.packed`
  await files.writeStream(packed, compress(files.openRead(archive, 0)), archiveLimit)
  await files.remove(archive)
  await store.save(key, packed)
  await files.remove(packed)
}

/** Reads what `defineInspection` writes. Anything else counts as empty. */
async function readSummary({ files }: Ports, { folder }: MountTool, number: number) {
  const text = await files.read(join(folder, String(number), 'summary'), 1024)
  const [, entries = '0', kibibytes = '0', hash = ''] =
    /^(\d+) (\d+) ([0-9a-f]{64})\n$/.exec(text ?? '') ?? []
  // The mount's own folder is an entry.
  return { isEmpty: Number(entries) < 2, size: Number(kibibytes) * 1024, hash }
}
