import type { Scenario } from './scenario.ts'
import { type Solo, startSolo, type View } from './solo.ts'
import { after, createKeyOf, firstWorld, keyOfRun, type Move, movesIn, type World } from './world.ts'

/** The end state of all runs. */
export interface Ending {
  readonly scenario: Scenario
  readonly world: World
  readonly views: readonly View[]
  readonly nameOf: Solo['nameOf']
}

/** The problems of an end state; `isExcused` if they are the documented gap. */
export type Check = (ending: Ending) => { readonly wrong: readonly string[]; readonly isExcused: boolean }

export interface Violation {
  readonly what: string
  readonly schedule: readonly string[]
  readonly tags: Readonly<Record<string, string>>
}

export interface Explored {
  readonly states: number
  /** Whether some states were not visited. */
  readonly isCut: boolean
  readonly ends: number
  /** End states with problems other than the documented gap. */
  readonly excused: number
  readonly violations: readonly Violation[]
}

interface Limits {
  readonly violations?: number
  readonly states?: number
}

/**
 * Visits every combined state of the runs and the registry once, up to the limit, and checks every end state. The code
 * of a run is replayed separately, once for each history that it can have seen.
 */
export async function explore(
  scenario: Scenario,
  check: Check,
  { violations: most = 3, states: limit = Number.POSITIVE_INFINITY }: Limits = {},
): Promise<Explored> {
  const runs = rememberViews(scenario)
  const keyOf = createKeyOf(scenario)
  const visited = new Set<string>()
  const stack: { readonly world: World; readonly path: Path | undefined }[] = [
    { world: firstWorld(scenario), path: undefined },
  ]
  const violations: Violation[] = []
  let [ends, excused] = [0, 0]
  for (
    let top = stack.pop();
    top !== undefined && violations.length < most && visited.size < limit;
    top = stack.pop()
  ) {
    const { world, path } = top
    const key = keyOf(world)
    if (visited.has(key)) continue
    visited.add(key)
    const views: View[] = []
    for (const [index, run] of world.runs.entries())
      views.push(runs.known(index, run) ?? (await runs.view(index, run)))
    const moves = movesIn(scenario, world, views)
    for (const move of moves)
      stack.push({ world: after(scenario, world, views, move), path: { move, before: path } })
    if (moves.length > 0) continue
    ends += 1
    const { wrong, isExcused } = check({ scenario, world, views, nameOf: runs.nameOf })
    if (wrong.length > 0 && isExcused) excused += 1
    else for (const what of wrong) violations.push({ what, schedule: tell(scenario, path), tags: world.tags })
  }
  return { states: visited.size, isCut: visited.size >= limit, ends, excused, violations }
}

interface Path {
  readonly move: Move
  readonly before: Path | undefined
}

function tell({ runs }: Scenario, path: Path | undefined): readonly string[] {
  const steps: string[] = []
  for (let at = path; at !== undefined; at = at.before) {
    const { run, label, fault } = at.move
    steps.unshift(`${runs[run]?.name} ${label}${fault === undefined ? '' : ` ${fault}`}`)
  }
  return steps
}

/** The requests of a run after these events. */
function rememberViews(scenario: Scenario) {
  const views = new Map<string, View>()
  const [first] = scenario.runs
  if (first === undefined) throw new Error('A scenario has runs.')
  const { nameOf } = startSolo(scenario, first)
  type Run = World['runs'][number]
  return {
    nameOf,
    known: (index: number, run: Run): View | undefined => views.get(`${index} ${keyOfRun(run)}`),
    async view(index: number, run: Run): Promise<View> {
      const spec = scenario.runs[index]
      if (spec === undefined) throw new Error(`There is no run ${index}.`)
      const solo = startSolo(scenario, spec)
      for (const event of run.events) await solo.take(event)
      views.set(`${index} ${keyOfRun(run)}`, solo.view())
      return solo.view()
    },
  }
}

/** One schedule, chosen by numbers from 0 up to 1. */
export async function walk(
  scenario: Scenario,
  choose: () => number,
): Promise<Ending & { readonly schedule: readonly string[] }> {
  const solos = scenario.runs.map((spec) => startSolo(scenario, spec))
  let world = firstWorld(scenario)
  let path: Path | undefined
  for (;;) {
    const views = solos.map((solo) => solo.view())
    const moves = movesIn(scenario, world, views)
    const move = moves[Math.floor(choose() * moves.length)]
    if (move === undefined) {
      const nameOf = solos[0]?.nameOf ?? ((digest) => digest)
      return { scenario, world, views, nameOf, schedule: tell(scenario, path) }
    }
    world = after(scenario, world, views, move)
    path = { move, before: path }
    const event = world.runs[move.run]?.events.at(-1)
    if (move.fault !== 'crashed' && event !== undefined) await solos[move.run]?.take(event)
  }
}

/** The tags after sequential runs, in every order. */
export async function serialStates(scenario: Scenario): Promise<readonly World['tags'][]> {
  const { faults: _, ...plain } = scenario
  return Promise.all(
    orders(scenario.runs.map((_run, index) => index)).map(async (order) => {
      const solos = scenario.runs.map((spec) => startSolo(plain, spec))
      let world = firstWorld(plain)
      for (const index of order) {
        for (;;) {
          const views = solos.map((solo) => solo.view())
          const move = movesIn(plain, world, views).find(({ run }) => run === index)
          if (move === undefined) break
          world = after(plain, world, views, move)
          const event = world.runs[index]?.events.at(-1)
          if (event !== undefined) await solos[index]?.take(event)
        }
      }
      return world.tags
    }),
  )
}

const orders = (indices: readonly number[]): number[][] =>
  indices.length === 0
    ? [[]]
    : indices.flatMap((index) =>
        orders(indices.filter((one) => one !== index)).map((rest) => [index, ...rest]),
      )
