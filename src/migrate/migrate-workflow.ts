import { isRecord, type Json } from '../json.ts'
import { applyEdits, unifyLineBreaks } from './apply-edits.ts'
import { type JobPlan, planJob } from './plan-job.ts'
import { readWorkflow, type WorkflowFile } from './read-workflow.ts'

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
  const done: MigratedJob[] = []
  for (const { name } of file.jobs) {
    const result = migrateJob(current, name, refusals.get(name))
    done.push(...result.jobs)
    current = result.text
  }
  return { text: plain.restore(current), jobs: done }
}

const failed = (text: string, why: string): MigratedFile => ({
  text,
  jobs: [{ job: '', kind: 'unchanged', messages: [why] }],
})

/** Migrates one job of a text, and checks that nothing else changed. */
function migrateJob(text: string, name: string, refusals: readonly string[] | undefined): MigratedFile {
  const keep = (...messages: readonly string[]): MigratedFile => ({
    text,
    jobs: [{ job: name, kind: 'unchanged', messages }],
  })
  if (refusals !== undefined) return keep(...refusals)
  const file = readWorkflow(text)
  const plan = planOf(text, file, name)
  if (plan?.kind !== 'changed') return keep(...(plan?.messages ?? []))
  const changed = applyEdits(text, plan.edits)
  const after = changed === undefined ? undefined : readWorkflow(changed)
  if (changed === undefined || after === undefined || !isSameElsewhere(file, after, name)) {
    return keep(
      'The new steps would change other parts of the file, because they share anchors (&) with this job. Write the aliases (*) out, then run this again.',
    )
  }
  return { text: changed, jobs: [{ job: name, kind: 'changed', messages: plan.messages }] }
}

function planOf(text: string, file: WorkflowFile, name: string): JobPlan | undefined {
  if (file.kind === 'other') return undefined
  const job = file.jobs.find((one) => one.name === name)
  return job === undefined ? undefined : planJob(text, job)
}

/** Whether two versions of a file have the same values outside of one job, or of the steps of a composite action. */
function isSameElsewhere(before: WorkflowFile, after: WorkflowFile, name: string): boolean {
  const [one, other] = [valuesElsewhere(before, name), valuesElsewhere(after, name)]
  return one !== undefined && one === other
}

function valuesElsewhere(file: WorkflowFile, name: string): string | undefined {
  if (file.kind === 'other') return undefined
  try {
    const all: Json = file.document.toJS()
    if (!isRecord(all)) return undefined
    const { jobs, runs, outputs, ...rest } = all
    if (isRecord(jobs))
      return JSON.stringify({ ...rest, runs, outputs, jobs: { ...jobs, [name]: undefined } })
    return JSON.stringify(rest)
  } catch {
    // An alias that is not resolved, or too many of them.
    return undefined
  }
}
