import type { Scenario } from './scenario.ts'
import type { Event, Held, Request, View } from './solo.ts'

/** How often each fault may still happen. */
export type Faults = NonNullable<Scenario['faults']>

/** The state of a registry and its runs, as plain data. Equal worlds have equal futures. */
export interface World {
  readonly tags: Readonly<Record<string, string>>
  /** The content of each tag before its last write, for stale reads. */
  readonly before: Readonly<Record<string, Held>>
  readonly runs: readonly {
    /** The events that the run has seen. */
    readonly events: readonly Event[]
    readonly isCrashed: boolean
    /** The content that it saw last in each tag. */
    readonly seen: Readonly<Record<string, Held>>
    /** The content of the tag at that time. */
    readonly truth: Readonly<Record<string, Held>>
  }[]
  readonly faults: Faults
  /** Runs whose last write was overwritten by a run that had not seen it, and that have not read the tag since: `B main`. */
  readonly unseen: readonly string[]
  /** The run that wrote a tag last. */
  readonly writers: Readonly<Record<string, string>>
}

/** A possible next step. */
export interface Move {
  readonly run: number
  readonly label: string
  readonly fault?: 'refused' | 'stale' | 'crashed' | 'cancelled'
}

export function firstWorld({ runs, before = {}, faults = {} }: Scenario): World {
  const tags = Object.fromEntries(Object.entries(before).map(([tag, { commit }]) => [tag, `old ${commit}`]))
  const each = { events: [], isCrashed: false, seen: {}, truth: {} }
  return { tags, before: {}, runs: runs.map(() => each), faults, unseen: [], writers: {} }
}

/** All possible next steps for the pending requests. */
export function movesIn({ runs: specs }: Scenario, world: World, views: readonly View[]): readonly Move[] {
  const { faults } = world
  return views.flatMap(({ requests, isDone }, run) => {
    const state = world.runs[run]
    if (isDone || state === undefined || state.isCrashed) return []
    const begun = state.events.length > 0
    const isCancelled = state.events.some(({ label }) => label === 'CANCEL')
    const ready = requests.filter(({ kind }) => kind !== 'WAIT' || !isAnyBusy(world, views, run))
    const moves: Move[] = ready.map(({ label }) => ({ run, label }))
    for (const { label, kind, tag } of requests) {
      const isWrite = kind === 'PUT' || kind === 'REMOVE'
      if (faults.refused && isWrite) moves.push({ run, label, fault: 'refused' })
      if (
        faults.stale &&
        kind === 'HEAD' &&
        world.writers[tag] === specs[run]?.name &&
        hasSeen(state.events, tag, world.before[tag])
      )
        moves.push({ run, label, fault: 'stale' })
    }
    if (faults.crashed && begun) moves.push({ run, label: 'CRASH', fault: 'crashed' })
    if (faults.cancelled && begun && !isCancelled) moves.push({ run, label: 'CANCEL', fault: 'cancelled' })
    return moves
  })
}

/** Whether another started run has a pending request, which takes less time than a wait. */
const isAnyBusy = ({ runs }: World, views: readonly View[], run: number): boolean =>
  runs.some(
    ({ events, isCrashed }, other) =>
      other !== run &&
      !isCrashed &&
      events.length > 0 &&
      views[other]?.requests.some(({ kind }) => kind !== 'WAIT') === true,
  )

/** A stale answer is the content before the run's own last write, which the run has seen. */
const hasSeen = (events: readonly Event[], tag: string, value: Held): boolean =>
  events.some(({ label, answer }) =>
    answer?.kind === 'look'
      ? answer.tags[tag] === value
      : answer?.kind === 'read' && label.split(' ')[1] === tag && answer.value === value,
  )

/** The world after a move. */
export function after(scenario: Scenario, world: World, views: readonly View[], move: Move): World {
  const { fault, label } = move
  const faults =
    fault === undefined ? world.faults : { ...world.faults, [fault]: (world.faults[fault] ?? 0) - 1 }
  if (fault === 'crashed')
    return changeRun({ ...world, faults }, move.run, (run) => ({ ...run, isCrashed: true }))
  // The next step of a cancelled run depends on the time of its cancellation, too.
  if (fault === 'cancelled') return addEvent({ ...world, faults }, move.run, { label })
  const request = views[move.run]?.requests.find((one) => one.label === label)
  if (request === undefined) throw new Error(`Run ${move.run} does not wait for ${label}.`)
  const next = { ...world, faults }
  if (request.kind === 'WAIT') return addEvent(next, move.run, { label, answer: { kind: 'waited' } })
  if (fault === 'refused') return addEvent(next, move.run, { label, answer: { kind: 'refused' } })
  if (request.kind === 'LOOK') return look(scenario, next, move.run, label)
  if (request.kind === 'HEAD') return read(scenario, next, move.run, request, fault === 'stale')
  return write(scenario, next, move.run, request)
}

const nameOf = (scenario: Scenario, run: number): string => scenario.runs[run]?.name ?? ''

function look(scenario: Scenario, world: World, run: number, label: string): World {
  const own = scenario.runs[run]?.tags.map(({ name }) => name) ?? []
  const tags = Object.fromEntries(
    own.flatMap((tag) => (world.tags[tag] === undefined ? [] : [[tag, world.tags[tag]]])),
  )
  const all = own.reduce((next, tag) => see(scenario, next, run, tag, next.tags[tag]), world)
  return addEvent(all, run, { label, answer: { kind: 'look', tags } })
}

function read(
  scenario: Scenario,
  world: World,
  run: number,
  { label, tag }: Request,
  isStale: boolean,
): World {
  const value = isStale ? world.before[tag] : world.tags[tag]
  return addEvent(see(scenario, world, run, tag, value), run, { label, answer: { kind: 'read', value } })
}

