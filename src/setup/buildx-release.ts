/** The releases of buildx: addresses and checksums. Pure. */

/** The folder of all releases. Each version has a folder of its own below it. */
export const buildxReleases = 'https://github.com/docker/buildx/releases/download'

/** The name of the program in its folder: the one by which docker knows the plugin. */
export const buildxFile = 'docker-buildx'

/** The name of a version's program for a machine: `buildx-v0.36.1.linux-amd64`. */
export const assetName = (version: string, machine: string): string => `buildx-v${version}.${machine}`

/** The address of a file of a release. `base` is input buildx-mirror, or the folder of all releases. */
export const releaseUrl = (base: string, version: string, file: string): string =>
  `${base}/v${version}/${file}`

/**
 * Reads a release's `checksums.txt`: SHA-256 in hex digits, by the name of the file. A line is what sha256sum prints, with two blanks or
 * a blank and `*` before the name (docker/buildx, hack/hash-files). Undefined if another line is in the file, as in an error page.
 */
export function parseChecksums(text: string): ReadonlyMap<string, string> | undefined {
  const sums = new Map<string, string>()
  for (const line of text.split(/\r?\n/).filter((one) => one.trim() !== '')) {
    const [, sum, name] = /^([0-9a-f]{64}) [ *](\S+)$/.exec(line) ?? []
    if (sum === undefined || name === undefined) return undefined
    sums.set(name, sum)
  }
  return sums.size === 0 ? undefined : sums
}
