import { dirtySource } from '../errors/working-copy-guards.ts'
import { type Json, stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { isDirtyName } from '../plan/dirty-tags.ts'
import type { Plan } from '../plan/plan.ts'
import { type ImageReader, readLabels } from '../publish/image-facts.ts'
import type { FoundImage } from './find-images.ts'

const revision = 'org.opencontainers.image.revision'

/** The revision of labels or annotations; undefined unless it is of uncommitted changes. */
const dirtyRevision = (values: Json): string | undefined => {
  const found = stringAt(values, revision)
  return found !== undefined && isDirtyName(found) ? found : undefined
}

/**
 * Throws if an existing image was built from uncommitted changes and would get a tag that does not say so. An index that has no
 * revision costs two requests, for its first platform's labels; the run reads its tags meanwhile.
 */
export async function checkDirtySources(
  reader: ImageReader,
  plan: Pick<Plan, 'tags'>,
  images: readonly FoundImage[],
): Promise<void> {
  if (isMarked(plan)) return
  await Promise.all(
    images.map(async ({ image, content, children }) => {
      const annotations = stringAt(content.json, 'annotations', revision)
      const labels =
        annotations === undefined
          ? (children.find(({ labels }) => labels !== undefined)?.labels ??
            (await readLabels(reader, image.repository, content.json)))
          : { [revision]: annotations }
      checkDirtyLabels(image.text, labels, plan)
    }),
  )
}

/** The same for the labels of an image. Pure. */
export function checkDirtyLabels(text: string, labels: Json, plan: Pick<Plan, 'tags'>): void {
  const found = dirtyRevision(labels)
  if (found === undefined || isMarked(plan)) return
  const wrong = plan.tags.map(({ name }) => name).filter((name) => !isDirtyName(name))
  throw new TagboatError(dirtySource(text, found, wrong))
}

/** Whether every tag ends in -dirty. */
const isMarked = ({ tags }: Pick<Plan, 'tags'>): boolean => tags.every(({ name }) => isDirtyName(name))