function write(scenario: Scenario, world: World, run: number, { label, tag, value }: Request): World {
  const { [tag]: there, ...others } = world.tags
  const believed = world.runs[run]?.seen[tag]
  const writer = world.writers[tag]
  const name = nameOf(scenario, run)
  const isBlind = writer !== undefined && writer !== name && believed !== there && there !== value
  const lost = isBlind ? [writer] : value === there ? [] : findMissed(scenario, world, run, tag)
  const unseen = world.unseen.filter((one) => one !== `${name} ${tag}`)
  const next: World = {
    ...world,
    tags: value === undefined ? others : { ...others, [tag]: value },
    before: { ...world.before, [tag]: there },
    unseen: [...new Set([...unseen, ...lost.map((one) => `${one} ${tag}`)])],
    writers: { ...world.writers, [tag]: name },
  }
  const known = changeRun(next, run, (state) => ({
    ...state,
    seen: { ...state.seen, [tag]: value },
    truth: { ...state.truth, [tag]: value },
  }))
  return addEvent(known, run, { label, answer: { kind: 'written' } })
}

/**
 * Runs that use the image of a release that is about to be replaced: this run read the other tags first, and they used the
 * image for one of those tags since. The same gap of one request, across two tags.
 */
function findMissed(scenario: Scenario, world: World, run: number, tag: string): readonly string[] {
  const state = world.runs[run]
  const own = scenario.runs[run]?.tags ?? []
  if (state === undefined || own.find(({ name }) => name === tag)?.follows.kind !== 'release') return []
  const hasLooked = (name: string) => state.events.some(({ label }) => label.startsWith(`HEAD ${name} `))
  const isChanged = own.some(
    ({ name }) => name !== tag && hasLooked(name) && state.seen[name] !== world.tags[name],
  )
  if (!isChanged) return []
  return world.runs.flatMap(({ seen }, other) =>
    other !== run && seen[tag] === world.tags[tag] ? [nameOf(scenario, other)] : [],
  )
}

function see(scenario: Scenario, world: World, run: number, tag: string, value: Held): World {
  const unseen = world.unseen.filter((one) => one !== `${nameOf(scenario, run)} ${tag}`)
  return changeRun({ ...world, unseen }, run, (state) => ({
    ...state,
    seen: { ...state.seen, [tag]: value },
    truth: { ...state.truth, [tag]: world.tags[tag] },
  }))
}

const addEvent = (world: World, run: number, event: Event): World =>
  changeRun(world, run, (state) => ({ ...state, events: [...state.events, event] }))

function changeRun(
  world: World,
  index: number,
  change: (run: World['runs'][number]) => World['runs'][number],
): World {
  return { ...world, runs: world.runs.map((run, at) => (at === index ? change(run) : run)) }
}

/**
 * The events that a run has seen, regardless of the order of its parallel requests. Only answers before its cancellation are
 * separate from those after it.
 */
export function keyOfRun({ events }: { readonly events: readonly Event[] }): string {
  const cancelled = events.findIndex(({ label }) => label === 'CANCEL')
  const tell = (part: readonly Event[]) => part.map((event) => JSON.stringify(event)).sort()
  return cancelled < 0
    ? tell(events).join()
    : [...tell(events.slice(0, cancelled)), 'CANCEL', ...tell(events.slice(cancelled))].join()
}

/**
 * Equal keys have equal futures. Tags with the same follows value and initial content are interchangeable, so their order is left
 * out, and the state of each is a column.
 */
export function createKeyOf(scenario: Scenario): (world: World) => string {
  const { runs, before } = scenario
  const names = [...new Set(runs.flatMap(({ tags }) => tags.map(({ name }) => name)))]
  const isAnchored = runs.some(({ push }) => push === 'anchor')
  const kindOf = (tag: string): string => {
    const follows = runs.map(({ tags }) => tags.find(({ name }) => name === tag)?.follows)
    return isAnchored ? tag : JSON.stringify([follows, before?.[tag]])
  }
  const kinds = new Map(names.map((tag) => [tag, kindOf(tag)]))
  return (world) => {
    const columns = names.map((tag) => [kinds.get(tag), ...columnOf(world, tag)].join('|')).sort()
    const rest = world.runs.map(({ events, isCrashed }) => {
      const cancelled = events.findIndex(({ label }) => label === 'CANCEL')
      const waited = events.filter(({ answer }) => answer?.kind === 'waited').length
      return `${cancelled < 0 ? '' : keyOfRun({ events: events.slice(0, cancelled + 1) })} ${isCrashed} ${waited}`
    })
    return [...columns, ...rest, JSON.stringify(world.faults)].join('\n')
  }
}

function columnOf(world: World, tag: string): readonly string[] {
  const seen = world.runs.flatMap(({ events, truth }) => [
    ...events
      .map(({ label, answer }) => {
        const [kind, name = '', count] = label.split(' ')
        if (answer?.kind === 'look') return `L${count}${answer.tags[tag]}`
        if (name !== tag) return ''
        return `${kind}${count}${answer?.kind === 'read' ? answer.value : answer?.kind}`
      })
      .filter((text) => text !== '')
      .sort(),
    `truth ${truth[tag]}`,
  ])
  const unseen = world.unseen
    .filter((one) => one.endsWith(` ${tag}`))
    .map((one) => one.slice(0, one.indexOf(' ')))
  const stale = world.faults.stale ? [world.before[tag] ?? ''] : []
  return [world.tags[tag] ?? '', ...seen, ...unseen.sort(), world.writers[tag] ?? '', ...stale]
}
