import { join } from 'node:path'
import { buildFailed, metadataUnreadable } from '../errors/build.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import { parseJson } from '../json.ts'
import type { Files, Log } from '../ports/ports.ts'
import { type Definition, targetName } from './definition.ts'
import type { Docker } from './docker.ts'
import { type BuildMetadata, readMetadata } from './metadata.ts'

export interface BakeRequest {
  readonly definition: Definition
  /** Name of the builder; undefined for buildx's own choice. */
  readonly builder: string | undefined
  readonly allow: readonly string[]
  readonly workspace: string
  /** A private folder for the metadata file. */
  readonly scratch: string
}

/**
 * Runs `docker buildx bake` with the definition on standard input, its log in a collapsible group, and returns
 * what was built. Throws a TagboatError with bake's own last words.
 */
export async function runBake(
  ports: { buildx: Docker; files: Files; log: Log },
  request: BakeRequest,
): Promise<BuildMetadata> {
  const { buildx, files, log } = ports
  const metadataFile = join(request.scratch, 'metadata.json')
  const builder = request.builder === undefined ? [] : ['--builder', request.builder]
  const output = ['--file', '-', '--metadata-file', metadataFile, '--progress', 'plain']
  const args = ['bake', ...builder, ...output, ...request.allow, targetName]
  log.debug(`Bake definition:\n${request.definition.json}`)
  const result = await log.group(`docker buildx ${args.join(' ')}`, () =>
    buildx(args, {
      env: request.definition.env,
      cwd: request.workspace,
      input: request.definition.json,
      onLine: (line) => log.foreign(line),
    }),
  )
  if (result.code !== 0) throw new TagboatError(buildFailed(result.code, lastWords(result.stderr)))
  const text = await files.read(metadataFile)
  const metadata = text === undefined ? undefined : readMetadata(parseJson(text), text)
  if (metadata === undefined) throw new TagboatError(metadataUnreadable(text ?? ''))
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
