import type { Repository } from '../../model/reference.ts'

/** The blobs that one client brings into repositories, or has brought. */
export interface Arrivals {
  /** Runs `bring`, unless this blob is on its way into this repository or there: that is waited for, and it is `present`. */
  once<T>(to: Repository, digest: string, bring: () => Promise<T>): Promise<T | 'present'>
  /**
   * A repository of the same registry that a blob is on its way into or was found in, where others can have it from; waits
   * until it has come to an end there. Undefined where there is none.
   */
  elsewhere(to: Repository, digest: string): Promise<Repository | undefined>
}

/**
 * Each blob is brought once: distribution 2.8 writes a blob's link in place, so that bringing one again makes a manifest
 * that needs it fail for a moment.
 */
export function createArrivals(): Arrivals {
  const arrivals = new Map<string, Promise<unknown>>()
  const firsts = new Map<string, { readonly repository: Repository; readonly bringing: Promise<unknown> }>()
  const placeOf = ({ host, path }: Repository, digest: string) => `${host}/${path}@${digest}`
  const registryOf = ({ host }: Repository, digest: string) => `${host}@${digest}`
  return {
    async once(to, digest, bring) {
      const arrival = arrivals.get(placeOf(to, digest))
      if (arrival !== undefined) {
        await arrival
        return 'present'
      }
      const bringing = bring()
      arrivals.set(placeOf(to, digest), bringing)
      if (!firsts.has(registryOf(to, digest)))
        firsts.set(registryOf(to, digest), { repository: to, bringing })
      // What failed may be tried again.
      bringing.catch(() => {
        arrivals.delete(placeOf(to, digest))
        if (firsts.get(registryOf(to, digest))?.bringing === bringing) firsts.delete(registryOf(to, digest))
      })
      return bringing
    },
    async elsewhere(to, digest) {
      const first = firsts.get(registryOf(to, digest))
      if (first === undefined || first.repository.path === to.path) return undefined
      const hasCome = await first.bringing.then(
        () => true,
        () => false,
      )
      return hasCome ? first.repository : undefined
    },
  }
}
