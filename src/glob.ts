/**
 * A step of a pattern. `one`: a character that fits; `run`: any number of such; `folders`: nothing, or anything that ends with
 * a slash. `source` is a regular expression for one character.
 */
export interface Step {
  readonly kind: 'one' | 'run' | 'folders'
  readonly source: string
}

/** More repetitions than that are not left to a backtracking expression, whose time grows with a power of their number. */
const harmless = 2

/** Whether a whole text fits. Patterns may be a stranger's: the time is bounded whatever they are. Throws for a wrong `source`. */
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

/** Goes all ways at once: steps times characters. */
function followAll(steps: readonly Step[], fits: readonly RegExp[], text: string): boolean {
  let ways = open(steps, new Set([0]))
  // Folders that have begun must end with a slash.
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

/** A step that may be nothing lets the next one begin too. */
function open(steps: readonly Step[], ways: Set<number>): Set<number> {
  // A set tells what is added while it is gone through.
  for (const way of ways) if (steps[way] !== undefined && steps[way].kind !== 'one') ways.add(way + 1)
  return ways
}
