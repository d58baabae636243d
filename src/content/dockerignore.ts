import { posix } from 'node:path'
import { compileGlob, type Step } from '../glob.ts'

/** What a `.dockerignore` leaves out of a context. */
export interface Dockerignore {
  /**
   * Whether a path of the context is left out; paths have no leading slash and `/` between names. `parent` is what the
   * same call gave for the folder that it is in: a pattern that matches a folder matches all below it.
   */
  readonly match: (path: string, parent: IgnoreMatch | undefined) => IgnoreMatch
  /** Whether something below a folder that is left out could be in again. */
  readonly mayReinclude: (folder: string) => boolean
}

export interface IgnoreMatch {
  readonly isIgnored: boolean
  /** Per pattern: whether it matched the path or a folder above. */
  readonly matched: readonly boolean[]
}

/** Reads a `.dockerignore` (Docker docs, "Build context"); undefined where one of its lines cannot be understood. */
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

/** The last pattern that matches decides. */
function match(patterns: readonly Pattern[], path: string, parent: IgnoreMatch | undefined): IgnoreMatch {
  let isIgnored = false
  const matched = patterns.map((pattern, index) => {
    const above = parent?.matched[index] === true
    // A pattern that could change nothing is not tried, and so does not hold for what is below either.
    if (!above && (pattern.isException !== isIgnored || !pattern.matches(path))) return false
    isIgnored = !pattern.isException
    return true
  })
  return { isIgnored, matched }
}

/** An exception with a wildcard could match anywhere; one without, below the folder that it names. */
function mayMatchBelow(pattern: string, folder: string): boolean {
  const start = pattern.replace(/\/\*\*?$/, '')
  return /[*?[\]\\^]/.test(start) || `${start}/`.startsWith(folder)
}

/** One line of a `.dockerignore`. */
export interface Pattern {
  /** A line that begins with `!`: what it matches is not ignored. */
  readonly isException: boolean
  /** The pattern as it is matched: `docs/*.md`. */
  readonly text: string
  readonly matches: (path: string) => boolean
}

/**
 * Reads one line that is neither blank nor a comment. Undefined where the builder would refuse it, or where it has
 * characters whose meaning depends on the builder's regular expressions (moby/patternmatcher builds one).
 */
export function parsePattern(line: string): Pattern | undefined {
  const isException = line.startsWith('!')
  const text = clean(isException ? line.slice(1).trim() : line)
  const matches = text === '' ? undefined : compile(text)
  return matches && { isException, text, matches }
}

/** As Go's path.Clean; a leading slash means the context's root, which every pattern starts from. */
function clean(pattern: string): string {
  if (pattern === '') return ''
  const normal = posix.normalize(pattern).replace(/(?<=.)\/$/, '')
  return normal.replace(/^\/(?=.)/, '')
}

/**
 * Docker's documented rules: `*` and `?` stop at a slash, `[...]` is a class, a backslash takes the next character as it
 * is, `**` is any number of folders. Three forms are compared as text, as the builder does it: no wildcard at all, and
 * one `**` at the beginning or at the end.
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

/** Throws for what has no one meaning. */
function parseSteps(pattern: string): readonly Step[] {
  const steps: Step[] = []
  token.lastIndex = 0
  while (token.lastIndex < pattern.length) {
    const found = token.exec(pattern)
    if (!found) throw new SyntaxError(`no meaning: ${pattern}`)
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

/** A letter or digit after a backslash, too: what the builder makes of `\d` is nothing that a person means. */
const codePoint = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`
