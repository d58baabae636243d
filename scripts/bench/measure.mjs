/**
 * Runs scenarios, and computes one number from several runs.
 * @import { Scenario } from './publish.mjs'
 * @import { Sample } from './sides.mjs'
 */

/**
 * @typedef {{name: string, ms: number[], median: Sample}} SideResult
 *   `ms` of every run, in order; `median` is the measured run with the median time
 * @typedef {{name: string, about: Record<string, string | number>, sides: SideResult[]}} ScenarioResult
 */

/**
 * Runs every side `runs` times, in turns, with the order reversed every second time, so that changes on the machine
 * and side effects of one side on the next affect all sides equally.
 * @param {Scenario} scenario
 * @param {number} runs
 * @returns {Promise<ScenarioResult>}
 */
export async function measure({ name, about, prepare, sides }, runs) {
  await prepare?.()
  const measured = sides.map((side) => ({ side, taken: /** @type {Sample[]} */ ([]) }))
  for (let turn = 1; turn <= runs; turn++) {
    for (const { side, taken } of turn % 2 === 1 ? measured : measured.toReversed()) {
      taken.push(await side.run(turn))
    }
  }
  const results = measured.map(({ side, taken }) => ({
    name: side.name,
    ms: taken.map(({ ms }) => ms),
    median: medianOf(taken),
  }))
  return { name, about, sides: results }
}

/**
 * The sample with the median time; of an even number, the slower of the two in the middle.
 * @template {{ms: number}} T
 * @param {T[]} samples at least one
 * @returns {T}
 */
export function medianOf(samples) {
  const median = samples.toSorted((a, b) => a.ms - b.ms)[Math.floor(samples.length / 2)]
  if (median === undefined) throw new Error('Nothing was measured')
  return median
}

/**
 * One side of a result. A scenario without it cannot be judged.
 * @param {ScenarioResult} result
 * @param {number} at
 * @returns {SideResult}
 */
export function sideOf({ name, sides }, at) {
  const side = sides[at]
  if (side === undefined) throw new Error(`"${name}" has no side ${at + 1}`)
  return side
}
