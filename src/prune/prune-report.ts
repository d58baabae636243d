import type { DeletionReport } from '../deletion/deletion-ports.ts'
import type { Repository } from '../model/reference.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { KeptTag } from '../prune-plan/decide-prune.ts'
import type { DeletionPlan } from '../prune-plan/plan-deletion.ts'

/** What was done, or would be done, in one repository. */
export interface RepositoryPrune {
  readonly repository: Repository
  readonly plan: DeletionPlan
  readonly keep: readonly KeptTag[]
  /** Absent in a dry run. */
  readonly done?: DeletionReport
  readonly notes: readonly string[]
  readonly problems?: readonly Problem[]
  /** By digest: how to undo a deletion. */
  readonly restore: ReadonlyMap<string, string>
}

/** The result of a prune. */
export interface PruneReport {
  /** What was pruned, or why nothing was: `Branch 'topic' is gone`. */
  readonly headline: string
  readonly dryRun: boolean
  readonly repositories: readonly RepositoryPrune[]
  readonly problems: readonly Problem[]
}
