import { posix } from 'node:path'
import { compileGlob, type Step } from '../glob.ts'

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
export function readPattern(line: string): Pattern | undefined {
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
    return compileGlob(readSteps(pattern))
  } catch {
    return undefined
  }
}

const token = /(\*\*\/?)|(\*)|(\?)|\\(.)|(\[\^?(?:\\.|[^\\[\]*?^|{}])+\])|((?!\{\d)[^[\]\\^|])/suy

/** Throws for what has no one meaning. */
function readSteps(pattern: string): readonly Step[] {
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
      const source = group.replace(/\\(.)/gsu, (_, next: string) => literal(next))
      steps.push({ kind: 'one', source })
    } else steps.push({ kind: 'one', source: literal(escaped ?? plain ?? '') })
  }
  return steps
}

/** A letter or digit after a backslash, too: what the builder makes of `\d` is nothing that a person means. */
const literal = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`
