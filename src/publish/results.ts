import { isChange } from '../decide/decide-tag.ts'
import type { TagFacts } from '../model/facts.ts'
import type { ImageChange } from '../model/image-change.ts'
import { formatReference } from '../model/reference.ts'
import { holdsDigest, type ImageResult, type PlatformResult, type TagResult } from '../model/result.ts'
import { tagsOf } from '../plan/tag-references.ts'
import { type Contents, DestinationMap } from './destinations.ts'
import type { Entry } from './entries.ts'
import type { ImageReader } from './image-facts.ts'
import type { MoveOutcome } from './move.ts'
import { readPlatforms } from './platforms.ts'
import type { PublishRequest } from './request.ts'

/** The result for one tag; undefined digests are left out. */
export const tagResult = (
  { ref, repository, tag }: Pick<TagFacts, 'ref' | 'repository' | 'tag'>,
  { digest, previous, ...rest }: TagState,
): TagResult => ({
  ref,
  repository,
  name: tag.name,
  ...(digest !== undefined && { digest }),
  ...(previous !== undefined && { previous }),
  ...rest,
})

/** What a tag holds, what it held, and what this run did to it. */
export interface TagState extends Pick<TagResult, 'action' | 'reason'> {
  readonly digest?: string | undefined
  readonly previous?: string | undefined
}

/** The result for each image in each repository, in the order of the plans. */
export function perRepository(
  { images }: Pick<PublishRequest, 'images'>,
  results: readonly TagResult[],
  contents: DestinationMap<{ readonly digest: string }>,
  platforms: DestinationMap<readonly PlatformResult[]> = new DestinationMap(),
  changes: DestinationMap<ImageChange> = new DestinationMap(),
): readonly ImageResult[] {
  const known = new Map(results.map((result) => [result.ref, result]))
  return images.flatMap(({ plan, origin }) =>
    plan.repositories.map((repository) => {
      const destination = { target: plan.target, repository }
      const tags = tagsOf(plan, repository).flatMap(
        (tag) => known.get(formatReference(repository, { tag: tag.name })) ?? [],
      )
      const change = changes.get(destination)
      const digest = contents.get(destination)?.digest ?? tags.find(holdsDigest)?.digest
      return {
        ...destination,
        ...(digest !== undefined && { digest }),
        platforms: platforms.get(destination) ?? [],
        tags,
        ...(origin && { origin }),
        ...(change && isTaken(change, tags) && { change }),
      }
    }),
  )
}

/** This run moved the tag from the one image that was compared to the other. */
const isTaken = ({ tag, previous, digest }: ImageChange, tags: readonly TagResult[]): boolean =>
  tags.some(
    (one) => one.name === tag && one.action === 'moved' && one.previous === previous && one.digest === digest,
  )

/** The platforms of each published image, with their sizes; empty if they cannot be read. */
export async function listPlatforms(
  {
    registry,
    images,
  }: { readonly registry: Pick<ImageReader, 'getManifest'> } & Pick<PublishRequest, 'images'>,
  contents: Contents,
): Promise<DestinationMap<readonly PlatformResult[]>> {
  const listed = images.flatMap(({ plan, platforms, ownPlatform }) =>
    plan.repositories.map(async (repository) => {
      const destination = { target: plan.target, repository }
      const manifest = contents.get(destination)
      if (manifest === undefined) return [destination, []] as const
      const found = readPlatforms(registry, repository, manifest, platforms[0] ?? ownPlatform)
      return [destination, await found.catch(() => [])] as const
    }),
  )
  return new DestinationMap(await Promise.all(listed))
}

/** The result for a tag after its last read. */
export function describeEntry({ decision, previous, written, now, state, reason }: Entry): TagResult {
  const { facts } = decision
  const why = reason === undefined ? {} : { reason }
  const held = { digest: now, previous }
  if (state === 'failed') return tagResult(facts, { ...held, action: state, ...why })
  // A tag that this run has not written belongs to the other run.
  if (state === 'superseded') {
    return tagResult(facts, { ...held, action: written === undefined ? 'kept' : state, ...why })
  }
  if (written === undefined) return describeUntouched({ kind: 'left', decision }, now)
  if (previous === undefined) return tagResult(facts, { digest: now, action: 'created' })
  return tagResult(facts, { ...held, action: previous === now ? 'unchanged' : 'moved' })
}

/** The result for a tag that this run has not written. `now`: its digest, if it was read again. */
export function describeUntouched(
  { kind, decision }: Extract<MoveOutcome, { kind: 'left' | 'skipped' }>,
  now?: string,
): TagResult {
  const { facts } = decision
  const before = facts.image?.digest
  const held = { digest: now ?? before, previous: before }
  if (kind === 'skipped' && isChange(decision)) {
    return tagResult(facts, { ...held, action: 'failed', reason: 'it was not touched' })
  }
  switch (decision.kind) {
    case 'published':
      return tagResult(facts, { ...held, action: 'unchanged', reason: releasedAlready })
    case 'keep':
      return tagResult(facts, { ...held, action: 'kept', reason: decision.reason })
    case 'refuse':
      return tagResult(facts, { ...held, action: 'refused', reason: decision.problem.what })
    default:
      return tagResult(facts, { ...held, action: 'unchanged' })
  }
}

const releasedAlready = 'it is released already, from this commit'
