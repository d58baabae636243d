/**
 * The matrix of docs/registries.md: every operation with an imitation of each vendor's registry. Each quirk runs once with each operation
 * that it affects; TAGBOAT_MATRIX=all, which `npm run test:soak` sets, runs every operation with every vendor.
 */
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { affects, chooseOperations, operations, profiles } from '../../scripts/lib/registry-profiles.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { newFolder } from './setup/environment.ts'
import { login } from './setup/project.ts'
import { openStage, perform } from './setup/registry-operations.ts'

const isWhole = process.env.TAGBOAT_MATRIX === 'all'
const chosen = chooseOperations(isWhole)
/** Profiles that run at the same time. Four keep two processors busy, since a step mostly waits. */
const atOnce = 4
const results = new Map<string, string>()

beforeAll(
  async () => {
    const registry = await startRegistry({
      dir: newFolder('registry'),
      users: { [login.username]: login.password },
    })
    const steps = ({ name }: { name: string }) => chosen.get(name)?.length ?? 0
    const waiting = [...profiles].sort((a, b) => steps(b) - steps(a))
    const work = async () => {
      for (let profile = waiting.shift(); profile !== undefined; profile = waiting.shift()) {
        const stage = await openStage(profile, registry.host)
        for (const operation of chosen.get(profile.name) ?? []) {
          stage.proxy.changed.clear()
          const result = perform[operation]?.(stage) ?? Promise.resolve('not implemented')
          results.set(`${profile.name} ${operation}`, await result.catch((error: unknown) => String(error)))
          const missed = [...stage.proxy.changed].filter((quirk) => !affects(quirk, operation))
          if (missed.length > 0)
            results.set(
              `${profile.name} ${operation}`,
              `affected by ${missed.join()}, which does not list it`,
            )
        }
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
  },
  isWhole ? 1_200_000 : 600_000,
)
afterAll(teardown)

describe.each(profiles)('$title', (profile) => {
  const rows = (chosen.get(profile.name) ?? []).map((operation) => ({
    operation,
    title: operations[operation],
  }))
  it.each(rows)('$title', ({ operation }) => {
    expect(results.get(`${profile.name} ${operation}`)).toBe(profile.results?.[operation] ?? 'works')
  })
})
