import { appendFileSync } from 'node:fs'
import { createContext, Script } from 'node:vm'
import fc from 'fast-check'
import { handlebars, pep440, yaml } from '../../src/libraries.ts'

/** The outcome of a case, for the report: `valid`, `refused`, ... */
export type Outcome = string

/** One row of the table of fuzz targets. */
export interface FuzzTarget {
  readonly name: string
  /** The outcomes of cases. Each must occur in a long run: a property that refuses every case checks nothing. */
  readonly outcomes: readonly Outcome[]
  /** Runs cases until the time is up; throws with the counterexample, its seed and its path. */
  run(budget: Budget): Promise<Report>
}

export interface Budget {
  /** In milliseconds. */
  readonly time: number
  readonly seed: number
}

export interface Report {
  readonly runs: number
  readonly counts: ReadonlyMap<Outcome, number>
}

/** Wall-clock limit of a case in ms, enforced by V8 even in a regular expression. */
const hang = 30_000
/** CPU limit of a case in ms; inputs are small. */
const slow = 5_000

/**
 * A target whose property holds for every value of `arbitrary`. `check` throws if it fails, and returns the outcome of
 * the case.
 */
export function fuzz<T>(
  name: string,
  outcomes: readonly Outcome[],
  arbitrary: fc.Arbitrary<T>,
  check: (value: T) => Outcome | Promise<Outcome>,
): FuzzTarget {
  return { name, outcomes, run: (budget) => runTarget(arbitrary, check, budget) }
}

async function runTarget<T>(
  arbitrary: fc.Arbitrary<T>,
  check: (value: T) => Outcome | Promise<Outcome>,
  { time, seed }: Budget,
): Promise<Report> {
  const counts = new Map<Outcome, number>()
  const property = fc.asyncProperty(arbitrary, async (value) => {
    const outcome = await bounded(() => check(value))
    checkPrototypes()
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  })
  const details = await fc.check(property, {
    seed,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: time,
    markInterruptAsFailure: false,
  })
  if (details.failed)
    throw new Error(await fc.asyncDefaultReportMessage(details), { cause: details.errorInstance })
  return { runs: details.numRuns, counts }
}

const box = createContext({ work: (): unknown => undefined })
const script = new Script('work()')

/** Enforces the time limits of a case. */
async function bounded<T>(work: () => T | Promise<T>): Promise<T> {
  const before = process.cpuUsage()
  box.work = work
  const result: T = await script.runInContext(box, { timeout: hang })
  const { user, system } = process.cpuUsage(before)
  const spent = (user + system) / 1000
  if (spent > slow) throw new Error(`The case took ${Math.round(spent)} ms of CPU.`)
  return result
}

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype]
// These are loaded on first use, and one of them extends a prototype.
for (const load of [handlebars, pep440, yaml]) load()
const clean = prototypes.map((one) => Reflect.ownKeys(one).length)

function checkPrototypes(): void {
  const changed = prototypes.findIndex((one, index) => Reflect.ownKeys(one).length !== clean[index])
  if (changed >= 0) throw new Error('The properties of a built-in prototype have changed.')
}

/** Appends a line to the journal that scripts/fuzz.mjs reads. */
export function note(entry: unknown): void {
  const journal = process.env.TAGBOAT_FUZZ_JOURNAL
  if (journal) appendFileSync(journal, `${JSON.stringify(entry)}\n`)
}
