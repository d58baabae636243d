import { note, type Report } from './target.ts'
import { targets } from './targets.ts'

/** The number of cases after which every outcome must have occurred. */
const enough = 10_000

const { TAGBOAT_FUZZ_SECONDS = '10', TAGBOAT_FUZZ_SEED = '1', TAGBOAT_FUZZ_ONLY = '' } = process.env
const chosen = targets.filter(({ name }) => TAGBOAT_FUZZ_ONLY === '' || name === TAGBOAT_FUZZ_ONLY)
const time = (Number(TAGBOAT_FUZZ_SECONDS) * 1000) / chosen.length

test('names of targets are unique, and the requested target exists', () => {
  expect(new Set(targets.map(({ name }) => name)).size).toBe(targets.length)
  expect(chosen.map(({ name }) => name)).not.toEqual([])
})

test.each(chosen)('$name', async ({ name, outcomes, run }) => {
  note({ target: name })
  let report: Report = { runs: 0, counts: new Map() }
  try {
    report = await run({ time, seed: Number(TAGBOAT_FUZZ_SEED) })
  } finally {
    note({ target: name, runs: report.runs, outcomes: Object.fromEntries(report.counts) })
  }
  const { runs, counts } = report
  expect(runs).toBeGreaterThan(0)
  expect([...counts.keys()].filter((outcome) => !outcomes.includes(outcome))).toEqual([])
  if (runs >= enough) expect(outcomes.filter((outcome) => !counts.has(outcome))).toEqual([])
})
