/** The requests of an undisturbed run. Those of one line run in parallel, so each line is one round trip. */
import { onBranch, type RunSpec, release, type Scenario } from '../helpers/race/scenario.ts'
import { startSolo } from '../helpers/race/solo.ts'
import { after, firstWorld, type World } from '../helpers/race/world.ts'

const line = ['c0', 'c1']
const all = { main: { commit: 'c0' }, latest: { commit: 'c0', version: '1.0.0' } }

/** Answers all open requests of the run together, until it is done. */
async function findRounds(run: RunSpec): Promise<readonly string[]> {
  const scenario: Scenario = { title: '', runs: [run], line, tip: 'c1', before: all }
  const solo = startSolo(scenario, run)
  const rounds: string[] = []
  let world: World = firstWorld(scenario)
  for (let view = solo.view(); !view.isDone; view = solo.view()) {
    rounds.push(
      view.requests
        .map(({ kind, tag }) => `${kind} ${tag}`.trim())
        .sort()
        .join(', '),
    )
    const views = [view]
    for (const { label } of view.requests) {
      world = after(scenario, world, views, { run: 0, label })
      const event = world.runs[0]?.events.at(-1)
      if (event !== undefined) await solo.take(event)
    }
  }
  return rounds
}

test.each<[what: string, run: RunSpec, rounds: readonly string[]]>([
  [
    'a new release whose full version is the anchor',
    release('A', '1.2.3', 'c1', 'anchor', ['latest']),
    // The first HEAD of latest looks for another run of the release whose image the builder may have replaced.
    ['LOOK', 'HEAD 1.2.3, PUT 1.2.3', 'HEAD latest', 'HEAD latest', 'PUT latest', 'HEAD 1.2.3, HEAD latest'],
  ],
  [
    'a new release that is pushed by digest',
    release('A', '1.2.3', 'c1', 'digest', ['latest']),
    ['LOOK', 'HEAD 1.2.3', 'PUT 1.2.3', 'HEAD latest', 'PUT latest', 'HEAD 1.2.3, HEAD latest'],
  ],
  [
    'a branch whose anchor is a new tag',
    onBranch('A', 'c1', 'anchor', ['main', 'edge']),
    ['LOOK', 'HEAD edge, PUT edge', 'HEAD main', 'PUT main', 'HEAD edge, HEAD main'],
  ],
  [
    'a branch that is pushed by digest',
    onBranch('A', 'c1', 'digest', ['main', 'edge']),
    ['LOOK', 'HEAD edge, HEAD main', 'PUT edge, PUT main', 'HEAD edge, HEAD main'],
  ],
  [
    'a promotion',
    { ...onBranch('A', 'c1', 'promotion', ['main']), guards: { forwardOnly: false } },
    ['LOOK', 'HEAD main', 'PUT main', 'HEAD main'],
  ],
])(
  'an undisturbed run of %s reads each tag back once, in parallel, and sends no other requests',
  async (_, run, rounds) => {
    expect(await findRounds(run)).toEqual(rounds)
  },
)
