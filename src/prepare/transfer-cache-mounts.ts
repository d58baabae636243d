import { join } from 'node:path'
import { archiveName, defineExport, defineImport, defineInspection } from '../cache/cache-mount-build.ts'
import { type MountTool, runMountBuild } from '../cache/run-mount-build.ts'
import { explainError } from '../model/tagboat-error.ts'
import { createPool } from '../pool.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { CacheStore } from '../setup/cache-service.ts'
import { compress } from '../setup/compress.ts'
import { formatBytes } from '../units.ts'
import type { UsedMount } from './find-cache-mounts.ts'

/** Limit of the files in one mount, in bytes. GitHub keeps 10 GB of caches for a repository. */
const mountLimit = 2 * 1024 ** 3
/** Limit of an archive. Its headers need space, too. */
const archiveLimit = mountLimit + mountLimit / 4

/** How many caches are downloaded at once. */
const maxDownloads = 4

/** The ports that reading and writing cache mounts needs. */
export type MountPorts = Pick<Ports, 'files' | 'log' | 'http' | 'clock'>

/** A cache mount of the build, and what is known of its cache. */
export interface KeptMount extends UsedMount {
  readonly number: number
  /** The beginning of the keys of its caches; a hash of the content follows. */
  readonly prefix: string
  /** The key of the cache that it was filled from. */
  restored?: string
  /** Its cache could not be read. A new one would then hide the content that is stored. */
  isUnknown?: boolean
}

/** The cache mounts of a step, the service that stores them, and the builder that has them. */
export interface Kept {
  readonly store: CacheStore
  readonly tool: MountTool
  readonly mounts: readonly KeptMount[]
}

/** Prints a failure of `work` as a warning, whatever it is: a run must not fail because of a cache. */
export async function warnOnly({ log }: Pick<Ports, 'log'>, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log.warning(`Cache mounts: ${explainError(error)}`)
  }
}

/** Fills the mounts that have a cache. */
export async function restoreAll(ports: MountPorts, { store, tool, mounts }: Kept): Promise<void> {
  const { log, files } = ports
  const pool = createPool(maxDownloads)
  await Promise.all(mounts.map((mount) => pool(() => fetchOne(ports, store, tool, mount))))
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
    const how = restored !== undefined ? 'restored' : isUnknown ? 'not readable' : 'not stored yet'
    return `${mount.id} (${how})`
  })
  log.info(`Cache mounts: ${described.join(', ')}.`)
}

/** Writes the newest cache of a mount into its folder. */
async function fetchOne(
  ports: MountPorts,
  store: CacheStore,
  tool: MountTool,
  mount: KeptMount,
): Promise<void> {
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
export async function saveChanged(ports: MountPorts, { store, tool, mounts }: Kept): Promise<void> {
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
      const isNew = await upload(ports, store, archiveOf(tool, mount.number), key)
      const how = isNew ? `stored (${formatBytes(size)})` : 'stored already'
      ports.log.info(`Cache mounts: ${mount.mount.id} is ${how}.`)
    })
  }
}

/** Returns false if another job has stored the same content. */
async function upload(
  { files }: MountPorts,
  store: CacheStore,
  archive: string,
  key: string,
): Promise<boolean> {
  const packed = `${archive}.packed`
  await files.writeStream(packed, compress(files.openRead(archive, 0)), archiveLimit)
  await files.remove(archive)
  const isNew = await store.save(key, packed)
  await files.remove(packed)
  return isNew
}

/** Reads what `defineInspection` writes. Anything else counts as empty. */
async function readSummary({ files }: MountPorts, { folder }: MountTool, number: number) {
  const text = await files.read(join(folder, String(number), 'summary'), 1024)
  const [, entries = '0', kibibytes = '0', hash = ''] =
    /^(\d+) (\d+) ([0-9a-f]{64})\n$/.exec(text ?? '') ?? []
  // The mount's own folder is an entry.
  return { isEmpty: Number(entries) < 2, size: Number(kibibytes) * 1024, hash }
}
