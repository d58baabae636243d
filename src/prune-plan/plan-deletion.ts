import { isFresh } from './age.ts'
import type { RemovedTag } from './decide-prune.ts'
import {
  createAttachmentFinder,
  findNeeded,
  type RepositoryGraph,
  reach,
  reachNeeds,
  subjectOfTag,
} from './graph.ts'
import { sortParentsFirst } from './sort-manifests.ts'

/** Tags that name the same digest. `isWhole`: nothing else needs the digest, and no index lists it, so it may go with them. */
export interface TagsStep {
  readonly kind: 'tags'
  readonly digest: string
  readonly tags: readonly RemovedTag[]
  readonly isWhole: boolean
}

/** A manifest that nothing needs any more, with the attached tags that name it. */
export interface ManifestStep {
  readonly kind: 'manifest'
  readonly digest: string
  readonly role: Role
  readonly tags: readonly string[]
}

/** `image`: what a removed tag named; `part`: of an index; `attached`: a signature, an SBOM, a list of referrers. */
export type Role = 'image' | 'untagged' | 'part' | 'attached'

/** Plain data: a dry run prints it. */
export interface DeletionPlan {
  /** The repository as it was planned for. */
  readonly graph: RepositoryGraph
  /** In this order. Of a whole image, the tags go first. */
  readonly tags: readonly TagsStep[]
  /** In this order: an index before its parts. */
  readonly manifests: readonly ManifestStep[]
  /** Why content stays that no tag names any more, one sentence each. */
  readonly notes: readonly string[]
}

export interface DeletionRequest {
  readonly graph: RepositoryGraph
  readonly remove: readonly RemovedTag[]
  /** Manifests without a tag that are old enough to go. */
  readonly untagged?: readonly string[]
  /** Whether input keep matches a tag: such a tag stays on an attachment, too. */
  readonly isKept?: (tag: string) => boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

const ranks: Readonly<Record<Role, number>> = { image: 0, untagged: 1, part: 2, attached: 3 }

/** Plans the deletion of some tags, and of everything that nothing else needs then. */
export function planDeletion(request: DeletionRequest): DeletionPlan {
  const { graph, remove, untagged = [] } = request
  const { dying, notes } = findDying(request)
  const images = new Set(remove.map(({ digest }) => digest))
  const childrenOf = (digest: string) => graph.manifests.get(digest)?.children ?? []
  const parts = reach([...images, ...untagged], childrenOf)
  const roleOf = (digest: string): Role => {
    if (images.has(digest)) return 'image'
    if (untagged.includes(digest)) return 'untagged'
    return parts.has(digest) ? 'part' : 'attached'
  }
  const sorted = sortParentsFirst(graph, dying, (digest) => ranks[roleOf(digest)])
  const listed = new Set(sorted.flatMap(childrenOf))
  const attachedTags = new Map<string, string[]>()
  for (const [tag, digest] of graph.tags) {
    if (subjectOfTag(tag) !== undefined) attachedTags.set(digest, [...(attachedTags.get(digest) ?? []), tag])
  }
  // Images that stay first: their order does not matter.
  const order = [
    ...[...images].filter((digest) => !dying.has(digest)),
    ...sorted.filter((one) => images.has(one)),
  ]
  return {
    graph,
    tags: order.map((digest) => ({
      kind: 'tags',
      digest,
      tags: remove.filter((one) => one.digest === digest),
      isWhole: dying.has(digest) && !listed.has(digest),
    })),
    manifests: sorted.map((digest) => ({
      kind: 'manifest',
      digest,
      role: roleOf(digest),
      tags: attachedTags.get(digest) ?? [],
    })),
    notes,
  }
}

interface Dying {
  readonly dying: ReadonlySet<string>
  readonly notes: readonly string[]
}

/** The manifests that nothing needs once the tags are gone, as far as that is certain. */
function findDying({ graph, remove, untagged = [], isKept, now }: DeletionRequest): Dying {
  if (remove.length === 0 && untagged.length === 0) return { dying: new Set(), notes: [] }
  if (graph.gaps.length > 0) return { dying: new Set(), notes: [gapNote(graph.gaps)] }
  const attachedTo = createAttachmentFinder(graph)
  const starts = [...remove.map(({ digest }) => digest), ...untagged]
  const affected = reach(starts, (digest) => [
    ...(graph.manifests.get(digest)?.children ?? []),
    ...attachedTo(digest),
  ])
  const removed = new Set(remove.map(({ tag }) => tag))
  const needed = findNeeded(graph, {
    tag: (tag) => removed.has(tag) || (affected.has(subjectOfTag(tag) ?? '') && !isKept?.(tag)),
    digest: (digest) => affected.has(digest),
  })
  const unneeded = [...affected].filter((digest) => !needed.has(digest) && graph.manifests.has(digest))
  const fresh = unneeded.filter((digest) => {
    const { uploaded, created } = graph.manifests.get(digest) ?? {}
    return isFresh(uploaded ?? created, now)
  })
  const kept = reachNeeds(graph, fresh)
  return {
    dying: new Set(unneeded.filter((digest) => !kept.has(digest))),
    notes: fresh.length === 0 ? [] : [freshNote(fresh.length)],
  }
}

/** A registry that answers nothing leaves a gap for each tag. */
const shownGaps = 5
const gapNote = (gaps: readonly string[]): string => {
  const more = gaps.length - shownGaps
  const shown = gaps.slice(0, shownGaps).join(' ')
  return `Only tags are deleted. ${shown}${more > 0 ? ` ${more} more could not be read.` : ''}`
}

const freshNote = (count: number): string =>
  `${count === 1 ? 'One manifest stays' : `${count} manifests stay`} without a tag: uploaded within the last hour, or at an unknown time.`
