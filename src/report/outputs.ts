import { csv } from '../csv.ts'
import { type ImageResult, isOnImage, type Result, type TagResult } from '../model/result.ts'
import type { Plan } from '../plan/plan.ts'
import { formatMetadata } from './metadata-output.ts'
import { formatResult } from './result-output.ts'

/** Names and values of action.yml's outputs. */
export type Outputs = Readonly<Record<string, string>>

/**
 * Characters. GitHub takes 1 MiB of outputs per job, and counts two bytes for each character; a little is left for a
 * workflow's own. Two parts can grow towards it, of which `result` comes first: metadata gets what the others leave.
 */
const totalLimit = 500_000
const resultLimit = 400_000
const metadataLimit = 200_000

/**
 * The outputs are those of the first image; `images` and `result` tell of all. `annotations` are those given to buildx, with
 * their level, by the image's target.
 */
export function formatOutputs(
  result: Result,
  plans: readonly Plan[],
  annotations: ReadonlyMap<string, readonly string[]>,
): Outputs {
  const [plan] = plans
  const images = result.images.filter(({ target }) => target === plan?.target)
  const [first] = images
  const tags = (first?.tags ?? []).length === 0 ? [] : images.flatMap((image) => shownTags(result, image))
  const names = [...new Set(tags.map(({ name }) => name))]
  const refs = tags.map(({ ref }) => ref)
  const labels = plan?.labels ?? {}
  const own = annotations.get(plan?.target ?? '') ?? []
  const others = {
    digest: first?.digest ?? result.files?.find(({ digest }) => digest !== undefined)?.digest ?? '',
    imageid: result.imageId ?? '',
    version: plan?.version ?? '',
    tags: refs.join('\n'),
    'tag-names': names.join('\n'),
    labels: Object.entries(labels)
      .map(([key, value]) => listItem(`${key}=${value}`))
      .join('\n'),
    annotations: own.map(listItem).join('\n'),
    json: JSON.stringify({ tags: refs, 'tag-names': names, labels, annotations: own }),
    images: plans.flatMap(({ repositories }) => repositories.map(({ name }) => name)).join('\n'),
    pushed: String(result.pushed),
  }
  const room = totalLimit - Object.values(others).join('').length
  const account = formatResult(result, Math.min(resultLimit, room))
  const metadata = Math.min(metadataLimit, room - account.length)
  return {
    ...others,
    metadata: formatMetadata(result.metadata ?? '', result.isMany, metadata),
    result: account,
  }
}

/** Tags that hold the digest; where nothing is published, those that were planned. */
function shownTags({ dryRun, intent }: Result, image: ImageResult): readonly TagResult[] {
  return dryRun || intent.kind !== 'push' ? image.tags : image.tags.filter((tag) => isOnImage(tag, image))
}

/** An item with a line break goes in quotation marks, as list inputs take it. */
const listItem = (item: string): string => (/[\r\n]/.test(item) ? csv(item) : item)
