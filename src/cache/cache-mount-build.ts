import { escapeTemplates } from '../bake/escape.ts'
import type { CacheMount } from '../content/cache-mounts.ts'

/**
 * A build that reads or writes cache mounts. Only a RUN instruction can see a cache mount, so the build runs a program: a static
 * busybox, mounted from its image into an empty one. Bake runs in a folder that has a folder for each mount, named by its number.
 */
export interface MountBuild {
  /** The image of the static busybox: `docker.io/library/busybox@sha256:...`. */
  readonly image: string
  /** Different in each build, so that the layer cache has none of the steps. `no-cache` would empty the cache mounts. */
  readonly nonce: string
  readonly mounts: readonly NumberedMount[]
}

export interface NumberedMount {
  readonly mount: CacheMount
  readonly number: number
}

/** The name of an archive in the folder of its mount. */
export const archiveName = 'content.tar'

/**
 * Writes a summary of each mount into `<number>/summary`: the number of entries, their size in KiB, and a hash of names, sizes, times,
 * owners and modes.
 */
export const defineInspection = (build: MountBuild): string =>
  define(build, ({ mount, number }) => ({
    steps: [runIn(build.nonce, mount, inspection)],
    output: `type=local,dest=${number}`,
  }))

/** Writes each mount into `<number>/content.tar`, below the folder `content`. The exporter keeps owners, modes and hard links. */
export const defineExport = (build: MountBuild): string =>
  define(build, ({ mount, number }) => ({
    steps: [runIn(build.nonce, mount, '$0 cp -a /mount /content')],
    output: `type=tar,dest=${number}/${archiveName}`,
  }))

/** Fills each mount from `<number>/content.tar`, unless it has content already. */
export const defineImport = (build: MountBuild): string =>
  define(build, ({ mount }) => ({
    // ADD unpacks the archive, with owners, modes and times.
    steps: [`ADD ${archiveName} /`, runIn(build.nonce, mount, filling)],
    output: 'type=cacheonly',
  }))

/** `$0` is busybox. Links are listed without their times, which `cp` does not keep. */
const inspection = [
  'cd /mount',
  `{ $0 find . -type l -exec $0 stat -c '%N %u %g' {} +; $0 find . -type d -exec $0 stat -c '%n %Y %u %g %f' {} +; ` +
    `$0 find . ! -type l ! -type d -exec $0 stat -c '%n %s %Y %u %g %f' {} +; } > /list`,
  'set -- $($0 wc -l < /list) $($0 du -sk .) $($0 sort /list | $0 sha256sum)',
  // The words of du and sha256sum include the name of the file.
  'echo $1 $2 $4 > /summary',
  '$0 rm /list',
].join(' && ')

/** A disk that fills up must not leave half of the content. */
const filling =
  'if [ -z "$($0 ls -A /mount)" ]; then ' +
  '$0 cp -a /content/. /mount || { $0 find /mount -mindepth 1 -delete; exit 1; }; fi'

interface MountTarget {
  /** The instructions behind `FROM scratch`. */
  readonly steps: readonly string[]
  readonly output: string
}

function define(build: MountBuild, describe: (mount: NumberedMount) => MountTarget): string {
  const targets = build.mounts.map((numbered) => {
    const { steps, output } = describe(numbered)
    const { namespace } = numbered.mount
    const target = {
      context: String(numbered.number),
      'dockerfile-inline': [`FROM ${build.image} AS tool`, 'FROM scratch', ...steps, ''].join('\n'),
      ...(namespace !== '' && { args: { BUILDKIT_CACHE_MOUNT_NS: namespace } }),
      output: [output],
      attest: ['type=provenance,disabled=true'],
    }
    return [targetName(numbered.number), target] as const
  })
  return JSON.stringify(escapeTemplates({ target: Object.fromEntries(targets) }))
}

/** The name of the bake target of a mount. */
export const targetName = (number: number): string => `mount-${number}`

/** `sharing=locked` waits for other builds that use the mount. The JSON form needs no shell in the image. */
function runIn(nonce: string, { id, owner }: CacheMount, script: string): string {
  const cache = `type=cache,id=${id},target=/mount,sharing=locked${owner && `,${owner}`}`
  const command = ['/.tool/bin/busybox', 'sh', '-c', script, '/.tool/bin/busybox', nonce]
  return `RUN --network=none --mount=type=bind,from=tool,target=/.tool --mount=${cache} ${JSON.stringify(command)}`
}
