import { createHash } from 'node:crypto'
import type { Repository, Target } from '../../src/model/reference.ts'

interface Stored {
  readonly mediaType: string
  readonly bytes: Uint8Array
}
interface Kept {
  readonly tags: Map<string, string>
  readonly manifests: Map<string, Stored>
}

/** Called before each request, which fails with the error that it throws. */
export type Before = (action: string, repository: string, target: string) => void | Promise<void>

/** A registry in memory with the interface of the client, to test publishing without a network. */
export function createMemoryRegistry(before: Before = () => undefined) {
  const repositories = new Map<string, Kept>()
  const requests: string[] = []
  const open = (name: string): Kept => {
    const kept = repositories.get(name) ?? { tags: new Map(), manifests: new Map() }
    repositories.set(name, kept)
    return kept
  }
  const enter = async (action: string, repository: Repository, target: string) => {
    requests.push(`${action} ${repository.name}:${target}`)
    await before(action, repository.name, target)
    return open(repository.name)
  }
  const nameOf = (target: Target) => ('tag' in target ? target.tag : target.digest)
  const find = (kept: Kept, target: Target) => ('tag' in target ? kept.tags.get(target.tag) : target.digest)
  const read = (kept: Kept, target: Target) => {
    const digest = find(kept, target)
    const stored = digest === undefined ? undefined : kept.manifests.get(digest)
    return digest === undefined || stored === undefined
      ? undefined
      : { ...stored, digest, json: JSON.parse(new TextDecoder().decode(stored.bytes)) }
  }
  return {
    requests,
    /** Adds an image, as a push of a builder does. */
    push(name: string, tag: string | undefined, manifest: object): string {
      const bytes = new TextEncoder().encode(JSON.stringify(manifest))
      const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
      open(name).manifests.set(digest, { mediaType: 'application/vnd.oci.image.manifest.v1+json', bytes })
      if (tag !== undefined) open(name).tags.set(tag, digest)
      return digest
    },
    tags: (name: string): Record<string, string> => Object.fromEntries(open(name).tags),
    client: {
      headManifest: async (repository: Repository, target: Target) =>
        read(await enter('HEAD', repository, nameOf(target)), target),
      getManifest: async (repository: Repository, target: Target) =>
        read(await enter('GET', repository, nameOf(target)), target),
      getBlob: async () => undefined,
      checkPush: async (repository: Repository) => void (await enter('CHECK', repository, '')),
      async putManifest(repository: Repository, target: Target, manifest: Stored) {
        const kept = await enter('PUT', repository, nameOf(target))
        const digest = `sha256:${createHash('sha256').update(manifest.bytes).digest('hex')}`
        kept.manifests.set(digest, manifest)
        if ('tag' in target) kept.tags.set(target.tag, digest)
      },
      async removeTag(repository: Repository, tag: string) {
        const kept = await enter('REMOVE', repository, tag)
        kept.tags.delete(tag)
        return 'removed' as const
      },
      copyReferrers: async (
        _from: Repository,
        _to: Repository,
        _digests: readonly string[],
        arrived: Promise<unknown>,
      ) => {
        await arrived
        return { warnings: [] as readonly string[] }
      },
      pushLayout: async () => undefined,
      async copyImage(from: Repository, to: Repository, digest: string, _known?: unknown) {
        const kept = await enter('COPY', to, digest)
        const manifest = open(from.name).manifests.get(digest)
        if (manifest) kept.manifests.set(digest, manifest)
      },
    },
  }
}
