import { isRecord, type Json } from '../json.ts'
import { applyEdits, unifyLineBreaks } from './apply-edits.ts'
import { type JobPlan, unchanged } from './finish-plan.ts'
import { planJob } from './plan-job.ts'
import { readWorkflow, type WorkflowFile } from './read-workflow.ts'
import { findSplit, planSplit } from './split-jobs.ts'

/** What happened to one job. */
export interface MigratedJob {
  /** The job's name; empty for a composite action, or for a file that is not a workflow. */
  readonly job: string
  readonly kind: 'changed' | 'unchanged'
  /** Whole sentences. */
  readonly messages: readonly string[]
}

export interface MigratedFile {
  readonly text: string
  readonly jobs: readonly MigratedJob[]
}

/** In characters; real workflows have less than a tenth of it. */
const mostText = 1_000_000

/** Jobs that must stay unchanged, with the reasons. */
export type Refusals = ReadonlyMap<string, readonly string[]>

/**
 * Replaces docker's actions in a workflow or composite action by Tagboat steps. Pure and total: anything else stays as it is, with a
 * message. Text outside of the steps that change stays the same, byte by byte.
 */
export function migrateWorkflow(path: string, text: string, refusals: Refusals = new Map()): MigratedFile {
  if (text.length > mostText) return failed(text, `${path} is too large for a workflow.`)
  const plain = unifyLineBreaks(text)
  if (plain === undefined) {
    return failed(text, `${path} mixes two kinds of line breaks. Save it with one kind, then run this again.`)
  }
  const file = readWorkflow(plain.text)
  if (file.kind === 'other') return failed(text, `${path}: ${file.why}`)
  let current = plain.text
  const done = new Map<string, MigratedJob>()
  for (const { name } of file.jobs) {
    if (done.has(name)) continue
    const result = migrateJob(current, name, refusals)
    for (const one of result.jobs) done.set(one.job, one)
    current = result.text
  }
  return { text: plain.restore(current), jobs: file.jobs.flatMap(({ name }) => done.get(name) ?? []) }
}

const failed = (text: string, why: string): MigratedFile => ({
  text,
  jobs: [{ job: '', kind: 'unchanged', messages: [why] }],
})

/** Migrates one job of a text, with the job that merges its digests, and checks that nothing else changed. */
function migrateJob(text: string, name: string, refusals: Refusals): MigratedFile {
  const file = readWorkflow(text)
  const plans = plansOf(text, file, name, refusals)
  const names = plans.map(({ job }) => job)
  const edits = plans.flatMap(({ plan }) => (plan.kind === 'changed' ? plan.edits : []))
  const jobs = plans.map(({ job, plan: { kind, messages } }) => ({ job, kind, messages }))
  if (edits.length === 0) return { text, jobs }
  const changed = applyEdits(text, edits)
  if (changed !== undefined && isSameElsewhere(file, readWorkflow(changed), names))
    return { text: changed, jobs }
  const why =
    'The new steps would change other parts of the file, because they share anchors (&) with this job. Write the aliases (*) out, then run this again.'
  return { text, jobs: names.map((job) => ({ job, kind: 'unchanged', messages: [why] })) }
}

interface NamedPlan {
  readonly job: string
  readonly plan: JobPlan
}

function plansOf(text: string, file: WorkflowFile, name: string, refusals: Refusals): readonly NamedPlan[] {
  if (file.kind === 'other') return []
  const job = file.jobs.find((one) => one.name === name)
  if (job === undefined) return []
  const split = findSplit(file.jobs, job)
  if (split === undefined || typeof split === 'string') {
    const why = refusals.get(name) ?? (typeof split === 'string' ? [split] : undefined)
    return [{ job: name, plan: why === undefined ? planJob(text, job) : unchanged(...why) }]
  }
  const merge = split.merge.name
  const refused = [...(refusals.get(name) ?? []), ...(refusals.get(merge) ?? [])]
  const [one, other] =
    refused.length > 0 ? [unchanged(...refused), unchanged(...refused)] : planSplit(text, split)
  return [
    { job: name, plan: one },
    { job: merge, plan: other },
  ]
}

/** Whether two versions of a file have the same values outside of some jobs, or of the steps of a composite action. */
function isSameElsewhere(before: WorkflowFile, after: WorkflowFile, names: readonly string[]): boolean {
  const [one, other] = [valuesElsewhere(before, names), valuesElsewhere(after, names)]
  return one !== undefined && one === other
}

function valuesElsewhere(file: WorkflowFile, names: readonly string[]): string | undefined {
  if (file.kind === 'other') return undefined
  try {
    const all: Json = file.document.toJS()
    if (!isRecord(all)) return undefined
    const { jobs, runs, outputs, ...rest } = all
    if (isRecord(jobs)) {
      const others = Object.entries(jobs).filter(([name]) => !names.includes(name))
      return JSON.stringify({ ...rest, runs, outputs, others })
    }
    return JSON.stringify(rest)
  } catch {
    // An alias that is not resolved, or too many of them.
    return undefined
  }
}
