import vm from 'node:vm'
import { badRegex, slowRegex, type Where } from '../errors/tags.ts'
import { TagboatError } from '../model/tagboat-error.ts'

/** A regular expression that a person wrote. */
export interface Pattern {
  readonly source: string
  /** How many groups it has. */
  readonly groups: number
  /** With the flag `g`: `match` gives every match then, and no groups. */
  readonly isGlobal: boolean
  /**
   * What `String.prototype.match` gives; `undefined` for no match, and for a group that took no part.
   * Throws a TagboatError where it would take more than a second.
   */
  match(text: string): readonly (string | undefined)[] | undefined
}

/** Milliseconds. No honest pattern needs one of them for a ref. */
const limit = 1000
const timedOut = 'ERR_SCRIPT_EXECUTION_TIMEOUT'

/** Compiles a regular expression of JavaScript; throws a TagboatError where it is none. */
export function compilePattern(source: string, flags: string, where: Where): Pattern {
  const regex = compile(source, flags, where)
  const groups = (new RegExp(`${source}|`, flags.replace(/[gy]/g, '')).exec('')?.length ?? 1) - 1
  const match = (text: string): RegExpMatchArray | null => {
    regex.lastIndex = 0 // the flag y would begin where it ended before
    return isHarmless(source, text) ? text.match(regex) : matchBounded(regex, text, where)
  }
  return { source, groups, isGlobal: regex.global, match: (text) => match(text) ?? undefined }
}

function compile(source: string, flags: string, where: Where): RegExp {
  try {
    return new RegExp(source, flags)
  } catch (error) {
    const why =
      error instanceof Error ? error.message.replace(/^.*: /, '').toLowerCase() : 'it cannot be read'
    throw new TagboatError(badRegex(where, source, why))
  }
}

/**
 * Repetitions of which none is of a group take at most this many steps. Most patterns are such; for them the watchdog,
 * a thread per match, would be a waste when thousands of git tags are looked at.
 */
function isHarmless(source: string, text: string): boolean {
  const repetitions = source.match(/[*+]|\{\d+,/g) ?? []
  return !/\)[*+?{]/.test(source) && text.length ** (repetitions.length + 1) <= 2e7
}

/** Backtracking cannot be told from waiting, but it can be stopped: V8 ends a script, a match included, in time. */
function matchBounded(regex: RegExp, text: string, where: Where): RegExpMatchArray | null {
  const [subject, source, flags] = [text, regex.source, regex.flags].map((part) => JSON.stringify(part))
  const script = new vm.Script(`${subject}.match(new RegExp(${source}, ${flags}))`)
  try {
    const match: RegExpMatchArray | null = script.runInThisContext({ timeout: limit })
    return match
  } catch (error) {
    if (!isTimeout(error)) throw error
    throw new TagboatError(slowRegex(where, regex.source, text))
  }
}

function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === timedOut
}
