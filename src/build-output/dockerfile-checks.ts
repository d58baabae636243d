import { arrayAt, at, isRecord, type Json, numberAt, stringAt } from '../json.ts'
import type { Place } from '../model/tagboat-error.ts'
import type { FailurePlace } from './build-failure.ts'
import type { LoggedCheck } from './build-log.ts'
import type { LocalDockerfile } from './local-dockerfiles.ts'

/** A violated check of a Dockerfile ("Build checks" in Docker's documentation). */
export interface CheckWarning {
  /** `FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)` */
  readonly text: string
  /** Documentation of the rule; empty if there is none. */
  readonly url: string
  /** Name of the Dockerfile without its folder; empty if unknown. */
  readonly file: string
  /** Its content as the builder saw it; undefined if unknown. */
  readonly content?: string
  /** The target, if only the log reports the check. */
  readonly target?: string
  readonly line: number
}

const metadataField = 'buildx.build.warnings'

/**
 * Reads the warnings of buildx's metadata: since 0.16, if BUILDX_METADATA_WARNINGS is set, `[{short, detail, url, sourceInfo:
 * {filename, data}, range: [{start: {line}}]}]` with texts in base64 (`client.VertexWarning` of BuildKit). Equal ones of several
 * platforms and targets are one.
 */
export function readChecks(metadata: Json): readonly CheckWarning[] {
  const checks = arrayAt(metadata, metadataField).map((warning): CheckWarning => {
    const content = stringAt(warning, 'sourceInfo', 'data')
    return {
      text: decode(stringAt(warning, 'short')),
      url: stringAt(warning, 'url') ?? '',
      file: stringAt(warning, 'sourceInfo', 'filename') ?? '',
      ...(content !== undefined && { content: decode(content) }),
      line: numberAt(arrayAt(warning, 'range')[0], 'start', 'line') ?? 0,
    }
  })
  return distinct(checks.filter(({ text }) => text !== ''))
}

/** The metadata without the warnings, which contain whole Dockerfiles. */
export function withoutChecks(metadata: Json): Json {
  if (!isRecord(metadata) || at(metadata, metadataField) === undefined) return metadata
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== metadataField))
}

/** The warnings of the log: a failed build writes no metadata. `only`: the target of a build that has no other. */
export function readLoggedChecks(
  logged: readonly LoggedCheck[],
  only: string | undefined,
): readonly CheckWarning[] {
  const checks = logged.flatMap(({ title, text }): readonly CheckWarning[] => {
    const [, prefix, file] = /^\[(?:(\S+) )?internal\] load build definition from (.+)$/.exec(title) ?? []
    const target = prefix ?? only
    const line = Number(/ \(line (\d{1,7})\)$/.exec(text)?.[1] ?? 0)
    return file === undefined || target === undefined ? [] : [{ text, url: '', file, target, line }]
  })
  return distinct(checks)
}

/** The warnings at the end of buildx's log, which name no file: only for a build with one Dockerfile. */
export function readListedChecks(words: string, { name, target }: LocalDockerfile): readonly CheckWarning[] {
  return words.split('\n').flatMap((line) => {
    const [, text, at] = /^- (\S+: .+ \(line (\d{1,7})\))$/.exec(line) ?? []
    return text === undefined ? [] : [{ text, url: '', file: name, target, line: Number(at) }]
  })
}

/** In the order of files and lines: that of BuildKit changes from build to build. */
function distinct(checks: readonly CheckWarning[]): readonly CheckWarning[] {
  const keyed = checks.map((check): [string, CheckWarning] => {
    const { text, file, content = '', target = '', line } = check
    return [JSON.stringify([text, file, content, target, line]), check]
  })
  return [...new Map(keyed).values()].sort((a, b) => compare(a.file, b.file) || a.line - b.line)
}

/** Where a check belongs in the checkout; undefined if no file there is the one that the builder saw. */
export function locateCheck(
  { file, content, target, line }: CheckWarning,
  dockerfiles: readonly LocalDockerfile[],
): Place | undefined {
  const found = dockerfiles.find(
    (one) => one.name === file && (content === undefined ? one.target === target : one.text === content),
  )
  return found === undefined || line < 1 ? undefined : { file: found.path, line }
}

/** Where a failed instruction is in the checkout; undefined if the line has another text there, or it could be in several files. */
export function locateFailure(
  { file, line, text }: FailurePlace,
  target: string | undefined,
  dockerfiles: readonly LocalDockerfile[],
): Place | undefined {
  const found = dockerfiles.filter(
    (one) =>
      one.name === file &&
      (target === undefined || one.target === target) &&
      one.text.split(/\r?\n/)[line - 1]?.trimEnd() === text.trimEnd(),
  )
  const [path, ...others] = new Set(found.map((one) => one.path))
  return path === undefined || others.length > 0 ? undefined : { file: path, line }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const decode = (base64: string | undefined): string => Buffer.from(base64 ?? '', 'base64').toString('utf8')
