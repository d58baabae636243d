import type { RepositoryGraph } from './graph.ts'

/**
 * Sorts digests so that every index precedes what it lists: an interruption then never leaves an index without its parts.
 * Among those that are free to go, a lower rank precedes.
 */
export function sortParentsFirst(
  { manifests }: RepositoryGraph,
  digests: ReadonlySet<string>,
  rankOf: (digest: string) => number,
): readonly string[] {
  const childrenOf = (digest: string) =>
    new Set((manifests.get(digest)?.children ?? []).filter((child) => digests.has(child)))
  const parents = new Map([...digests].map((digest) => [digest, 0]))
  const count = (digest: string, by: number) => {
    const left = (parents.get(digest) ?? 0) + by
    parents.set(digest, left)
    return left
  }
  for (const digest of digests) for (const child of childrenOf(digest)) count(child, 1)
  const free = new Map<number, string[]>()
  const enqueue = (digest: string) => {
    const rank = rankOf(digest)
    free.set(rank, [...(free.get(rank) ?? []), digest])
  }
  for (const [digest, left] of parents) if (left === 0) enqueue(digest)
  const sorted: string[] = []
  while (free.size > 0) {
    const rank = Math.min(...free.keys())
    const batch = free.get(rank) ?? []
    free.delete(rank)
    for (const digest of batch) {
      sorted.push(digest)
      for (const child of childrenOf(digest)) if (count(child, -1) === 0) enqueue(child)
    }
  }
  return sorted
}
