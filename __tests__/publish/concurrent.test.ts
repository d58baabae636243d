/** Runs side by side, in every order that their requests can come in. */
import { checkAgainst } from '../helpers/race/check.ts'
import { explore, serialStates } from '../helpers/race/explore.ts'
import { anchored, pairs, type Scenario, withTags } from '../helpers/race/scenario.ts'

const faults: readonly NonNullable<Scenario['faults']>[] = [
  {},
  { refused: 1 },
  { cancelled: 1 },
  { crashed: 1 },
  { stale: 1 },
]

describe.each([...pairs, ...anchored])('$title', (given) => {
  const scenario = withTags(given, 2)
  it.each(faults)(
    'ends like one after another, and no run reports anything false, with faults %j',
    async (one) => {
      const serial = await serialStates(scenario)
      const { violations, states, ...x } = await explore({ ...scenario, faults: one }, checkAgainst(serial))
      console.log(scenario.title, JSON.stringify(one), states, x, JSON.stringify(violations.slice(0, 2)))
      expect(violations).toEqual([])
      expect(states).toBeGreaterThan(20)
    },
  )
})
