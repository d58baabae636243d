import { type Pattern, readPattern } from './pattern.ts'

/** What a `.dockerignore` leaves out of a context. */
export interface Ignore {
  /**
   * Whether a path of the context is left out; paths have no leading slash and `/` between names. `parent` is what the
   * same call gave for the folder that it is in: a pattern that matches a folder matches all below it.
   */
  readonly look: (path: string, parent: Look | undefined) => Look
  /** Whether something below a folder that is left out could be in again. */
  readonly mayHold: (folder: string) => boolean
}

export interface Look {
  readonly isIgnored: boolean
  /** Per pattern: whether it matched the path or a folder above. */
  readonly matched: readonly boolean[]
}

/** Reads a `.dockerignore` (Docker docs, "Build context"); undefined where one of its lines cannot be understood. */
export function readIgnore(text: string): Ignore | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const kept = lines.filter((line) => !line.startsWith('#')).map((line) => line.trim())
  const patterns: Pattern[] = []
  for (const line of kept.filter((line) => line !== '')) {
    const pattern = readPattern(line)
    if (!pattern) return undefined
    patterns.push(pattern)
  }
  const exceptions = patterns.filter(({ isException }) => isException)
  return {
    look: (path, parent) => look(patterns, path, parent),
    mayHold: (folder) => exceptions.some(({ text }) => mayMatchBelow(text, `${folder}/`)),
  }
}

/** The last pattern that matches decides. */
function look(patterns: readonly Pattern[], path: string, parent: Look | undefined): Look {
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
