import { createHash } from 'node:crypto'
import { chmod, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { stringAt } from '../json.ts'
import { explainWrite } from './disk.ts'

/** A file in the runner's tool cache. */
export interface ToolFile {
  /** The folder of the tool: `tagboat-buildx`. */
  readonly tool: string
  /** A semantic version without `v`. */
  readonly version: string
  /** Where the program runs, see `machine`. */
  readonly machine: string
  readonly file: string
}

/** A program that was verified and is ready to run. */
export interface PlacedProgram {
  readonly version: string
  readonly path: string
}

/** Programs that a run downloads. */
export interface Tools {
  /** This machine in the words of release files: `linux-amd64`, `linux-arm-v7`. */
  readonly machine: string
  /** The path of a file in the tool cache; undefined if it is not there, or if the runner has no tool cache. */
  find(tool: ToolFile): Promise<string | undefined>
  /** Copies the file at `path` into the tool cache, and replaces an earlier copy. Does nothing if the runner has no tool cache. */
  keep(tool: ToolFile, path: string): Promise<void>
  /** Writes a new file that only this user may read and run. Returns its SHA-256 in hex digits. A failed write leaves no file. */
  save(chunks: AsyncIterable<Uint8Array>, path: string): Promise<string>
  /** The programs that this run has placed, by name. */
  readonly placed: Map<string, PlacedProgram>
}

/**
 * Uses the runner's toolkit for its tool cache, which keeps files between jobs on a self-hosted runner. It is loaded on first use, because
 * most runs do not need it. The toolkit's own download limits neither size nor time, so that src/setup/download.ts replaces it.
 */
export function createTools(env: NodeJS.ProcessEnv): Tools {
  const hasCache = Boolean(env.RUNNER_TOOL_CACHE)
  return {
    machine: describeMachine(
      process.platform,
      process.arch,
      stringAt(process.config, 'variables', 'arm_version'),
    ),
    placed: new Map(),
    async find({ tool, version, machine, file }) {
      if (!hasCache) return undefined
      const { find } = await import('@actions/tool-cache')
      const folder = find(tool, version, machine)
      return folder === '' ? undefined : join(folder, file)
    },
    async keep({ tool, version, machine, file }, path) {
      if (!hasCache) return
      const { cacheFile } = await import('@actions/tool-cache')
      const folder = await cacheFile(path, file, tool, version, machine)
      // Jobs of another user may run it, too: each verifies it.
      await chmod(join(folder, file), 0o755)
    },
    save: (chunks, path) => explainWrite(path, () => save(chunks, path)),
  }
}

async function save(chunks: AsyncIterable<Uint8Array>, path: string): Promise<string> {
  const file = await open(path, 'wx', 0o700)
  const hash = createHash('sha256')
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.close()
    return hash.digest('hex')
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(path, { force: true })
    throw error
  }
}

/** Node's names of processors that release files name differently. */
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', ppc64: 'ppc64le' }

/** `armVersion` is the version of the ARM architecture that a 32-bit Node was built for. */
export function describeMachine(platform: string, arch: string, armVersion: string | undefined): string {
  const variant = arch === 'arm' && armVersion !== undefined ? `-v${armVersion}` : ''
  return `${platform}-${architectures[arch] ?? arch}${variant}`
}
