import { stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Plan } from '../plan/plan.ts'
import { tagReferencesOf } from '../plan/tag-references.ts'
import type { Source } from './contents.ts'
import type { ImageReader } from './image-facts.ts'

/**
 * Looks for an image that only its configuration's digest is known of, which is all that an engine's legacy store keeps,
 * under the releases of the plan: what was published once is the source of a second run. What cannot be asked is not
 * found; the facts that are gathered afterwards say why.
 */
export async function findKnownImage(
  registry: Pick<ImageReader, 'getManifest'>,
  { repositories, tags }: Pick<Plan, 'repositories' | 'tags'>,
  config: string,
): Promise<Source | undefined> {
  const releases = tags.filter(({ follows }) => follows.kind === 'release')
  const asked = tagReferencesOf({ repositories, tags: releases }).map(async ({ repository, tag }) => ({
    repository,
    manifest: await read(registry, repository, tag.name),
  }))
  const there = (await Promise.all(asked)).find(
    ({ manifest }) => stringAt(manifest?.json, 'config', 'digest') === config,
  )
  if (there?.manifest === undefined) return undefined
  const { digest } = there.manifest
  return { digest, parts: [{ repository: there.repository, digest }], referrersOf: [digest] }
}

async function read(
  registry: Pick<ImageReader, 'getManifest'>,
  repository: Plan['repositories'][number],
  tag: string,
) {
  try {
    return await registry.getManifest(repository, { tag })
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}
