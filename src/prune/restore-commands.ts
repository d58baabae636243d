import type { ManifestOutcome } from '../deletion/deletion-ports.ts'
import type { GithubPackage } from '../deletion/github-packages.ts'
import type { DeletionPlan } from '../prune-plan/plan-deletion.ts'

/** The commands that undo deletions, by digest: of what is planned, or of what was deleted. */
export type DescribeRestore = (done?: readonly ManifestOutcome[]) => Promise<ReadonlyMap<string, string>>

/** Finds what is about to go in a registry that can restore it: afterwards it has no id. */
export async function findRestore(
  { tags, manifests }: DeletionPlan,
  packages: Pick<GithubPackage, 'findVersion' | 'restoreCommand'> | undefined,
): Promise<DescribeRestore> {
  if (packages === undefined) return async () => new Map()
  const versions = new Map<string, number>()
  for (const { digest } of [...tags.filter(({ isWhole }) => isWhole), ...manifests]) {
    const version = await packages.findVersion(digest)
    if (version !== undefined) versions.set(digest, version.id)
  }
  return async (done) => {
    const gone = done && new Set(done.filter(({ state }) => state === 'deleted').map(({ digest }) => digest))
    const commands = [...versions]
      .filter(([digest]) => gone?.has(digest) ?? true)
      .map(async ([digest, id]) => [digest, await packages.restoreCommand(id)] as const)
    return new Map(await Promise.all(commands))
  }
}
