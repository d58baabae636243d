import { isTrue } from '../bake/specs.ts'
import { hasResultsService, serviceOrigin } from '../digests/artifact-service.ts'
import {
  readAnswer,
  requestService,
  type ServiceName,
  type ServicePorts,
  textAt,
  twirpRequest,
} from '../digests/results-service.ts'
import { cacheService } from '../errors/cache-mounts.ts'
import { at, type Json } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Env, Files } from '../ports/ports.ts'

/** The address of GitHub's cache service, and the runner's token for it. */
export interface CacheEndpoint {
  readonly origin: string
  /** A secret. */
  readonly token: string
}

/** A cache that the service has. */
export interface FoundCache {
  readonly key: string
  /** A signed URL, which is a credential itself. */
  readonly url: string
}

/** Caches in GitHub's service. Every method throws a TagboatError if the service fails. */
export interface CacheStore {
  /** The newest cache whose key begins with `prefix`, among those that the run may read. */
  find(prefix: string): Promise<FoundCache | undefined>
  /** Writes a cache into a file of at most `limit` bytes. */
  load(cache: FoundCache, path: string, limit: number): Promise<void>
  /** Stores a file. Returns false if a cache of the same key exists, which stays unchanged. */
  save(key: string, path: string): Promise<boolean>
}

/**
 * Whether the runner offers version 2 of GitHub's cache, the only one that github.com serves. The runner sets `True`
 * (actions/runner, `NodeScriptActionHandler.cs`). buildx reads it as a boolean; `@actions/cache` takes any text for true.
 */
export const offersGithubCache = (env: Env): boolean =>
  isTrue(env.ACTIONS_CACHE_SERVICE_V2) && !!env.ACTIONS_RESULTS_URL && !!env.ACTIONS_RUNTIME_TOKEN

/**
 * Finds the cache service in the runner's variables, by the rules of `@actions/cache` 6.0.1 (`src/internal/config.ts`). If there is
 * none, returns the reason as a clause.
 */
export function findCacheService(env: Env): CacheEndpoint | string {
  if (!hasResultsService(env.GITHUB_SERVER_URL || 'https://github.com'))
    return 'only github.com and ghe.com have a cache service of version 2'
  const origin = serviceOrigin(env.ACTIONS_RESULTS_URL ?? '')
  const token = env.ACTIONS_RUNTIME_TOKEN ?? ''
  if (origin === undefined || !offersGithubCache(env))
    return 'this runner offers no cache service of version 2'
  return { origin, token }
}

/** The service finds only caches of the same version, 64 hexadecimal digits. This one is for archives of cache mounts. */
const version = Buffer.from('tagboat cache mounts, format 001').toString('hex')

const service: ServiceName = { name: 'The cache service', problem: cacheService }

/**
 * The client of version 2, as `@actions/cache` 6.0.1 speaks to it: Twirp with JSON (`src/generated/results/api/v1/cache.ts`), and a PUT
 * or GET of a signed URL. One "Put Blob" of Azure takes up to 5000 MiB.
 */
export function createCacheStore(
  ports: ServicePorts & { readonly files: Files },
  { origin, token }: CacheEndpoint,
): CacheStore {
  const call = (action: string, method: string, body: Readonly<Record<string, Json>>, known: number[] = []) =>
    requestService(
      ports,
      service,
      action,
      twirpRequest({ origin, token, service: 'CacheService', method, body: { ...body, version } }),
      known,
      async (response) => ({ status: response.status, json: await readAnswer(response) }),
    )
  return {
    async find(prefix) {
      const asked = { key: prefix, restore_keys: [prefix] }
      const { status, json } = await call('find a cache', 'GetCacheEntryDownloadURL', asked, [404])
      const [key, url] = [textAt(json, 'matched_key'), textAt(json, 'signed_download_url')]
      return status === 404 || !key.startsWith(prefix) || url === '' ? undefined : { key, url }
    },
    async load({ url }, path, limit) {
      const asked = { method: 'GET', url, headers: {}, isLarge: true } as const
      await requestService(ports, service, 'send a cache', asked, [], (response) =>
        ports.files.writeStream(path, response.body, limit),
      )
    },
    async save(key, path) {
      const made = await call('create a cache', 'CreateCacheEntry', { key }, [409])
      if (made.status === 409) return false
      // GitHub refuses with a message, for example if the repository has spent its budget (`@actions/cache`, `src/cache.ts`).
      if (at(made.json, 'ok') !== true)
        throw failure('create a cache', textAt(made.json, 'message') || 'The answer was not ok.')
      const size = (await ports.files.size(path)) ?? 0
      const headers = {
        'content-type': 'application/octet-stream',
        'content-length': String(size),
        'x-ms-blob-type': 'BlockBlob',
      }
      const url = textAt(made.json, 'signed_upload_url')
      const asked = { method: 'PUT', url, headers, body: () => ports.files.openRead(path, 0) } as const
      await requestService(ports, service, 'store a cache', asked, [], async (response) => response.discard())
      const entry = { key, size_bytes: String(size) }
      const done = await call('finish a cache', 'FinalizeCacheEntryUpload', entry)
      if (at(done.json, 'ok') !== true)
        throw failure('finish a cache', textAt(done.json, 'message') || 'The answer was not ok.')
      return true
    },
  }
}

const failure = (action: string, original: string): TagboatError =>
  new TagboatError(cacheService(action, original))
