/**
 * The matrix of docs/registries.md: each vendor's imitation and each deed. Each quirk meets each deed that it touches once;
 * TAGBOAT_MATRIX=all, which `npm run test:soak` sets, runs every deed with every vendor.
 */
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { chooseDeeds, deeds, profiles, touches } from '../../scripts/lib/registry-profiles.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { newFolder } from './setup/environment.ts'
import { login } from './setup/project.ts'
import { openStage, play } from './setup/registry-deeds.ts'

const isWhole = process.env.TAGBOAT_MATRIX === 'all'
const chosen = chooseDeeds(isWhole)
/** As many profiles side by side as keep two processors busy: most of a step is waiting. */
const atOnce = 4
const ends = new Map<string, string>()

beforeAll(
  async () => {
    const registry = await startRegistry({
      dir: newFolder('registry'),
      users: { [login.username]: login.password },
    })
    const waiting = [...profiles]
    const work = async () => {
      for (let profile = waiting.shift(); profile !== undefined; profile = waiting.shift()) {
        const stage = await openStage(profile, registry.host)
        for (const deed of chosen.get(profile.name) ?? []) {
          stage.proxy.changed.clear()
          const end = play[deed]?.(stage) ?? Promise.resolve('not played')
          ends.set(`${profile.name} ${deed}`, await end.catch((error: unknown) => String(error)))
          const missed = [...stage.proxy.changed].filter((quirk) => !touches(quirk, deed))
          if (missed.length > 0)
            ends.set(`${profile.name} ${deed}`, `touched by ${missed.join()}, which is not listed`)
        }
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
  },
  isWhole ? 1_200_000 : 600_000,
)
afterAll(teardown)

describe.each(profiles)('$title', (profile) => {
  const rows = (chosen.get(profile.name) ?? []).map((deed) => ({ deed, title: deeds[deed] }))
  it.each(rows)('$title', ({ deed }) => {
    expect(ends.get(`${profile.name} ${deed}`)).toBe(profile.ends?.[deed] ?? 'works')
  })
})
