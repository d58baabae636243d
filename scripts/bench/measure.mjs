/** Runs scenarios, and makes one number out of several runs. */

/**
 * @typedef {{name: string, ms: number[], median: import('./sides.mjs').Sample}} SideResult
 *   `ms` of every run, in their order; `median` is one that was measured: the run whose time is the middle one
 * @typedef {{name: string, about: Record<string, string | number>, sides: SideResult[]}} ScenarioResult
 */

/**
 * Runs every side `runs` times, in turns, and the other way round every second time: so what changes on the machine
 * meanwhile, and what one side leaves for the next, hits all of them alike.
 * @param {import('./publish.mjs').Scenario} scenario
 * @param {number} runs
 * @returns {Promise<ScenarioResult>}
 */
export async function measure({ name, about, prepare, sides }, runs) {
  await prepare?.()
  const samples = new Map(sides.map((side) => [side, []]))
  for (let turn = 1; turn <= runs; turn++) {
    for (const side of turn % 2 === 1 ? sides : sides.toReversed()) {
      samples.get(side).push(await side.run(turn))
    }
  }
  const results = sides.map((side) => {
    const taken = samples.get(side)
    return { name: side.name, ms: taken.map(({ ms }) => ms), median: medianOf(taken) }
  })
  return { name, about, sides: results }
}

/**
 * The sample whose time is the middle one; of an even number the slower of the two in the middle.
 * @template {{ms: number}} T
 * @param {T[]} samples at least one
 * @returns {T}
 */
export function medianOf(samples) {
  return samples.toSorted((a, b) => a.ms - b.ms)[Math.floor(samples.length / 2)]
}
