import { parseRepository, type Repository } from '../plan/reference.ts'
import { holdsDigest, type TagResult } from '../report/result.ts'
import { explain } from './rollback.ts'

interface TagReader {
  headManifest(
    repository: Repository,
    target: { readonly tag: string },
  ): Promise<{ readonly digest: string } | undefined>
}

/** Asks the registry for every tag that should hold this run's digest; one that does not has failed. */
export async function readBack(
  registry: TagReader,
  results: readonly TagResult[],
): Promise<readonly TagResult[]> {
  return Promise.all(results.map((result) => (holdsDigest(result) ? check(registry, result) : result)))
}

async function check(registry: TagReader, result: TagResult): Promise<TagResult> {
  const { digest: wanted, ...rest } = result
  const repository = parseRepository(result.ref.slice(0, result.ref.lastIndexOf(':')))
  try {
    const now = await registry.headManifest(repository, { tag: result.name })
    if (now?.digest === wanted) return result
    if (now === undefined)
      return { ...rest, action: 'failed', reason: 'the registry does not have it after the push' }
    return {
      ...rest,
      digest: now.digest,
      action: 'failed',
      reason: `the registry has ${now.digest} instead of ${wanted}`,
    }
  } catch (error) {
    return { ...rest, action: 'failed', reason: `it could not be read back: ${explain(error)}` }
  }
}
