import type { Overwrite } from '../decide/decide.ts'
import type { ImageFacts } from '../model/facts.ts'
import type { Repository } from '../model/reference.ts'
import type { SourceRepository } from '../model/source-repository.ts'
import type { Plan } from '../plan/plan.ts'
import type { HigherRequest } from './higher.ts'
import type { RivalRequest } from './rival.ts'

/** What facts are asked of a registry. */
export interface FactReader {
  headManifest(
    repository: Repository,
    target: { readonly tag: string },
  ): Promise<{ readonly digest: string } | undefined>
  /** The same by one request, for looks that nothing depends on: it may miss a tag that is there. */
  readonly peekManifest?: FactReader['headManifest']
  /** Tags of the repository are about to be asked for. */
  readonly expectAbsence?: (repository: Repository) => void
  /** Throws what a push would meet; absent in a dry run, since only a POST could tell. */
  readonly checkPush?: (repository: Repository) => Promise<void>
}

export interface FactRequest extends Omit<RivalRequest, 'source'>, Omit<HigherRequest, 'source'> {
  readonly registry: FactReader
  /** What an image says of itself. */
  readonly readImage: (repository: Repository, digest: string) => Promise<ImageFacts>
  readonly source: SourceRepository
  /** One for each image of the step. */
  readonly plans: readonly Plan[]
  readonly guards: {
    readonly overwrite: Overwrite
    readonly forwardOnly: boolean
    readonly requireSignedTag: boolean
    /** Images are reused, so that the version in one is the least that it was published as. */
    readonly onlyChanged?: boolean
  }
}
