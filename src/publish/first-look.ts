import { memoize } from '../memoize.ts'
import type { Repository, Target } from '../model/reference.ts'

interface Reader {
  headManifest(repository: Repository, target: Target): Promise<{ readonly digest: string } | undefined>
  getManifest(repository: Repository, target: Target): Promise<{ readonly digest: string } | undefined>
}

/**
 * The same registry, where each question about a manifest is put once: what an image is reused for and what its tags hold is
 * asked at the same time. For the first look only: what is read again later must be read anew.
 */
export function lookOnce<R extends Reader>(registry: R): R {
  return { ...registry, headManifest: once(registry.headManifest), getManifest: once(registry.getManifest) }
}

function once<A extends Promise<unknown>>(ask: (repository: Repository, target: Target) => A) {
  return memoize(({ host, path }: Repository, target: Target) => JSON.stringify([host, path, target]), ask)
}
