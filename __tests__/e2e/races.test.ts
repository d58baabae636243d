/**
 * Concurrent real runs, without `concurrency:`. TAGBOAT_RACES is the number of rounds of each race: by default five, and
 * 50 with `npm run test:soak`.
 */
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { sleep } from '../../scripts/lib/run.mjs'
import { base } from './setup/environment.ts'
import { git, login, type Step, step, useRegistry } from './setup/project.ts'
import { actionsOf, makeRemote, short } from './setup/races.ts'

const rounds = Number(process.env.TAGBOAT_RACES ?? 5)
const perRound = 60_000
describe('concurrent runs', () => {
  const registry = useRegistry()
  const { inputsFor } = registry
  const holds = (image: string, tag: string) => headDigest(registry.host, image, tag, login)

  /** The problems after a round: tags with a wrong digest, and failed runs. */
  async function judge(
    image: string,
    wanted: Readonly<Record<string, string | undefined>>,
    runs: readonly Step[],
  ) {
    const wrong: string[] = []
    for (const [tag, digest] of Object.entries(wanted)) {
      const there = await holds(image, tag)
      if (there !== digest) wrong.push(`${tag} holds ${there}, not ${digest}`)
    }
    for (const { main } of runs)
      if (main.code !== 0)
        wrong.push(`a run failed: ${main.annotations.map(({ message }) => message).join()}`)
    return wrong
  }

  const stagger = (most: number) => sleep(Math.random() * most)

  async function race(play: (round: number) => Promise<readonly string[]>): Promise<readonly string[]> {
    const wrong: string[] = []
    for (let round = 1; round <= rounds; round += 1) {
      const found = await play(round)
      if (found.length > 0) wrong.push(`round ${round}: ${found.join('; ')}`)
    }
    const count = `${wrong.length} of ${rounds} rounds wrong`
    console.info([`${expect.getState().currentTestName}: ${count}`, ...wrong].join('\n'))
    return wrong
  }

  it(
    'of the same release leave all tags on one image, and both report it',
    async () => {
      const { clone, env } = makeRemote()
      const folders = [clone(), clone()]
      const play = async (round: number) => {
        const runs = await Promise.all(
          folders.map(async (workspace) => {
            await stagger(300)
            return step({
              workspace,
              env,
              ref: `refs/tags/v${round}.2.3`,
              inputs: inputsFor('race/twice', short),
            })
          }),
        )
        const release = await holds('race/twice', `${round}.2.3`)
        const wanted = { [`${round}.2`]: release, [round]: release, latest: release }
        const others = runs.filter(({ main }) => main.outputs.digest !== release)
        return [
          ...(await judge('race/twice', wanted, runs)),
          ...others.map(
            (one) =>
              `a run reports ${one.main.outputs.digest}, not ${release}: ${JSON.stringify(actionsOf(one))}`,
          ),
        ]
      }
      expect(await race(play)).toEqual([])
    },
    rounds * perRound,
  )

  it(
    'of 1.2.3 and 1.3.0 leave latest and 1 on 1.3.0',
    async () => {
      const { clone, env } = makeRemote()
      const folders = [clone(), clone()]
      const play = async (round: number) => {
        const runs = await Promise.all(
          ['2.3', '3.0'].map(async (version, index) => {
            await stagger(300)
            const workspace = folders[index] ?? ''
            return step({
              workspace,
              env,
              ref: `refs/tags/v${round}.${version}`,
              inputs: inputsFor('race/lines', short),
            })
          }),
        )
        const [lower, higher] = [
          await holds('race/lines', `${round}.2.3`),
          await holds('race/lines', `${round}.3.0`),
        ]
        return judge(
          'race/lines',
          { [`${round}.2`]: lower, [`${round}.3`]: higher, [round]: higher, latest: higher },
          runs,
        )
      }
      expect(await race(play)).toEqual([])
    },
    rounds * perRound,
  )

  it.each([
    { what: 'an older and a newer commit of a branch', image: 'race/branch', older: '', wait: 300 },
    {
      what: 'an older run whose anchor push overlaps a newer run',
      image: 'race/anchor',
      older: 'RUN sleep 1\n',
      wait: 1_500,
    },
  ])(
    'of $what leave main and latest on the newer commit',
    async ({ image, older, wait }) => {
      const { clone, write, push, env } = makeRemote()
      const folders = [clone(), clone()]
      const play = async (round: number) => {
        const commits = [
          write(`FROM ${base}\nLABEL round=${round}\n${older}`),
          write(`FROM ${base}\nLABEL round=${round} newer=yes\n`),
        ]
        push()
        const runs = await Promise.all(
          folders.map(async (workspace, index) => {
            git(workspace, 'fetch', '--quiet', 'origin')
            git(workspace, 'checkout', '--quiet', '--detach', commits[index] ?? '')
            if (index === 1 || older === '') await stagger(wait)
            return step({ workspace, env, inputs: inputsFor(image) })
          }),
        )
        const newer = runs[1]?.main.outputs.digest
        return judge(image, { main: newer, latest: newer }, runs)
      }
      expect(await race(play)).toEqual([])
    },
    rounds * perRound,
  )
})
