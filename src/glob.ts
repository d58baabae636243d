/**
 * A step of a pattern. `one`: a character that fits; `run`: any number of such; `folders`: nothing, or anything that ends with
 * a slash. `source` is a regular expression for one character.
 */
export interface Step {
  readonly kind: 'one' | 'run' | 'folders'
  readonly source: string
}

/** The maximum number of repetitions for a backtracking expression, whose time grows exponentially with them. */
const harmless = 2

/** Compiles a test for a whole text. Its time is bounded, because patterns may be untrusted. Throws for an invalid `source`. */
export function compileGlob(steps: readonly Step[]): (text: string) => boolean {
  const expression = new RegExp(`^${steps.map(toExpression).join('')}$`, 'su')
  const repetitions = steps.filter(({ kind }) => kind !== 'one').length
  if (repetitions <= harmless) return (text) => expression.test(text)
  const fits = steps.map(({ source }) => new RegExp(`^${source}$`, 'su'))
  return (text) => followAll(steps, fits, text)
}

function toExpression({ kind, source }: Step): string {
  if (kind === 'folders') return `(?:${source}*/)?`
  return kind === 'run' ? `${source}*` : source
}

/** Follows all matches at once, in time proportional to steps times characters. */
function followAll(steps: readonly Step[], fits: readonly RegExp[], text: string): boolean {
  let ways = open(steps, new Set([0]))
  // Folders that have begun, and must end with a slash.
  let inside = new Set<number>()
  for (const character of text) {
    const next = new Set<number>()
    const still = new Set<number>()
    for (const way of new Set([...ways, ...inside])) {
      const step = steps[way]
      if (step === undefined || !fits[way]?.test(character)) continue
      if (step.kind === 'folders') still.add(way)
      if (step.kind === 'run') next.add(way)
      else if (step.kind === 'one' || character === '/') next.add(way + 1)
    }
    ways = open(steps, next)
    inside = still
  }
  return ways.has(steps.length)
}

/** Adds the steps after those that may match nothing. */
function open(steps: readonly Step[], ways: Set<number>): Set<number> {
  // Iterating over a set includes elements that are added meanwhile.
  for (const way of ways) if (steps[way] !== undefined && steps[way].kind !== 'one') ways.add(way + 1)
  return ways
}
