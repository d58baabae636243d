import { keyOf, parseRepository, separateReference } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'

/** What one step does with images. */
export interface Publication {
  /** Full references, as written. Empty for a push by digest. */
  readonly references: readonly string[]
  readonly kind: 'push' | 'digest' | 'build'
}

/** What a job does in one run: all of its steps together. */
export interface JobResult {
  readonly publications: readonly Publication[]
  /** Why a step fails; undefined if all succeed. */
  readonly failure?: string
  /** Why the tags of a step are unknown. */
  readonly unread?: string
  /** What the tags come from, for the reasons of differences. */
  readonly rules: string
}

/** The references that a job pushes, each once, by a key that is the same for all spellings of a name. */
export function pushedReferences(results: readonly JobResult[]): ReadonlyMap<string, string> {
  const pushed = results.flatMap(({ publications }) => publications.filter(({ kind }) => kind === 'push'))
  return new Map(
    pushed.flatMap(({ references }) => references.map((one) => [referenceKey(one), one] as const)),
  )
}

/** `acme/app:1` and `docker.io/acme/app:1` have one key, and so have `acme/app` and `acme/app:latest`: docker's rule for a missing tag. */
function referenceKey(reference: string): string {
  const { name, tag = 'latest' } = separateReference(reference)
  try {
    return `${keyOf(parseRepository(name))}:${tag}`
  } catch (error) {
    if (error instanceof TagboatError) return reference
    throw error
  }
}
