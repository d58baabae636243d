import { posix } from 'node:path'
import { compileGlob, type Step } from '../glob.ts'

/** The rules of a `.dockerignore`. */
export interface Dockerignore {
  /**
   * Whether a path of the context is ignored. Paths have no leading slash and `/` between names. `parent` is the result for the folder
   * that contains the path, since a pattern that matches a folder matches everything below it.
   */
  readonly match: (path: string, parent: IgnoreMatch | undefined) => IgnoreMatch
  /** Whether an exception may match something below an ignored folder. */
  readonly mayReinclude: (folder: string) => boolean
}

export interface IgnoreMatch {
  readonly isIgnored: boolean
  /** For each pattern, whether it matched the path or a folder above it. */
  readonly matched: readonly boolean[]
}

/** Parses a `.dockerignore` (Docker docs, "Build context"); undefined if a line cannot be understood. */
export function parseDockerignore(text: string): Dockerignore | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const kept = lines.filter((line) => !line.startsWith('#')).map((line) => line.trim())
  const patterns: Pattern[] = []
  for (const line of kept.filter((line) => line !== '')) {
    const pattern = parsePattern(line)
    if (!pattern) return undefined
    patterns.push(pattern)
  }
  const exceptions = patterns.filter(({ isException }) => isException)
  return {
    match: (path, parent) => match(patterns, path, parent),
    mayReinclude: (folder) => exceptions.some(({ text }) => mayMatchBelow(text, `${folder}/`)),
  }
}

/** The last matching pattern decides. */
function match(patterns: readonly Pattern[], path: string, parent: IgnoreMatch | undefined): IgnoreMatch {
  let isIgnored = false
  const matched = patterns.map((pattern, index) => {
    const above = parent?.matched[index] === true
    // BuildKit skips a pattern that could change nothing. It then does not count as a match for the paths below, either.
    if (!above && (pattern.isException !== isIgnored || !pattern.matches(path))) return false
    isIgnored = !pattern.isException
    return true
  })
  return { isIgnored, matched }
}

/** An exception with a wildcard could match anywhere, and any other only below the folder that it names. */
function mayMatchBelow(pattern: string, folder: string): boolean {
  const start = pattern.replace(/\/\*\*?$/, '')
  return /[*?[\]\\^]/.test(start) || `${start}/`.startsWith(folder)
}

/** One line of a `.dockerignore`. */
interface Pattern {
  /** The line begins with `!`: matching paths are not ignored. */
  readonly isException: boolean
  /** The cleaned pattern: `docs/*.md`. */
  readonly text: string
  readonly matches: (path: string) => boolean
}

/**
 * Parses one line that is neither blank nor a comment. Undefined if the builder would refuse it, or if its meaning depends on the
 * syntax of Go's regular expressions, into which moby/patternmatcher translates it.
 */
function parsePattern(line: string): Pattern | undefined {
  const isException = line.startsWith('!')
  const text = clean(isException ? line.slice(1).trim() : line)
  const matches = text === '' ? undefined : compile(text)
  return matches && { isException, text, matches }
}

/** Go's path.Clean. A leading slash is removed, since every pattern starts at the context's root. */
function clean(pattern: string): string {
  if (pattern === '') return ''
  const normal = posix.normalize(pattern).replace(/(?<=.)\/$/, '')
  return normal.replace(/^\/(?=.)/, '')
}

/**
 * Docker's documented rules: `*` and `?` stop at a slash, `[...]` is a character class, a backslash escapes the next character, and
 * `**` is any number of folders. As in the builder, three forms are compared as text: no wildcard at all, and a single `**` at the
 * beginning or at the end.
 */
function compile(pattern: string): ((path: string) => boolean) | undefined {
  const isPlain = (text: string) => !/[*?[\]\\]/.test(text)
  if (isPlain(pattern)) return (path) => path === pattern
  if (pattern.startsWith('**') && isPlain(pattern.slice(2))) {
    const end = pattern.slice(2)
    return (path) => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1))
  }
  if (pattern.endsWith('**') && isPlain(pattern.slice(0, -2))) {
    const start = pattern.slice(0, -2)
    return (path) => path.startsWith(start)
  }
  try {
    return compileGlob(parseSteps(pattern))
  } catch {
    return undefined
  }
}

/** Throws a SyntaxError for a pattern that is ambiguous. */
function parseSteps(pattern: string): readonly Step[] {
  const steps: Step[] = []
  token.lastIndex = 0
  while (token.lastIndex < pattern.length) {
    const found = token.exec(pattern)
    if (!found) throw new SyntaxError(`ambiguous pattern: ${pattern}`)
    const [, folders, star, one, escaped, group, plain] = found
    const isEnd = token.lastIndex === pattern.length
    if (folders) steps.push({ kind: isEnd ? 'run' : 'folders', source: '.' })
    else if (star) steps.push({ kind: 'run', source: '[^/]' })
    else if (one) steps.push({ kind: 'one', source: '[^/]' })
    else if (group) {
      const source = group.replace(/\\(.)/gsu, (_, next: string) => codePoint(next))
      steps.push({ kind: 'one', source })
    } else steps.push({ kind: 'one', source: codePoint(escaped ?? plain ?? '') })
  }
  return steps
}

const token = /(\*\*\/?)|(\*)|(\?)|\\(.)|(\[\^?(?:\\.|[^\\[\]*?^|{}])+\])|((?!\{\d)[^[\]\\^|])/suy

/** Escapes every character, letters and digits too: `\d` in a pattern means the letter d. */
const codePoint = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`
