import { arrayAt, stringAt } from '../json.ts'
import { memoize, sameKey } from '../memoize.ts'
import { digestAt, type Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { type ManifestNode, type RepositoryGraph, reach } from '../prune-plan/graph.ts'
import { reasonOf } from '../prune-plan/reason.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { Manifest } from '../registry/manifests.ts'
import { isIndexType, manifestTypes } from '../registry/media-types.ts'

export type GraphRegistry = Pick<
  RegistryClient,
  'listTags' | 'headManifest' | 'getManifest' | 'getBlob' | 'listReferrers'
>

/** A manifest as a vendor's API lists it. */
export interface ListedManifest {
  readonly digest: string
  readonly tags: readonly string[]
  /** ISO 8601. */
  readonly uploaded: string
}

/** Lists all manifests of a repository, with and without tags. */
export type ListManifests = () => Promise<readonly ListedManifest[]>

export interface GraphReader {
  /** The tags with their digests, and whatever the registry lists beside them. Children are not read. */
  readTags(): Promise<RepositoryGraph>
  /** Adds the children and subjects of every manifest, and the referrers of `starts` and of what is below them. */
  readManifests(graph: RepositoryGraph, starts: readonly string[]): Promise<RepositoryGraph>
}

/** More tags than that are not read, and then no manifest is deleted. */
const maxTags = 20_000

/** Reads one repository. Manifests never change, so each is read once. A failure becomes a gap of the graph. */
export function createGraphReader(
  registry: GraphRegistry,
  repository: Repository,
  listManifests?: ListManifests,
): GraphReader {
  const readManifest = memoizeFound((digest) => registry.getManifest(repository, { digest }))
  const readType = memoizeFound((digest) => registry.headManifest(repository, { digest }))
  const source = { registry, repository, readManifest, readType }
  return {
    readTags: () => (listManifests ? readListed(repository, listManifests) : readTags(registry, repository)),
    readManifests: async (graph, starts) =>
      addReferrers(source, await addManifests(source, graph, starts), starts),
  }
}

/** Another job may push what did not exist, or could not be read, a moment ago. */
function memoizeFound<T>(
  read: (digest: string) => Promise<T | undefined>,
): (digest: string) => Promise<T | undefined> {
  const cache = new Map<string, Promise<T | undefined>>()
  return memoize(
    sameKey,
    (digest: string) => {
      const forget = () => void cache.delete(digest)
      const reading = read(digest)
      reading.then((found) => found ?? forget(), forget)
      return reading
    },
    { cache },
  )
}

interface Source {
  readonly registry: GraphRegistry
  readonly repository: Repository
  readonly readManifest: (digest: string) => Promise<Manifest | undefined>
  readonly readType: (digest: string) => Promise<{ readonly mediaType: string } | undefined>
}

async function readListed(repository: Repository, list: ListManifests): Promise<RepositoryGraph> {
  const listed = await list()
  return {
    repository,
    tags: new Map(listed.flatMap(({ tags, digest }) => tags.map((tag) => [tag, digest] as const))),
    manifests: new Map(
      listed.map(({ digest, uploaded }) => [digest, { digest, children: [], uploaded }] as const),
    ),
    untagged: new Set(listed.flatMap(({ tags, digest }) => (tags.length === 0 ? [digest] : []))),
    gaps: [],
  }
}

async function readTags(registry: GraphRegistry, repository: Repository): Promise<RepositoryGraph> {
  const { tags, complete } = await registry.listTags(repository, maxTags)
  const gaps = complete ? [] : [describeIncomplete(repository, tags.length)]
  const found = await Promise.all(
    tags.map(async (tag) => {
      try {
        const head = await registry.headManifest(repository, { tag })
        return head === undefined ? [] : ([[tag, head.digest]] as const)
      } catch (error) {
        if (!(error instanceof TagboatError)) throw error
        gaps.push(`Tag ${tag} could not be read: ${reasonOf(error)}.`)
        return []
      }
    }),
  )
  return { repository, tags: new Map(found.flat()), manifests: new Map(), gaps }
}

const describeIncomplete = ({ name }: Repository, count: number): string =>
  count < maxTags
    ? `The list of tags of ${name} is not complete.`
    : `${name} has more than ${maxTags} tags, which are not all read.`

async function addManifests(
  source: Source,
  graph: RepositoryGraph,
  starts: readonly string[],
): Promise<RepositoryGraph> {
  const nodes = new Map<string, ManifestNode>()
  const gaps: string[] = []
  const isListed = graph.untagged !== undefined
  const tagged = new Set(graph.tags.values())
  // What is to go without a tag may be a signature of an image that stays.
  const whole = new Set([...tagged, ...starts])
  const visited = new Set<string>()
  const add = async (digest: string): Promise<void> => {
    if (visited.has(digest)) return
    visited.add(digest)
    const known = graph.manifests.get(digest)
    // What a vendor does not list does not exist.
    if (isListed && known === undefined) return
    nodes.set(digest, known ?? { digest, children: [] })
    try {
      // Only an index has children. Of another image without a tag the subject does not matter: nothing else shows it.
      if (!whole.has(digest) && !isIndexType((await source.readType(digest))?.mediaType ?? '')) return
      const manifest = await source.readManifest(digest)
      if (manifest === undefined) {
        nodes.delete(digest)
        const tag = await findTagOf(source, graph, digest)
        if (tag !== undefined) gaps.push(`${digest} does not exist, although tag ${tag} names it.`)
        return
      }
      const node = describeNode(manifest, known)
      nodes.set(digest, node)
      await Promise.all(listIndexes(manifest).map(add))
      for (const child of node.children) addLeaf(nodes, graph, child)
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      gaps.push(`${digest} could not be read: ${reasonOf(error)}.`)
    }
  }
  await Promise.all([...tagged, ...(graph.untagged ?? [])].map(add))
  return { ...graph, manifests: nodes, gaps: [...graph.gaps, ...gaps] }
}

/** A tag that names a digest now. */
async function findTagOf({ registry, repository }: Source, graph: RepositoryGraph, digest: string) {
  const [tag] = [...graph.tags].find(([, to]) => to === digest) ?? []
  if (tag === undefined) return undefined
  return (await registry.headManifest(repository, { tag }))?.digest === digest ? tag : undefined
}

/** An image in an index, which is not read. */
function addLeaf(nodes: Map<string, ManifestNode>, graph: RepositoryGraph, digest: string): void {
  const known = graph.manifests.get(digest)
  if (nodes.has(digest) || (graph.untagged !== undefined && known === undefined)) return
  nodes.set(digest, known ?? { digest, children: [] })
}

function describeNode({ digest, json }: Manifest, known: ManifestNode | undefined): ManifestNode {
  const subject = digestAt(json, 'subject', 'digest')
  // Entries of other types, as in a build cache, are blobs.
  const children = arrayAt(json, 'manifests').flatMap((child) => {
    const type = stringAt(child, 'mediaType') ?? ''
    const named = digestAt(child, 'digest')
    return named !== undefined && (type === '' || manifestTypes.includes(type)) ? [named] : []
  })
  return { ...known, digest, children, ...(subject !== undefined && { subject }) }
}

/** The children that may list others. */
const listIndexes = ({ json }: Manifest): readonly string[] =>
  arrayAt(json, 'manifests').flatMap((child) => {
    const type = stringAt(child, 'mediaType') ?? ''
    const digest = digestAt(child, 'digest')
    return digest !== undefined && (type === '' || isIndexType(type)) ? [digest] : []
  })

/** Asks the registry's referrers API about everything below `starts`; referrers may have referrers. */
async function addReferrers(
  source: Source,
  graph: RepositoryGraph,
  starts: readonly string[],
): Promise<RepositoryGraph> {
  const nodes = new Map(graph.manifests)
  const below = reach(starts, (digest) => nodes.get(digest)?.children ?? [])
  try {
    for (const digest of below) {
      const found = await source.registry.listReferrers(source.repository, digest)
      if (found === undefined) break
      for (const referrer of found) {
        const manifest = await source.readManifest(referrer)
        if (manifest !== undefined) nodes.set(referrer, describeNode(manifest, nodes.get(referrer)))
        below.add(referrer)
      }
    }
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    return { ...graph, gaps: [...graph.gaps, `The referrers could not be read: ${reasonOf(error)}.`] }
  }
  return { ...graph, manifests: nodes }
}
