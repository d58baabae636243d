import vm from 'node:vm'
import { badRegex, type RulePosition, slowRegex } from '../errors/tags.ts'
import { TagboatError } from '../model/tagboat-error.ts'

/** A regular expression from an input. */
export interface Pattern {
  readonly source: string
  /** The number of its groups. */
  readonly groups: number
  /** It has the flag `g`: `match` returns every match, without groups. */
  readonly isGlobal: boolean
  /**
   * As `String.prototype.match`, with undefined for no match and for a group that did not take part. Throws a TagboatError
   * if matching takes longer than a second.
   */
  match(text: string): readonly (string | undefined)[] | undefined
}

/** In milliseconds. An ordinary pattern matches a ref in less than one of them. */
const limit = 1000
const timedOut = 'ERR_SCRIPT_EXECUTION_TIMEOUT'

/** Compiles a regular expression of JavaScript; throws a TagboatError if it is invalid. */
export function compilePattern(source: string, flags: string, where: RulePosition): Pattern {
  const regex = compile(source, flags, where)
  const groups = (new RegExp(`${source}|`, flags.replace(/[gy]/g, '')).exec('')?.length ?? 1) - 1
  const match = (text: string): RegExpMatchArray | null => {
    regex.lastIndex = 0 // the flag y would begin where it ended before
    return isHarmless(source, text) ? text.match(regex) : matchBounded(regex, text, where)
  }
  return { source, groups, isGlobal: regex.global, match: (text) => match(text) ?? undefined }
}

function compile(source: string, flags: string, where: RulePosition): RegExp {
  try {
    return new RegExp(source, flags)
  } catch (error) {
    const why =
      error instanceof Error ? error.message.replace(/^.*: /, '').toLowerCase() : 'it cannot be read'
    throw new TagboatError(badRegex(where, source, why))
  }
}

/**
 * Whether the number of backtracking steps is bounded: no group is repeated, and the text is short. That is true of most
 * patterns. It spares them the watchdog, a thread for each match, when thousands of git tags are matched.
 */
function isHarmless(source: string, text: string): boolean {
  const repetitions = source.match(/[*+]|\{\d+,/g) ?? []
  return !/\)[*+?{]/.test(source) && text.length ** (repetitions.length + 1) <= 2e7
}

/** Matches in a script with a time-out, because V8 can end a script in the middle of a match. */
function matchBounded(regex: RegExp, text: string, where: RulePosition): RegExpMatchArray | null {
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
