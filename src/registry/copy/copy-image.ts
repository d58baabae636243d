import { type Asked, contentMissing, contentWrong } from '../../errors/registry.ts'
import { TagboatError } from '../../model/tagboat-error.ts'
import { getManifest, headManifest } from '../absence.ts'
import { type Descriptor, describeAsked, type Manifest } from '../manifests.ts'
import { putManifest } from '../put-manifest.ts'
import { type BlobWay, copyBlob } from './copy-blob.ts'
import type { Route } from './copy-context.ts'
import { listContent, mostBlobs } from './manifest-children.ts'

/** What was found below a digest, and how it came to the destination. */
export interface CopyReport {
  /** The manifest of the digest itself. */
  readonly top: Manifest
  /** All manifests, each after those that it names, the top one last. */
  readonly manifests: readonly CopiedManifest[]
  readonly blobs: readonly CopiedBlob[]
  /** Bytes of blobs that went through this machine, those of second attempts too. */
  readonly bytes: number
}

export interface CopiedManifest {
  readonly manifest: Manifest
  readonly way: 'present' | 'put'
}

export interface CopiedBlob extends Descriptor {
  readonly way: BlobWay
}

/** What the caller has found out already. */
export interface Known {
  /** The manifest of the digest itself. */
  readonly top?: Manifest
  /** The destination does not have it. */
  readonly isAbsent?: boolean
}

/** An index in an index is rare, and two levels are more than any tool makes. */
const mostLevels = 5
const mostManifests = 1000

/**
 * Brings a manifest or index with all below it to another repository, by digest and with unchanged bytes. What names
 * others follows them (OCI distribution spec 1.1, "Pushing Manifests"), and no tag is touched.
 *
 * Below a manifest that is at the destination its blobs are too, for a registry does not take one without them. An index's
 * children are asked for all the same: registries' cleaners have removed them from under one.
 */
export async function copyImage(route: Route, digest: string, known: Known = {}): Promise<CopyReport> {
  const manifests = new Map<string, CopiedManifest>()
  const blobs = new Map<string, CopiedBlob>()
  const named = new Set<string>()
  const { all } = route.job
  const bringBlob = once(async (blob: Descriptor) => {
    blobs.set(blob.digest, { ...blob, way: await copyBlob(route, blob) })
  })
  const bring = once(async ({ digest, level, ask, known }: Node) => {
    const [manifest, there] = await read(route, { digest, level, ask, known })
    const content = listContent(describeAsked(route.from.repository, { digest }, 'read'), manifest)
    for (const blob of content.blobs) named.add(blob.digest)
    checkNumber(route, manifests.size + content.manifests.length, named.size)
    const below = content.manifests.map((one) => ({ digest: one.digest, level: level + 1, ask: there }))
    for (const one of content.foreign) blobs.set(one.digest, { ...one, way: 'foreign' })
    await all([
      ...below.map((node) => () => bring(node)),
      ...(there ? [] : content.blobs.map((blob) => () => bringBlob(blob))),
    ])
    if (!there) await putManifest(route.to.session, route.to.repository, { digest }, manifest)
    manifests.set(digest, { manifest, way: there ? 'present' : 'put' })
  })
  await all([() => bring({ digest, level: 1, ask: known.isAbsent !== true, known: known.top })])
  const last = manifests.get(digest)
  if (!last) throw new Error(`${digest} was not copied.`)
  return {
    top: last.manifest,
    manifests: [...manifests.values()],
    blobs: [...blobs.values()],
    bytes: route.progress.total(),
  }
}

interface Node {
  readonly digest: string
  readonly level: number
  /** Whether the destination may have it already: below what it has not, asking costs as much as putting. */
  readonly ask: boolean
  readonly known?: Manifest | undefined
}

async function read({ from, to, job }: Route, node: Node): Promise<[Manifest, boolean]> {
  const { digest, level, ask, known } = node
  const asked = describeAsked(from.repository, { digest }, 'read')
  if (level > mostLevels)
    throw tooMuch(asked, `it is an index of indexes, more than ${mostLevels} levels deep`)
  const [[manifest], [found]] = await Promise.all([
    job.all([async () => known ?? (await getManifest(from.session, from.repository, { digest }))]),
    job.all(ask ? [() => headManifest(to.session, to.repository, { digest })] : []),
  ])
  if (!manifest) throw new TagboatError(contentMissing(asked))
  return [manifest, found !== undefined]
}

function checkNumber({ from: { repository } }: Route, count: number, blobs: number): void {
  const asked: Asked = { host: repository.host, name: repository.name, action: 'read' }
  if (count > mostManifests)
    throw tooMuch(asked, `there are more than ${mostManifests} manifests in one image`)
  if (blobs > mostBlobs)
    throw tooMuch(asked, `there are more than ${mostBlobs} configs and layers in one image`)
}

const tooMuch = (asked: Asked, what: string) => new TagboatError(contentWrong(asked, what))

/** The same digest's work is done once, however often it is named. */
function once<T extends { readonly digest: string }>(work: (one: T) => Promise<void>) {
  const under = new Map<string, Promise<void>>()
  return (one: T): Promise<void> => {
    const done = under.get(one.digest) ?? work(one)
    under.set(one.digest, done)
    return done
  }
}
