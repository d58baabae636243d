import { matchesPattern } from '../bake/target-pattern.ts'
import { readBuildTime } from '../claims/build-time.ts'
import { createDatedNames } from '../claims/dated-names.ts'
import { findClaims, findClaimsOfRef } from '../claims/find-claims.ts'
import { nameLiving } from '../claims/living-refs.ts'
import { createPublisherReader, type PublishedImage } from '../claims/read-publisher.ts'
import { isoFromMillis } from '../ports/time.ts'
import type { PruneFacts, Publisher } from '../prune-plan/decide-prune.ts'
import { createAttachmentFinder, type RepositoryGraph, reach, subjectOfTag } from '../prune-plan/graph.ts'
import type { PruneContext } from './prune-context.ts'

/** What a decision about a repository needs. */
export interface GatheredFacts extends PruneFacts {
  /** The time that the image itself has, by digest. ISO 8601. */
  readonly created: ReadonlyMap<string, string>
}

/** Reads which refs the tags belong to, and what their images say. */
export async function gatherPruneFacts(
  context: PruneContext,
  graph: RepositoryGraph,
): Promise<GatheredFacts> {
  const { registry, inputs, scope, names, refs, askPull, ports } = context
  const { repository } = graph
  const isKept = (tag: string) => inputs.keep.some((pattern) => matchesPattern(pattern, tag))
  const readImage = createPublisherReader(registry, repository, context.sourceUrl)
  const living = nameLiving(names, refs, repository)
  const { shaDays } = inputs
  const now = ports.clock.now()
  const dated = createDatedNames({ names, refs, repository, now: isoFromMillis(now) })
  const found =
    scope.kind === 'sweep'
      ? await findClaims({ graph, names, refs, living, isKept, shaDays, readImage, askPull, dated })
      : findClaimsOfRef({ graph, names, living, dated }, scope)
  const images = new Map<string, PublishedImage>()
  // A sweep has read them all; the deletion of one ref asks for no others.
  const read = scope.kind === 'sweep' ? graph.tags : found.claims
  const created = new Map<string, string>()
  await Promise.all(
    [...read.keys()].map(async (tag) => {
      const digest = graph.tags.get(tag)
      if (digest === undefined || isKept(tag) || living.has(tag) || subjectOfTag(tag) !== undefined) return
      const image = await readImage(digest)
      images.set(digest, image)
      // Only what may go needs a time.
      if (!found.claims.has(tag)) return
      const isTimed = graph.manifests.get(digest)?.uploaded !== undefined
      const built = isTimed ? undefined : await readBuildTime(registry, repository, digest)
      const time = built ?? image.created
      if (time !== undefined) created.set(digest, time)
    }),
  )
  const publishers = new Map(
    [...images].map(([digest, image]): [string, Publisher] => [digest, image.publisher]),
  )
  for (const [tag, why] of found.unknown) publishers.set(graph.tags.get(tag) ?? '', { kind: 'unknown', why })
  return {
    graph,
    claims: found.claims,
    living: new Map([...living, ...found.open]),
    publishers,
    rules: { isKept, keepDays: inputs.keepDays },
    ...(scope.kind === 'ref' && { only: scope.ref.name }),
    now,
    created,
  }
}

/** Gives everything below an image the time that the image says, where the registry says none. */
export function withCreated(graph: RepositoryGraph, { created }: GatheredFacts): RepositoryGraph {
  const manifests = new Map(graph.manifests)
  const attachedTo = createAttachmentFinder(graph)
  for (const [digest, time] of created) {
    const below = reach([digest], (one) => [...(manifests.get(one)?.children ?? []), ...attachedTo(one)])
    for (const one of below) {
      const node = manifests.get(one)
      if (node !== undefined && !(node.created !== undefined && node.created > time))
        manifests.set(one, { ...node, created: time })
    }
  }
  return { ...graph, manifests }
}
