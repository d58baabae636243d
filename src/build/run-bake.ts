import { join } from 'node:path'
import { type BuildFailure, readFailure } from '../build-output/build-failure.ts'
import { readRecordedFailure } from '../build-output/recorded-failure.ts'
import type { Docker } from '../docker/docker.ts'
import { builderLost, buildFailed, checksFailed, isLost, metadataUnreadable } from '../errors/build.ts'
import { type Emulated, explainEmulation } from '../errors/emulation.ts'
import { isDiskFull, programDiskFull } from '../errors/files.ts'
import { at, compact, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { isDigest } from '../model/reference.ts'
import { type Place, type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Clock, ExecResult, Files, Log } from '../ports/ports.ts'
import type { Definition } from './bake-definition.ts'

export interface BakeRequest {
  readonly definition: Definition
  /** Environment variables, which carry secret values: these are in no file and on no command line. */
  readonly env: Readonly<Record<string, string>>
  /** Names of the runner's own variables that the build gets. */
  readonly keep: readonly string[]
  /** Name of the builder; undefined for buildx's default. */
  readonly builder: string | undefined
  readonly allow: readonly string[]
  readonly workspace: string
  /** A private folder for the metadata file. */
  readonly scratch: string
  /** The platforms whose programs may be emulated; absent if there are none. */
  readonly emulated?: Emulated
  /** Called while the builder exports and pushes. */
  readonly onPush?: OnPush
  /** buildx draws its progress on the terminal, and this process reads no line of it. */
  readonly drawsProgress?: boolean
  /** Called for each line of the builder's log. */
  readonly onLine?: (line: string) => void
  /** Finds the instruction that failed in the checkout. */
  readonly locate?: (failure: BuildFailure) => Promise<Place | undefined>
}

/** Called for each line of the builder's log about exporting or pushing. */
export type OnPush = (step: PushStep) => void

export interface PushStep {
  /** The manifest that the builder pushes under a tag. */
  readonly pushed?: PushedTag
  /** Whether the push of the manifest is complete. */
  readonly isDone?: boolean
}

export interface PushedTag {
  /** The full reference: `docker.io/library/app:1.2.3`. */
  readonly ref: string
  readonly digest: string
}

/** Limit of the metadata file in bytes. Full provenance of hundreds of images is large. */
const metadataLimit = 256 * 1024 * 1024

/**
 * Runs `docker buildx bake` with the definition on standard input and the log in a collapsible group. Returns buildx's metadata by
 * target. Throws a TagboatError with the end of bake's log.
 */
export async function runBake(
  ports: { buildx: Docker; files: Files; log: Log; clock: Pick<Clock, 'now'> },
  request: BakeRequest,
): Promise<Json> {
  const { buildx, files, log, clock } = ports
  const metadataFile = join(request.scratch, 'metadata.json')
  const builder = request.builder === undefined ? [] : ['--builder', request.builder]
  const { drawsProgress = false } = request
  const progress = drawsProgress ? 'auto' : 'plain'
  const output = ['--file', '-', '--metadata-file', metadataFile, '--progress', progress]
  const args = ['bake', ...builder, ...output, ...request.allow, ...request.definition.names]
  log.debug(`Bake definition:\n${request.definition.json}`)
  const started = clock.now()
  const onLine = (line: string) => {
    request.onLine?.(line)
    if (/^#\d+ (?:exporting|pushing) /.test(line)) request.onPush?.(readPushStep(line))
    log.foreign(line)
  }
  const result = await log.group(`docker buildx ${args.join(' ')}`, () =>
    buildx(args, {
      env: request.env,
      keep: request.keep,
      cwd: request.workspace,
      input: request.definition.json,
      ...(drawsProgress ? { drawsProgress } : { onLine }),
    }),
  )
  if (result.code !== 0) {
    const stderr = drawsProgress ? await readRecordedFailure(buildx, builder, started) : result.stderr
    throw new TagboatError(await explainFailure(files, request, { ...result, stderr }))
  }
  const text = await files.read(metadataFile, metadataLimit)
  const metadata = text === undefined ? undefined : parseJson(text)
  if (!isRecord(metadata)) throw new TagboatError(metadataUnreadable(text ?? ''))
  return metadata
}

/** Distinguishes a full disk, a lost builder and violated Dockerfile checks from a failure of a step. */
async function explainFailure(
  files: Pick<Files, 'describeFree'>,
  { scratch, emulated, locate, drawsProgress }: BakeRequest,
  { code, stderr }: ExecResult,
): Promise<Problem> {
  const failure = readFailure(stderr)
  const { words, place, rules } = failure
  if (isDiskFull(words)) {
    const free = await files.describeFree(scratch)
    return programDiskFull('docker buildx', free === '' ? '' : ` ('${scratch}' has ${free})`, words)
  }
  if (isLost(words)) return builderLost(words)
  if (rules !== undefined) return checksFailed(rules, failure.target, words)
  const crash = explainEmulation(words, emulated)
  if (crash !== undefined) return crash
  const line = place && `${place.file}:${place.line}`
  const found = await locate?.(failure)
  const problem = buildFailed(
    code,
    words,
    compact({ step: failure.step, target: failure.target, place: line, isShown: drawsProgress }),
  )
  return found === undefined ? problem : { ...problem, place: found }
}

/** Parses BuildKit's line about the manifest of a tag (util/push). Output of `RUN` cannot match, since a time precedes it. */
function readPushStep(line: string): PushStep {
  const [, ref, digest] = /^#\d+ pushing manifest for (\S+)@(sha256:[0-9a-f]{64})\b/.exec(line) ?? []
  if (ref === undefined || digest === undefined) return {}
  return { pushed: { ref, digest }, ...(line.endsWith(' done') && { isDone: true }) }
}

/** buildx's result for one target. */
export interface BuiltTarget {
  /** Digest of the top manifest; undefined if nothing was exported. */
  readonly digest?: string
  /** The image's id: the digest of its config, or of its manifest on engines that identify images by it. */
  readonly imageId?: string
}

/**
 * Reads a target's result from buildx's metadata. The descriptor's digest is the reliable one: for some exporters
 * `containerimage.digest` differs.
 */
export function readMetadata(json: Json, target: string): BuiltTarget {
  const image = at(json, target)
  const reported = stringAt(image, 'containerimage.digest')
  const digest = stringAt(image, 'containerimage.descriptor', 'digest') ?? reported
  const imageId = stringAt(image, 'containerimage.config.digest') ?? digest
  return {
    ...(digest !== undefined && isDigest(digest) ? { digest } : {}),
    ...(imageId !== undefined ? { imageId } : {}),
  }
}
