/** The matrix of docs/registries.md: every vendor's imitation through every deed. */
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { deeds, profiles } from '../../scripts/lib/registry-profiles.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { newFolder } from './setup/environment.ts'
import { login } from './setup/project.ts'
import { openStage, play } from './setup/registry-deeds.ts'

/** As many profiles side by side as keep two processors busy: most of a step is waiting. */
const atOnce = 4
const ends = new Map<string, string>()

beforeAll(async () => {
  const registry = await startRegistry({
    dir: newFolder('registry'),
    users: { [login.username]: login.password },
  })
  const waiting = [...profiles]
  const work = async () => {
    for (let profile = waiting.shift(); profile !== undefined; profile = waiting.shift()) {
      const stage = await openStage(profile, registry.host)
      for (const deed of Object.keys(deeds)) {
        const end = play[deed]?.(stage) ?? Promise.resolve('not played')
        ends.set(`${profile.name} ${deed}`, await end.catch((error: unknown) => String(error)))
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}, 600_000)
afterAll(teardown)

describe.each(profiles)('$title', (profile) => {
  it.each(Object.entries(deeds).map(([deed, title]) => ({ deed, title })))('$title', ({ deed }) => {
    expect(ends.get(`${profile.name} ${deed}`)).toBe(profile.ends?.[deed] ?? 'works')
  })
})
