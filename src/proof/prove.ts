import { at, type Json } from '../json.ts'
import type { Expressions } from '../workflow-expressions/expressions.ts'
import { matrixLegs } from '../workflow-expressions/matrix-legs.ts'
import { entriesOf } from '../workflow-expressions/workflow-values.ts'
import { compareRuns, type RunProof } from './compare-runs.ts'
import { sampleEvents } from './events.ts'
import { Placeholders, Undecided } from './fill-text.ts'
import { guessDefaultBranch, guessRepository } from './guess-repository.ts'
import { type JobRun, runJob } from './run-job.ts'
import type { SampleEvent } from './sample-event.ts'
import { sampleInputs } from './workflow-inputs.ts'

export interface JobProof {
  /** The job's name; several with commas if jobs were joined; empty for a composite action. */
  readonly job: string
  readonly runs: readonly RunProof[]
  /** Whether every run has equal tags, or a reason for each difference. */
  readonly isProven: boolean
}

export interface ProofOptions {
  /** `acme/app` by default, or the one that the workflow's conditions name. */
  readonly repository?: string
  /** The workflow's own guess by default. */
  readonly defaultBranch?: string
  /** The time of the runs, for dates in tags: ISO 8601. */
  readonly time?: string
}

/**
 * Compares the tags that a workflow publishes before and after a change, for each job that differs. `before` and `after` are the parsed files. For each
 * event that starts the workflow, each combination of the matrix, and a few values for each part on which the tags depend and that is unknown.
 */
export function proveMigration(
  before: Json,
  after: Json,
  expressions: Expressions,
  options: ProofOptions = {},
): readonly JobProof[] {
  const events = eventsOf(before, options)
  const old = jobsOf(before)
  const now = jobsOf(after)
  const names = [...new Set([...old.keys(), ...now.keys()])]
  const changed = names.filter((name) => JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name)))
  // A job that has gone, or is new, is compared together with the others.
  const isJoined = changed.some((name) => !old.has(name) || !now.has(name))
  const groups = isJoined ? [changed] : changed.map((name) => [name])
  return groups.map((group) => {
    const of = (jobs: ReadonlyMap<string, Json>, outer: Json): Side => ({
      jobs: group.flatMap((name) => (jobs.has(name) ? [jobs.get(name)] : [])),
      outer,
    })
    const runs = events.flatMap((event) => proveEvent(event, of(old, before), of(now, after), expressions))
    return { job: group.join(', '), runs, isProven: runs.every(({ problems }) => problems.length === 0) }
  })
}

interface Side {
  readonly jobs: readonly Json[]
  readonly outer: Json
}

/** The jobs of a workflow; the steps of a composite action as one job. */
function jobsOf(file: Json): ReadonlyMap<string, Json> {
  const runs = at(file, 'runs')
  return runs === undefined ? new Map(entriesOf(at(file, 'jobs'))) : new Map([['', runs]])
}

function eventsOf(file: Json, options: ProofOptions): readonly SampleEvent[] {
  const on = at(file, 'on')
  const { repository: name = guessRepository(file), time = '2026-01-02T03:04:05Z' } = options
  const repository = { name, time, defaultBranch: options.defaultBranch ?? guessDefaultBranch(file) }
  if (at(file, 'runs') === undefined) return sampleEvents(on, repository)
  // The workflow that uses a composite action is unknown: the usual events.
  const usual = sampleEvents(['push', 'pull_request'], repository)
  return sampleInputs(at(file, 'inputs')).flatMap(({ title, texts }) =>
    usual.map((event) => ({ ...event, title: `${event.title}${title}`, inputs: texts })),
  )
}

/** At most as many runs for one event and combination. */
const mostRuns = 16

function proveEvent(
  event: SampleEvent,
  before: Side,
  after: Side,
  expressions: Expressions,
): readonly RunProof[] {
  return pairLegs(before, after).flatMap((legs) => {
    const placeholders = new Placeholders()
    const tools = { expressions, placeholders }
    const runAll = ({ outer }: Side, jobs: readonly LegOfJob[], assumed: JobRun['assumed']) =>
      jobs.map(({ job, matrix }) => runJob(job, outer, { event, matrix, assumed }, tools))
    return exploreRuns((assumed) => {
      const both = [runAll(before, legs.before, assumed), runAll(after, legs.after, assumed)] as const
      const values = describeAssumed(assumed)
      const title = `${event.title}${legs.title && ` with ${legs.title}`}`
      const run = { title: `${title}${values}`, group: `${event.title}${values}`, event, placeholders }
      const proof = compareRuns({ ...run, assumed: Object.values(assumed) }, ...both)
      return { proof, plain: { ...proof, title, group: event.title } }
    })
  })
}

/** A run, and the same one without the assumed values in its titles. */
interface ExploredRun {
  readonly proof: RunProof
  readonly plain: RunProof
}

/** Compares a run for each value of the parts that it depends on. One run stays of those that do not differ. */
function exploreRuns(compare: (assumed: JobRun['assumed']) => ExploredRun): readonly RunProof[] {
  const found: ExploredRun[] = []
  const waiting: JobRun['assumed'][] = [{}]
  for (let assumed = waiting.shift(); assumed !== undefined; assumed = waiting.shift()) {
    try {
      found.push(compare(assumed))
      if (found.length >= mostRuns) break
    } catch (error) {
      if (!(error instanceof Undecided)) throw error
      const { name, compared } = error.part
      const known = assumed
      // The first value of each part comes first, so that the limit cuts off the variations of the last ones.
      waiting.unshift(...candidatesOf(compared).map((value) => ({ ...known, [name.toLowerCase()]: value })))
    }
  }
  const isSame = new Set(found.map(({ plain }) => JSON.stringify(plain))).size === 1
  return isSame && waiting.length === 0
    ? found.slice(0, 1).map(({ plain }) => plain)
    : found.map(({ proof }) => proof)
}

/** The values to try for a part that is unknown: each text that it is compared with, and another one. */
const candidatesOf = (compared: readonly string[]): readonly string[] => {
  const isOpen = compared.length < 2 || compared.includes('')
  return [...new Set([...compared, ...(isOpen ? ['another-value'] : [])])]
}

const describeAssumed = (assumed: JobRun['assumed']): string => {
  const all = Object.entries(assumed).map(([name, value]) => `${name} is '${value}'`)
  return all.length === 0 ? '' : `, if ${all.join(' and ')}`
}

interface LegOfJob {
  readonly job: Json
  readonly matrix: ReturnType<typeof matrixLegs>[number]['matrix']
}

interface Legs {
  readonly title: string
  readonly before: readonly LegOfJob[]
  readonly after: readonly LegOfJob[]
}

/** Combinations are compared one by one if both sides have the same ones, else all together. */
function pairLegs(before: Side, after: Side): readonly Legs[] {
  const legsOf = ({ jobs }: Side) => jobs.flatMap((job) => matrixLegs(job).map((leg) => ({ job, ...leg })))
  const [old, now] = [legsOf(before), legsOf(after)]
  const keys = (legs: typeof old) => JSON.stringify(legs.map(({ matrix }) => matrix))
  const isSame = before.jobs.length === 1 && after.jobs.length === 1 && keys(old) === keys(now)
  if (!isSame) return [{ title: '', before: old, after: now }]
  return old.map((leg, index) => ({ title: leg.title, before: [leg], after: now.slice(index, index + 1) }))
}
