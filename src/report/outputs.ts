import { csv } from '../csv.ts'
import { isRecord, parseJson } from '../json.ts'
import type { Plan } from '../plan/plan.ts'
import { holdsDigest, type Result, type TagResult } from './result.ts'

/** Names and values of action.yml's outputs. */
export type Outputs = Readonly<Record<string, string>>

/** GitHub takes 1 MiB of outputs per job; these two are the parts that can grow towards it. */
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
  const tags =
    (first?.tags ?? []).length === 0 ? [] : images.flatMap((image) => shownTags(result, image.tags))
  const names = [...new Set(tags.map(({ name }) => name))]
  const refs = tags.map(({ ref }) => ref)
  const labels = plan?.labels ?? {}
  const own = annotations.get(plan?.target ?? '') ?? []
  return {
    digest: first?.digest ?? '',
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
    metadata: limitMetadata(result.metadata ?? ''),
    result: formatResult(result),
  }
}

/** Tags that hold the digest; where nothing is published, those that were planned. */
function shownTags(result: Result, tags: readonly TagResult[]): readonly TagResult[] {
  return result.dryRun || result.intent.kind !== 'push' ? tags : tags.filter(holdsDigest)
}

/** An item with a line break goes in quotation marks, as list inputs take it. */
const listItem = (item: string): string => (/[\r\n]/.test(item) ? csv(item) : item)

/** Full provenance (BUILDX_METADATA_PROVENANCE=max) can be large; the registry has it too. */
function limitMetadata(text: string): string {
  if (Buffer.byteLength(text) <= metadataLimit) return text
  const json = parseJson(text)
  if (!isRecord(json)) return ''
  const { 'buildx.build.provenance': _, ...rest } = json
  const shorter = JSON.stringify(rest, null, 2)
  return Buffer.byteLength(shorter) <= metadataLimit ? shorter : ''
}

function formatResult(result: Result): string {
  const images = result.images.map((image) => ({
    ...(result.isMany && { target: image.target }),
    name: image.repository.name,
    digest: image.digest ?? null,
    ...(image.origin && { content: image.origin.how, ...(image.origin.why && { why: image.origin.why }) }),
    platforms: image.platforms,
    tags: image.tags.map(({ name: _, ...tag }) => tag),
  }))
  const text = JSON.stringify({ images })
  if (Buffer.byteLength(text) <= resultLimit) return text
  const shortened = images.map((image) => ({
    ...image,
    tags: image.tags.slice(0, 500),
    omitted: Math.max(0, image.tags.length - 500),
  }))
  return JSON.stringify({ images: shortened })
}
