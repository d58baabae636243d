import type { Json } from '../json.ts'
import { yaml } from '../libraries.ts'
import { type JobProof, type ProofOptions, proveMigration } from '../proof/prove.ts'
import { loadExpressions } from '../workflow-expressions/expressions.ts'
import { type MigratedFile, migrateWorkflow } from './migrate-workflow.ts'

/** A file with Tagboat steps, and the tags of each run before and after. */
export interface Migration extends MigratedFile {
  /** A proof for each job that changed. */
  readonly proofs: readonly JobProof[]
}

/**
 * Migrates a workflow or composite action, and proves that the tags stay the same, except for the differences that docs/tags.md
 * lists. A job with another difference stays unchanged. Total: anything that cannot be migrated stays, with a message.
 */
export async function migrate(path: string, text: string, options: ProofOptions = {}): Promise<Migration> {
  const first = migrateWorkflow(path, text)
  if (first.text === text) return { ...first, proofs: [] }
  const expressions = await loadExpressions()
  const refusals = new Map<string, readonly string[]>()
  // Each round refuses another job, so there are at most as many as there are jobs.
  for (let done = first; ; done = migrateWorkflow(path, text, refusals)) {
    const proofs = proveMigration(parse(text), parse(done.text), expressions, options)
    const failed = proofs.filter(({ isProven }) => !isProven)
    if (failed.length === 0) return { ...done, proofs }
    refuse(refusals, done, failed)
  }
}

/** Whether a job with docker's actions stayed as it is. A job that calls a workflow has a message, and none of them. */
export const leavesJobs = ({ text, jobs }: MigratedFile): boolean =>
  /docker\/[a-z-]+-action/i.test(text) &&
  jobs.some(({ kind, messages }) => kind === 'unchanged' && messages.length > 0)

const parse = (text: string): Json => yaml().parse(text, { logLevel: 'error' })

function refuse(
  refusals: Map<string, readonly string[]>,
  done: MigratedFile,
  failed: readonly JobProof[],
): void {
  const known = failed.filter(({ job }) => done.jobs.some((one) => one.job === job && !refusals.has(job)))
  const proofs = known.length > 0 ? known : []
  for (const proof of proofs) refusals.set(proof.job, describeProblems(proof))
  if (proofs.length > 0) return
  // A proof that names no single job is one of all jobs that changed.
  const messages = failed.flatMap(describeProblems)
  for (const { job } of done.jobs) refusals.set(job, messages)
}

/** Problems that are shown; the others are counted. */
const mostProblems = 3

function describeProblems({ runs }: JobProof): readonly string[] {
  const all = runs.flatMap(({ title, problems }) => problems.map((problem) => ({ title, problem })))
  const distinct = new Map(all.toReversed().map(({ title, problem }) => [problem, title]))
  const shown = [...distinct].reverse().slice(0, mostProblems)
  const rest = distinct.size - shown.length
  return [
    ...shown.map(([problem, title]) => `The tags would not stay the same on ${title}: ${problem}`),
    ...(rest > 0 ? [`${rest} more ${rest === 1 ? 'difference' : 'differences'} like these.`] : []),
    'Migrate this job by hand with docs/migration.md, or change its tags first, then run this again.',
  ]
}
