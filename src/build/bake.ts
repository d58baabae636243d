import { join } from 'node:path'
import { buildFailed, metadataUnreadable } from '../errors/build.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import { isRecord, type Json, parseJson } from '../json.ts'
import type { Files, Log } from '../ports/ports.ts'
import type { Definition } from './definition.ts'
import type { Docker } from './docker.ts'

export interface BakeRequest {
  readonly definition: Definition
  /** Secrets reach bake as environment variables: no file, no command line. */
  readonly env: Readonly<Record<string, string>>
  /** Names of the runner's own variables that the build gets. */
  readonly keep: readonly string[]
  /** Name of the builder; undefined for buildx's own choice. */
  readonly builder: string | undefined
  readonly allow: readonly string[]
  readonly workspace: string
  /** A private folder for the metadata file. */
  readonly scratch: string
  /** Called while the builder exports and pushes; `isDone`: the manifest has arrived. */
  readonly onPush?: (isDone: boolean) => void
}

/** Bytes. Our own file; full provenance of hundreds of images is large. */
const metadataLimit = 256 * 1024 * 1024

/**
 * Runs `docker buildx bake` with the definition on standard input, its log in a collapsible group, and returns
 * its metadata, by target. Throws a TagboatError with bake's own last words.
 */
export async function runBake(
  ports: { buildx: Docker; files: Files; log: Log },
  request: BakeRequest,
): Promise<Json> {
  const { buildx, files, log } = ports
  const metadataFile = join(request.scratch, 'metadata.json')
  const builder = request.builder === undefined ? [] : ['--builder', request.builder]
  const output = ['--file', '-', '--metadata-file', metadataFile, '--progress', 'plain']
  const args = ['bake', ...builder, ...output, ...request.allow, ...request.definition.names]
  log.debug(`Bake definition:\n${request.definition.json}`)
  const result = await log.group(`docker buildx ${args.join(' ')}`, () =>
    buildx(args, {
      env: request.env,
      keep: request.keep,
      cwd: request.workspace,
      input: request.definition.json,
      onLine: (line) => {
        if (/^#\d+ (?:exporting|pushing) /.test(line))
          request.onPush?.(/^#\d+ pushing manifest .* done$/.test(line))
        log.foreign(line)
      },
    }),
  )
  if (result.code !== 0) throw new TagboatError(buildFailed(result.code, lastWords(result.stderr)))
  const text = await files.read(metadataFile, metadataLimit)
  const metadata = text === undefined ? undefined : parseJson(text)
  if (!isRecord(metadata)) throw new TagboatError(metadataUnreadable(text ?? ''))
  return metadata
}

/** The part of a plain build log that says why it failed: from the last `------` block on, or the last lines. */
function lastWords(log: string): string {
  const lines = log.trimEnd().split('\n')
  const error = lines.findLastIndex((line) => line.startsWith('ERROR: '))
  const block = lines.lastIndexOf('------')
  const opening = block > 0 ? lines.lastIndexOf('------', block - 1) : -1
  const start = opening >= 0 ? opening : error >= 0 ? error : lines.length - 10
  return lines.slice(Math.max(0, start, lines.length - 40)).join('\n')
}
