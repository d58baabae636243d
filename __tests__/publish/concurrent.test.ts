/**
 * Concurrent runs, with their requests in every possible order: docs/decisions/concurrent-runs.md. With TAGBOAT_MODEL=all each run has
 * three tags and each scenario every fault. A case with more states than `mostStates` is also walked through at random.
 */
import fc from 'fast-check'
import { checkAgainst } from '../helpers/race/check.ts'
import { type Check, explore, serialStates, walk } from '../helpers/race/explore.ts'
import { anchored, pairs, type Scenario, triples, withTags } from '../helpers/race/scenario.ts'

type Faults = NonNullable<Scenario['faults']>
const isAll = process.env.TAGBOAT_MODEL === 'all'
/** About a minute each. Only cases of TAGBOAT_MODEL=all have more. */
const mostStates = 600_000
const limit = isAll ? 3_600_000 : 60_000
const faults: readonly Faults[] = [{}, { refused: 1 }, { crashed: 1 }, { stale: 1 }, { cancelled: 1 }]
const scenarios = [...pairs, ...anchored].map((scenario) => (isAll ? scenario : withTags(scenario, 2)))
/** Without TAGBOAT_MODEL some scenarios have every fault but cancelling, which has the most states. */
const isQuick = ({ title }: Scenario, one: Faults) =>
  Object.keys(one).length === 0 ||
  (one.cancelled === undefined &&
    /^(1.2.3 next to 1.3.0|the same release twice|an older and a newer commit of a branch)$/.test(title))

const cases = scenarios.flatMap((scenario) =>
  faults.filter((one) => isAll || isQuick(scenario, one)).map((one) => ({ ...scenario, faults: one })),
)

test.each(cases)(
  '$title, with faults $faults: ends like a serial schedule, and every report is true',
  async (scenario) => {
    const check = checkAgainst(await serialStates(scenario))
    const { violations, states, ends, isCut } = await explore(scenario, check, { states: mostStates })
    expect(violations).toEqual([])
    expect([states > 20, ends > 1]).toEqual([true, true])
    if (!isCut) return
    expect(isAll).toBe(true)
    await walkAtRandom(scenario, check, [scenario.faults], 2_000)
  },
  limit,
)

test.each(triples)(
  '$title: three runs with six tags end like a serial schedule in any order',
  async (scenario) => {
    const check = checkAgainst(await serialStates(scenario))
    await walkAtRandom(scenario, check, faults, isAll ? 2_000 : 15)
  },
  limit,
)

/** Checks how random schedules end, each with one of the faults. */
async function walkAtRandom(
  scenario: Scenario,
  check: Check,
  faultsOf: readonly Faults[],
  numRuns: number,
): Promise<void> {
  const schedules = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
  const property = fc.asyncProperty(schedules, fc.constantFrom(...faultsOf), async (numbers, one) => {
    const ending = await walk({ ...scenario, faults: one }, () => numbers.next().value)
    const { wrong, isExcused } = check(ending)
    if (!isExcused)
      expect({ wrong, schedule: ending.schedule }).toEqual({ wrong: [], schedule: ending.schedule })
  })
  await fc.assert(property, { numRuns, endOnFailure: true })
}
