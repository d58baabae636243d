import { stripVTControlCharacters } from 'node:util'

/** The end of a failed build's log. */
export interface BuildFailure {
  /** The part that explains the failure: the failing step, its last lines, the Dockerfile around it and the error. */
  readonly words: string
  /** The failing step: `[app 2/3] RUN npm ci`. */
  readonly step?: string
  /** The bake target. buildx names it if the build has several. */
  readonly target?: string
  readonly place?: FailurePlace
  /** Violated Dockerfile checks, where these failed the build. */
  readonly rules?: readonly string[]
}

/** The instruction that failed. */
export interface FailurePlace {
  /** The name of the Dockerfile without its folder. */
  readonly file: string
  readonly line: number
  /** The text of that line, as buildx shows it. */
  readonly text: string
}

/** Limits: characters of the log that are searched, lines that are kept, and characters of a step's title. */
const longestEnd = 1024 * 1024
const mostLines = 40
const longestTitle = 200

/** Reads the end of a plain log: ` > STEP:` between two lines of dashes, `Dockerfile:12` with an excerpt, and `ERROR: ...`. */
export function readFailure(stderr: string): BuildFailure {
  // buildx colours one line even without a terminal.
  const lines = stripVTControlCharacters(stderr.trimEnd().slice(-longestEnd)).split('\n')
  const words = lastWords(lines)
  const [, target] = find(words, /^ERROR: target (\S+): /) ?? []
  const [, step] = find(words, /^ > (.+?):?$/) ?? []
  const place = findPlace(words)
  const rules = find(words, /^ERROR: .*lint violation found for rules: (.+)$/)?.[1]?.split(', ')
  return {
    words: words.join('\n'),
    ...(step && { step: step.slice(0, longestTitle) }),
    ...(target && { target }),
    ...(place && { place }),
    ...(rules && { rules }),
  }
}

/** From the last block of dashes on, or the last error, or the last lines. */
function lastWords(lines: readonly string[]): readonly string[] {
  const error = lines.findLastIndex((line) => line.startsWith('ERROR: '))
  const block = lines.lastIndexOf('------')
  const opening = block > 0 ? lines.lastIndexOf('------', block - 1) : -1
  const start = opening >= 0 ? opening : error >= 0 ? firstCheck(lines, error) : lines.length - 10
  return lines.slice(Math.max(0, start, lines.length - mostLines))
}

/** Before an error without a failing step, buildx lists the warnings of the Dockerfile checks. */
function firstCheck(lines: readonly string[], error: number): number {
  if (!/lint violation found for rules: /.test(lines[error] ?? '')) return error
  let first = error
  while (/^ - \S+: /.test(lines[first - 1] ?? '')) first -= 1
  return first
}

const find = (lines: readonly string[], pattern: RegExp): RegExpExecArray | undefined =>
  lines.map((line) => pattern.exec(line)).findLast((match) => match !== null) ?? undefined

/** `Dockerfile:5`, a line of dashes, and the lines around it; `>>>` marks the instruction, whose first line is line 5. */
function findPlace(lines: readonly string[]): FailurePlace | undefined {
  const at = lines.findLastIndex(
    (line, index) => /^[^\s:][^:]*:\d+$/.test(line) && /^-{20}$/.test(lines[index + 1] ?? ''),
  )
  const [, file, line] = /^(.+):(\d{1,7})$/.exec(lines[at] ?? '') ?? []
  if (file === undefined || line === undefined) return undefined
  const marked = lines.slice(at).map((text) => /^\s*(\d+) \| >>> (.*)$/.exec(text))
  const text = marked.find((match) => match?.[1] === line)?.[2]
  return text === undefined ? undefined : { file, line: Number(line), text }
}
