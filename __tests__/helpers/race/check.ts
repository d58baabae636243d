import type { TagResult } from '../../../src/model/result.ts'
import { TagboatError } from '../../../src/model/tagboat-error.ts'
import { compareVersions } from '../../../src/tags/versions.ts'
import type { Check, Ending } from './explore.ts'
import type { RunSpec, Scenario } from './scenario.ts'
import type { Held, View } from './solo.ts'
import type { World } from './world.ts'

interface Wrong {
  readonly what: string
  /** The wrong tags; empty if no gap excuses the problem. */
  readonly tags: readonly string[]
}

/** Checks an end state. `serial`: the tags after sequential runs, in every order. */
export function checkAgainst(serial: readonly World['tags'][]): Check {
  return (ending) => {
    const problems = [
      ...findCrashes(ending),
      ...findFalseReports(ending),
      ...findReplacedReleases(ending),
      ...(isUndisturbed(ending) ? compareSerial(ending, serial) : findOlder(ending)),
    ]
    const gaps = new Set(ending.world.unseen.map((one) => one.slice(one.indexOf(' ') + 1)))
    const wrong = problems.filter(({ tags }) => tags.length === 0 || tags.some((tag) => !gaps.has(tag)))
    const reported = wrong.length > 0 ? wrong : problems
    return { wrong: reported.map(({ what }) => what), isExcused: wrong.length === 0 }
  }
}

const isUndisturbed = ({ world }: Ending): boolean =>
  world.runs.every(
    ({ events, isCrashed }) =>
      !isCrashed && events.every(({ label, answer }) => label !== 'CANCEL' && answer?.kind !== 'refused'),
  )

const nameOfRun = ({ scenario }: Ending, run: number): string => scenario.runs[run]?.name ?? ''

const resultsOf = ({ published }: View): readonly TagResult[] =>
  published?.images.flatMap(({ tags }) => tags) ?? []

/** Errors that are bugs in the code. */
function findCrashes(ending: Ending): readonly Wrong[] {
  return ending.views.flatMap(({ error }, run) =>
    error === undefined || error instanceof TagboatError
      ? []
      : [
          {
            what: `${nameOfRun(ending, run)} throws ${error instanceof Error ? error.stack : String(error)}`,
            tags: [],
          },
        ],
  )
}

function compareSerial({ world, scenario }: Ending, serial: readonly World['tags'][]): readonly Wrong[] {
  const names = [...new Set([world.tags, ...serial].flatMap((one) => Object.keys(one)))]
  const different = serial.map((one) => names.filter((tag) => one[tag] !== world.tags[tag]))
  const wrong = scenario.isMixed
    ? names.filter((tag) => serial.every((one) => one[tag] !== world.tags[tag]))
    : ([...different].sort((a, b) => a.length - b.length)[0] ?? [])
  return wrong.length === 0 ? [] : [{ what: `no serial order gives ${wrong.join(', ')}`, tags: wrong }]
}

/** Finds reports that differ from what the registry held at the last read of the run. */
function findFalseReports(ending: Ending): readonly Wrong[] {
  return ending.views.flatMap((view, run) =>
    resultsOf(view).flatMap(({ name, action, digest }) => {
      const truth = ending.world.runs[run]?.truth[name]
      const reported = ending.nameOf(digest)
      const isClaim = ['created', 'moved', 'unchanged', 'superseded', 'kept'].includes(action)
      if (!isClaim || reported === truth) return []
      const what = `${nameOfRun(ending, run)} reports ${name} ${action} on ${reported}; it held ${truth}`
      return [{ what, tags: [name] }]
    }),
  )
}

/** Finds releases that changed: the digest that a successful run reports must be that of the full version at the end. */
function findReplacedReleases(ending: Ending): readonly Wrong[] {
  if (!isUndisturbed(ending)) return []
  return ending.views.flatMap(({ published }, run) => {
    if (published === undefined || published.problems.length > 0) return []
    const release = ending.scenario.runs[run]?.tags.find(({ follows }) => follows.kind === 'release')
    const reported = ending.nameOf(published.images[0]?.digest)
    const held = release && ending.world.tags[release.name]
    if (release === undefined || reported === held) return []
    const what = `${nameOfRun(ending, run)} reports ${reported} as ${release.name}, which is ${held}`
    return [{ what, tags: [release.name] }]
  })
}

/** Finds tags that, after failures, are older than the result of a successful run, except those that a failed run reports. */
function findOlder(ending: Ending): readonly Wrong[] {
  const { world, views, scenario, nameOf } = ending
  const named = views.flatMap(({ published }) =>
    (published?.problems ?? []).flatMap(({ code, what }) => (code === 'left-behind' ? [what] : [])),
  )
  return views.flatMap((view, run) => {
    if (view.published === undefined || view.published.problems.length > 0) return []
    return resultsOf(view).flatMap(({ name, ref, action, digest }) => {
      const [held, now] = [nameOf(digest), world.tags[name]]
      const isHeld = ['created', 'moved', 'unchanged'].includes(action)
      if (!isHeld || held === undefined || held === now || named.some((what) => what.includes(ref))) return []
      const isNewer = scenario.isMixed !== true && beats(scenario, name, held, now)
      if (now !== undefined && (!isNewer || isHalfDone(ending, now))) return []
      return [
        { what: `${nameOfRun(ending, run)} left ${name} on ${held}; now it is on ${now}`, tags: [name] },
      ]
    })
  })
}

/** Whether content `one` is strictly newer than `other` for this tag. */
export function beats({ runs, line, tip, before }: Scenario, tag: string, one: Held, other: Held): boolean {
  const find = (name: Held): Pick<RunSpec, 'commit' | 'version'> | undefined =>
    runs.find((run) => run.name === name) ??
    Object.values(before ?? {}).find(({ commit }) => `old ${commit}` === name)
  const [a, b] = [find(one), find(other)]
  const follows = runs.flatMap(({ tags }) => tags).find(({ name }) => name === tag)?.follows
  if (a === undefined || b === undefined || follows === undefined) return false
  if (follows.kind === 'line') {
    const [higher, lower] = [a.version, b.version]
    return higher !== undefined && lower !== undefined && compareVersions('semver', higher, lower) > 0
  }
  if (follows.kind !== 'branch' || a.commit === b.commit) return false
  if (a.commit === tip || b.commit === tip) return a.commit === tip
  return line.includes(b.commit) && line.indexOf(a.commit) > line.indexOf(b.commit)
}

/** Whether the builder of a crashed run had already pushed its anchor, which is a documented gap. */
const isHalfDone = ({ scenario, world }: Ending, name: string): boolean =>
  scenario.runs.some(
    (run, index) => run.name === name && run.push === 'anchor' && world.runs[index]?.isCrashed === true,
  )
