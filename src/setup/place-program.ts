import { join } from 'node:path'
import { buildxUnknown, checksumWrong, toolCacheChanged } from '../errors/setup.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { ToolFile, Tools } from '../ports/tool-cache.ts'
import { formatBytes, formatDuration } from '../units.ts'
import { buildxFile } from './buildx-release.ts'
import { type DownloadLimits, type DownloadPorts, download } from './download.ts'

export interface PlacePorts extends DownloadPorts {
  readonly tools: Tools
  /** Saves the folder for the post step, which removes it. */
  readonly remember: (name: 'buildx', value: string) => void
}

/** A release of buildx for this machine. */
export interface Release {
  readonly version: string
  readonly url: string
  /** The verified SHA-256 in hex digits. */
  readonly sha256: string
  /** Input buildx-version chose the version. */
  readonly isAsked: boolean
}

/** buildx has about 70 MB. */
const limits: DownloadLimits = { bytes: 512 * 1024 * 1024, time: 15 * 60_000 }

/**
 * Places buildx in a private folder in `temp`, from the tool cache or by a download, and returns its path. It is verified there, after
 * the last write: other jobs may write the tool cache of a self-hosted runner, also at the same moment. Throws a TagboatError, and
 * leaves no file, if the program cannot be downloaded or has another checksum.
 */
export async function placeBuildx(ports: PlacePorts, temp: string, release: Release): Promise<string> {
  const { files, tools } = ports
  const folder = await files.makePrivateDir(temp, 'tagboat-buildx-')
  ports.remember('buildx', folder)
  const path = join(folder, buildxFile)
  const tool = {
    tool: 'tagboat-buildx',
    version: release.version,
    machine: tools.machine,
    file: buildxFile,
  }
  try {
    if (await takeCached(ports, tool, path, release)) return path
    await fetchRelease(ports, path, release)
  } catch (error) {
    await files.remove(folder)
    throw error
  }
  await keepCopy(ports, tool, path)
  return path
}

/** Copies the program out of the tool cache. False if it is not there, cannot be read or has another checksum. */
async function takeCached(
  { files, tools, log }: PlacePorts,
  tool: ToolFile,
  path: string,
  { version, sha256 }: Release,
): Promise<boolean> {
  const cached = await tools.find(tool).catch(() => undefined)
  if (cached === undefined) return false
  // Another step may replace the copy at this moment, which fails the read or changes the checksum.
  const found = await tools.save(upTo(files.openRead(cached, 0), limits.bytes), path).catch(() => undefined)
  if (found === sha256) {
    log.info(`buildx ${version}: from the tool cache, SHA-256 verified.`)
    return true
  }
  if (found === undefined) log.info(`buildx ${version} in the tool cache ('${cached}') cannot be read.`)
  else log.warning(toolCacheChanged(version, cached))
  await files.remove(path)
  return false
}

async function* upTo(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let left = limit
  for await (const chunk of chunks) {
    left -= chunk.byteLength
    if (left < 0) return
    yield chunk
  }
}

async function fetchRelease(
  ports: PlacePorts,
  path: string,
  { url, version, sha256, isAsked }: Release,
): Promise<void> {
  const started = ports.clock.now()
  const found = await download(ports, url, limits, (chunks) => ports.tools.save(chunks, path))
  if (found === undefined) throw new TagboatError(buildxUnknown(version, url, isAsked))
  if (found !== sha256) throw new TagboatError(checksumWrong(url, sha256, found))
  const size = formatBytes((await ports.files.size(path)) ?? 0)
  const time = formatDuration(ports.clock.now() - started)
  ports.log.info(`buildx ${version}: downloaded (${size} in ${time}), SHA-256 verified.`)
}

/** The tool cache only saves time, so that a failure to write it, also by two steps at once, is not an error. */
async function keepCopy({ tools, log }: PlacePorts, tool: ToolFile, path: string): Promise<void> {
  try {
    await tools.keep(tool, path)
  } catch (error) {
    log.info(`The tool cache could not be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}
