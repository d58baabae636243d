/** The options and the report of the fuzzer. Pure. */

/** A wrong command line, shown without a stack trace. */
export class FuzzOptionError extends Error {}

const usage = 'npm run fuzz -- [--seconds 60] [--seed 123] [--only "name of a target"]'

/**
 * @param {readonly string[]} args
 * @param {number} random the seed where none is given
 * @returns {{seconds: number, seed: number, only: string}} `only` is empty for all targets
 * @throws {FuzzOptionError}
 */
export function readFuzzOptions(args, random) {
  const options = { seconds: 60, seed: random, only: '' }
  for (let index = 0; index < args.length; index += 2) {
    const [name = '', value] = args.slice(index, index + 2)
    if (!value) throw refuse(name)
    if (name === '--only') options.only = value
    else if (name === '--seconds') options.seconds = readNumber(name, value)
    else if (name === '--seed') options.seed = readNumber(name, value)
    else throw refuse(name)
  }
  return options
}

/** @param {string} name */
const refuse = (name) => new FuzzOptionError(`'${name}' is no option, or lacks its value. Write ${usage}`)

/** @param {string} name @param {string} value */
function readNumber(name, value) {
  const number = Number(value)
  if (/^-?\d+$/.test(value) && Number.isSafeInteger(number) && (name === '--seed' || number > 0))
    return number
  throw new FuzzOptionError(`${name} '${value}' is not a whole number. Write ${usage}`)
}

/** @typedef {{target: string, runs?: undefined} | {target: string, runs: number, outcomes: Record<string, number>}} Entry */

/**
 * @param {string} journal one JSON object a line: `{target}` when it begins, the rest when it ends
 * @returns {Entry[]}
 */
function read(journal) {
  return journal
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

/** The cases of each target, and how they ended. @param {string} journal */
export function tabulateRuns(journal) {
  const done = read(journal).filter((entry) => entry.runs !== undefined)
  const width = Math.max(0, ...done.map(({ target }) => target.length))
  const lines = done.map(({ target, runs, outcomes }) => {
    if (runs === 0) return `  ${target.padEnd(width)}  failed`
    const parts = Object.entries(outcomes).map(([name, count]) => `${name} ${count}`)
    return `  ${target.padEnd(width)}  ${String(runs).padStart(8)} cases: ${parts.join(', ')}`
  })
  const total = done.reduce((sum, { runs }) => sum + runs, 0)
  return [...lines, `${total} cases of ${done.length} targets`].join('\n')
}

/** The target that began and did not end. @param {string} journal @returns {string | undefined} */
export function unfinishedTarget(journal) {
  const entries = read(journal)
  const ended = new Set(entries.filter(({ runs }) => runs !== undefined).map(({ target }) => target))
  return entries.find(({ target }) => !ended.has(target))?.target
}
