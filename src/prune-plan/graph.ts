import type { Repository } from '../model/reference.ts'

/** A manifest or index of a repository, as far as a deletion must know it. */
export interface ManifestNode {
  readonly digest: string
  /** The manifests that an index lists. */
  readonly children: readonly string[]
  /** What it is attached to: a referrer's subject. */
  readonly subject?: string
  /** When the registry received it, if the registry says so. ISO 8601. */
  readonly uploaded?: string
  /** What the image itself says: the time in its provenance, or its label `created`. ISO 8601. */
  readonly created?: string
}

/** The tags and manifests of one repository. Plain data. */
export interface RepositoryGraph {
  readonly repository: Repository
  /** The digest of each tag. */
  readonly tags: ReadonlyMap<string, string>
  /** By digest. A digest that is listed somewhere, but is not here, does not exist. */
  readonly manifests: ReadonlyMap<string, ManifestNode>
  /** What the registry's API lists without a tag; undefined if the registry has no such list. */
  readonly untagged?: ReadonlySet<string>
  /** What could not be read, one sentence each. Nothing is deleted by digest then, since it may be needed. */
  readonly gaps: readonly string[]
}

/**
 * The digest that a tag is attached to: the referrers tag of OCI distribution spec 1.1 ("Referrers Tag Schema"), and cosign's
 * `.sig`, `.att` and `.sbom` beside it. Undefined for any other tag.
 */
export function subjectOfTag(tag: string): string | undefined {
  const [, hex] = /^sha256-([0-9a-f]{64})(?:\.[A-Za-z0-9._-]*)?$/.exec(tag) ?? []
  return hex === undefined ? undefined : `sha256:${hex}`
}

/** Finds what belongs to a digest: its referrers, and what the tags that are attached to it name. */
export type AttachmentFinder = (digest: string) => readonly string[]

export function createAttachmentFinder({ tags, manifests }: RepositoryGraph): AttachmentFinder {
  const found = new Map<string, string[]>()
  const add = (subject: string | undefined, digest: string) => {
    if (subject !== undefined) found.set(subject, [...(found.get(subject) ?? []), digest])
  }
  for (const { digest, subject } of manifests.values()) add(subject, digest)
  for (const [tag, digest] of tags) add(subjectOfTag(tag), digest)
  return (digest) => found.get(digest) ?? []
}

/** What is about to go: a tag or a digest that needs nothing any more. */
export interface Leaving {
  readonly tag: (tag: string, digest: string) => boolean
  readonly digest: (digest: string) => boolean
}

/** Everything that the other tags, and the other manifests without a tag, need: parts, subjects, and what is attached. */
export function findNeeded(graph: RepositoryGraph, leaving: Leaving): ReadonlySet<string> {
  const roots = [...graph.tags].flatMap(([tag, digest]) => (leaving.tag(tag, digest) ? [] : [digest]))
  // A manifest without a tag may be used by its digest.
  const untagged = [...(graph.untagged ?? [])].filter((digest) => !leaving.digest(digest))
  return reachNeeds(graph, [...roots, ...untagged])
}

export function reachNeeds(graph: RepositoryGraph, from: Iterable<string>): Set<string> {
  const attachedTo = createAttachmentFinder(graph)
  return reach(from, (digest) => {
    const { children = [], subject } = graph.manifests.get(digest) ?? {}
    return [...children, ...attachedTo(digest), ...(subject === undefined ? [] : [subject])]
  })
}

/** Everything that can be reached from some digests, these included. */
export function reach(from: Iterable<string>, next: (digest: string) => readonly string[]): Set<string> {
  const reached = new Set<string>(from)
  // Iterating over a set includes elements that are added meanwhile.
  for (const digest of reached) for (const one of next(digest)) reached.add(one)
  return reached
}
