/**
 * Differences between registries and distribution 2.8, each with its public source. A row makes the function that handles a request
 * in the fault proxy in front of a real registry.
 */
import { createHash } from 'node:crypto'
import { registryRequest } from './registry-client.mjs'

const ociIndex = 'application/vnd.oci.image.index.v1+json'
const version = /^\d+\.\d+\.\d+$/

/**
 * @import { Decide, Fault, ProxiedRequest as Request } from './fault-proxy.mjs'
 * @import { Manifest, RequestOptions } from './registry-client.mjs'
 */

/**
 * @typedef {{upstream: string, elsewhere: string}} World `host:port` of the registry, and of a server that answers 429
 * @typedef {{what: string, source: string, make: (world: World) => Decide}} Quirk `what` it does, for the docs
 * @typedef {{headers: Record<string, string>, body: string}} ErrorAnswer an error's headers and body
 * @typedef {ReturnType<typeof manifestOf>} Address
 */

/** @param {string} code @param {string} [message] @returns {ErrorAnswer} */
const errors = (code, message = code.toLowerCase()) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ errors: [{ code, message }] }),
})
const page = { headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' }

/** The repository and the tag or digest in a manifest's path. @param {Request} request */
function manifestOf({ path }) {
  const [, repository = '', reference = ''] = /^\/v2\/(.+)\/manifests\/([^/?]+)/.exec(path) ?? []
  return { repository, reference, isTag: reference !== '' && !reference.includes(':') }
}

/** @param {string | Buffer} content */
const digestOf = (content) => `sha256:${createHash('sha256').update(content).digest('hex')}`

/** @param {Buffer} sent @returns {Partial<Manifest>} */
const readManifest = (sent) => JSON.parse(sent.toString() || '{}')

const isUpload = (/** @type {Request} */ { path }) => path.includes('/blobs/uploads/')
/** The path of an upload without its signed state. */
const uploadOf = (/** @type {Request} */ { path }) => path.split('?', 1)[0] ?? ''

/**
 * The registry's answer to another request with the same login.
 * @param {World} world
 * @param {Request} request
 * @param {string} method
 * @param {string} path
 * @param {Pick<RequestOptions, 'body' | 'headers'>} [more]
 */
const ask = ({ upstream }, { headers }, method, path, more = {}) =>
  registryRequest(upstream, path, {
    method,
    body: more.body,
    headers: {
      accept: ociIndex,
      ...(headers.authorization && { authorization: headers.authorization }),
      ...more.headers,
    },
  })

/**
 * Replaces the answer 404 for a missing manifest.
 * @param {number} status
 * @param {ErrorAnswer} answer
 * @param {(address: Address) => boolean} [wanted]
 * @returns {Quirk['make']}
 */
const absence =
  (status, answer, wanted = () => true) =>
  () =>
  (request) => {
    const isRead = request.method === 'HEAD' || request.method === 'GET'
    if (!isRead || manifestOf(request).reference === '' || !wanted(manifestOf(request))) return undefined
    return { change: (found) => (found.status === 404 ? { status, ...answer } : undefined) }
  }

/**
 * Refuses to overwrite the tag of a full version.
 * @param {number} status
 * @param {(tag: string) => ErrorAnswer} answer
 * @returns {Quirk['make']}
 */
const immutable = (status, answer) => (world) => async (request) => {
  const { repository, reference } = manifestOf(request)
  if (request.method !== 'PUT' || !version.test(reference)) return undefined
  const there = await ask(world, request, 'HEAD', `/v2/${repository}/manifests/${reference}`)
  return there.status === 404 ? undefined : { status, ...answer(reference) }
}

/**
 * @param {number} status
 * @param {ErrorAnswer} answer
 * @param {(address: Address) => boolean} [wanted]
 * @returns {Quirk['make']}
 */
const refuseDelete =
  (status, answer, wanted = () => true) =>
  () =>
  (request) =>
    request.method === 'DELETE' && manifestOf(request).reference !== '' && wanted(manifestOf(request))
      ? { status, ...answer }
      : undefined

/** @param {World} world @param {Request} request @returns {Promise<Fault>} */
async function deleteTag(world, request) {
  const { repository, reference } = manifestOf(request)
  /** @param {string} name */
  const path = (name) => `/v2/${repository}/manifests/${name}`
  if ((await ask(world, request, 'HEAD', path(reference))).status === 404) {
    return { status: 404, ...errors('MANIFEST_UNKNOWN') }
  }
  const annotations = { removed: `${Date.now()} ${Math.random()}` }
  const body = JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: [], annotations })
  const digest = digestOf(body)
  await ask(world, request, 'PUT', path(reference), { body, headers: { 'content-type': ociIndex } })
  await ask(world, request, 'DELETE', path(digest))
  return { status: 202 }
}

/** Lists referrers among the manifests pushed through this proxy. @returns {Decide} */
function listReferrers() {
  /** @type {Map<string, object[]>} */
  const known = new Map()
  return (request) => {
    const [, repository, digest] = /^\/v2\/(.+)\/referrers\/(sha256:[0-9a-f]+)/.exec(request.path) ?? []
    if (repository !== undefined) {
      const manifests = known.get(`${repository}@${digest}`) ?? []
      const body = JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests })
      return { status: 200, headers: { 'content-type': ociIndex }, body }
    }
    if (request.method !== 'PUT' || manifestOf(request).reference === '') return undefined
    return {
      change: ({ status }, sent) => {
        const { subject, mediaType, artifactType } = readManifest(sent)
        if (status !== 201 || subject === undefined) return undefined
        const key = `${manifestOf(request).repository}@${subject.digest}`
        const one = { mediaType, artifactType, size: sent.length, digest: digestOf(sent) }
        known.set(key, [...(known.get(key) ?? []), one])
        return { headers: { 'oci-subject': subject.digest } }
      },
    }
  }
}

/**
 * Records the chunks of each upload.
 * @param {(before: number[], request: Request) => Fault | undefined} refuse gets the sizes of the previous chunks
 * @returns {Quirk['make']}
 */
const chunkRule = (refuse) => () => {
  /** @type {Map<string, number[]>} */
  const sizes = new Map()
  return (request) => {
    if (request.method !== 'PATCH' || !isUpload(request)) return undefined
    const before = sizes.get(uploadOf(request)) ?? []
    const size = Number(request.headers['content-length'] ?? 0)
    sizes.set(uploadOf(request), [...before, size])
    return refuse(before, request)
  }
}

/** @type {Record<string, Quirk>} */
export const quirks = {
  'head-404': {
    what: 'HEAD of a manifest is 404 where GET finds it',
    source:
      'https://github.com/crazy-max/diun/issues/1614, https://github.com/andrey-pohilko/registry-cli/issues/14',
    make: () => (request) =>
      request.method === 'HEAD' && manifestOf(request).reference !== ''
        ? { status: 404, headers: { 'content-type': 'application/json', 'content-length': '128' } }
        : undefined,
  },
  'absent-403': {
    what: 'an absent manifest is 403',
    source: 'https://github.com/google/go-containerregistry/pull/1691',
    make: absence(403, errors('DENIED')),
  },
  'absent-tag-403': {
    what: 'an absent tag is 403, an absent digest 404',
    source: 'https://github.com/google/go-containerregistry/pull/1691',
    make: absence(403, errors('DENIED'), ({ isTag }) => isTag),
  },
  'absent-not-found': {
    what: 'an absent manifest has the code NOT_FOUND',
    source: 'https://github.com/containers/image/issues/2203',
    make: absence(404, errors('NOT_FOUND')),
  },
  'delete-405': {
    what: 'nothing can be deleted (405)',
    source: 'https://github.com/fluxcd/pkg/pull/328',
    make: refuseDelete(405, errors('UNSUPPORTED')),
  },
  'delete-page': {
    what: 'DELETE is answered 404 and does nothing',
    source:
      'https://github.com/containers/image/issues/1010, https://github.com/containers/skopeo/issues/819',
    make: refuseDelete(404, page),
  },
  'delete-lies': {
    what: 'DELETE is answered MANIFEST_UNKNOWN and does nothing',
    source: 'the same answers with the spec’s body: OCI distribution spec 1.1, "Deleting Manifests"',
    make: refuseDelete(404, errors('MANIFEST_UNKNOWN')),
  },
  'delete-tag': {
    what: 'a tag can be deleted by name',
    source: 'OCI distribution spec 1.1, "Deleting tags"',
    make: (world) => (request) =>
      request.method === 'DELETE' && manifestOf(request).isTag ? deleteTag(world, request) : undefined,
  },
  'delete-tag-405': {
    what: 'a tag cannot be deleted by name',
    source: 'https://github.com/fluxcd/pkg/pull/328',
    make: refuseDelete(405, errors('UNSUPPORTED'), ({ isTag }) => isTag),
  },
  'delete-dangling': {
    what: 'a tagged digest cannot be deleted (GOOGLE_MANIFEST_DANGLING_TAG)',
    source: 'https://github.com/GoogleCloudPlatform/gcr-cleaner/blob/main/pkg/gcrcleaner/cleaner.go',
    make: refuseDelete(
      400,
      errors('GOOGLE_MANIFEST_DANGLING_TAG', 'Manifest is still referenced by tag: v1'),
      ({ isTag }) => !isTag,
    ),
  },
  'immutable-412': {
    what: 'full versions are immutable (412)',
    source: 'https://github.com/goharbor/harbor/blob/main/src/server/middleware/immutable/pushmf.go',
    make: immutable(412, (tag) =>
      errors('PRECONDITION', `Failed to process request due to 'app:${tag}' configured as immutable.`),
    ),
  },
  'immutable-400': {
    what: 'full versions are immutable (400 TAG_INVALID), even for the same digest',
    source:
      'https://github.com/moby/buildkit/issues/3776, https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
    make: immutable(400, (tag) =>
      errors(
        'TAG_INVALID',
        `The image tag '${tag}' already exists in the 'app' repository and cannot be overwritten because the tag is immutable.`,
      ),
    ),
  },
  'immutable-409': {
    what: 'full versions are immutable (409 TAG_IMMUTABLE)',
    source: 'https://github.com/quay/quay/blob/master/endpoints/v2/errors.py',
    make: immutable(409, () => errors('TAG_IMMUTABLE', 'tag is immutable')),
  },
  'no-digest-on-put': {
    what: 'PUT of a manifest names no digest',
    source: 'OCI distribution spec 1.0, "Pushing Manifests": the header came as a MUST in 1.1',
    make: () => (request) =>
      request.method === 'PUT' && manifestOf(request).reference !== ''
        ? { change: () => ({ headers: { 'docker-content-digest': undefined } }) }
        : undefined,
  },
  quota: {
    what: 'a full project answers 403 DENIED to a manifest',
    source: 'https://github.com/goharbor/harbor/issues/11508',
    make: () => (request) =>
      request.method === 'PUT' && manifestOf(request).repository.endsWith('/full')
        ? {
            status: 403,
            ...errors(
              'DENIED',
              'adding 1.2 MiB of storage resource, which when updated to current usage of 9.5 MiB will exceed the configured upper limit of 10.0 MiB.',
            ),
          }
        : undefined,
  },
  'referrers-elsewhere': {
    what: 'the list of referrers redirects to another host, which answers 429',
    source: 'https://github.com/artifacthub/hub/issues/4785',
    make:
      ({ elsewhere }) =>
      ({ path }) =>
        path.includes('/referrers/')
          ? { status: 303, headers: { location: `http://${elsewhere}/-/v2/packages/referrers` } }
          : undefined,
  },
  'referrers-429': {
    what: 'the list of referrers answers 429',
    source: 'https://github.com/artifacthub/hub/issues/4785',
    make:
      () =>
      ({ path }) =>
        path.includes('/referrers/') ? { status: 429, headers: { 'retry-after': '60' } } : undefined,
  },
  referrers: {
    what: 'it lists referrers itself',
    source: 'OCI distribution spec 1.1, "Listing Referrers"',
    make: listReferrers,
  },
  'subject-without-list': {
    what: 'it answers OCI-Subject and has no list of referrers',
    source:
      'https://github.com/docker/hub-feedback/issues/2372, https://github.com/sigstore/sigstore-js/pull/1183',
    make: () => (request) =>
      request.method === 'PUT' && manifestOf(request).reference !== ''
        ? {
            change: ({ status }, sent) => {
              const digest = readManifest(sent).subject?.digest
              return status === 201 && digest ? { headers: { 'oci-subject': digest } } : undefined
            },
          }
        : undefined,
  },
  'patch-201': {
    what: 'PATCH of an upload is answered 201',
    source: 'https://github.com/dotnet/sdk-container-builds/pull/279',
    make: () => (request) =>
      request.method === 'PATCH' && isUpload(request)
        ? { change: ({ status }) => (status === 202 ? { status: 201 } : undefined) }
        : undefined,
  },
  'chunks-5-mb': {
    what: 'chunks of an upload have 5 MiB or more, but for the last',
    source: 'https://github.com/dotnet/sdk-container-builds/issues/424',
    make: chunkRule((before) =>
      before.some((size) => size < 5 * 1024 * 1024)
        ? { status: 400, ...errors('BLOB_UPLOAD_INVALID', 'chunk is too small') }
        : undefined,
    ),
  },
  'content-range-plain': {
    what: 'Content-Range of a chunk has no unit',
    source: 'https://github.com/dotnet/sdk-container-builds/pull/258',
    make: chunkRule((_before, { headers }) =>
      headers['content-range'] === undefined || /^\d+-\d+$/.test(headers['content-range'])
        ? undefined
        : { status: 416, ...errors('RANGE_INVALID') },
    ),
  },
  'no-chunks': {
    what: 'an upload takes one body only',
    source: 'https://github.com/dotnet/sdk-container-builds/pull/287',
    make: chunkRule((before) =>
      before.length > 0 ? { status: 400, ...errors('BLOB_UPLOAD_INVALID', 'unsupported') } : undefined,
    ),
  },
  'stream-once': {
    what: 'an upload takes one body only (400)',
    source: 'https://github.com/dotnet/sdk-container-builds/issues/471',
    make: chunkRule((before) =>
      before.length > 0
        ? {
            status: 400,
            ...errors('BLOB_UPLOAD_INVALID', 'Stream uploads after first write are not allowed'),
          }
        : undefined,
    ),
  },
  'body-1-mb': {
    what: 'a body has 1 MiB at most',
    source: 'https://nginx.org/en/docs/http/ngx_http_core_module.html#client_max_body_size',
    make: () => (request) => (isUpload(request) ? { limit: 1024 * 1024 } : undefined),
  },
  'body-100-mb': {
    what: 'a body has 100 MB at most',
    source: 'https://github.com/distribution/distribution/issues/2042',
    make: () => (request) => (isUpload(request) ? { limit: 100_000_000 } : undefined),
  },
  'chunk-max': {
    what: 'OCI-Chunk-Max-Length says how large a chunk may be',
    source: 'https://github.com/opencontainers/distribution-spec/issues/485',
    make: () => (request) => {
      if (!isUpload(request)) return undefined
      const change = () => ({ headers: { 'oci-chunk-max-length': '1500000' } })
      return request.method === 'POST' ? { change } : { limit: 1_500_000 }
    },
  },
  'tags-1000': {
    what: 'a page of tags has 1000 at most (400 beyond)',
    source: 'https://github.com/distribution/distribution/issues/4844',
    make:
      () =>
      ({ path }) =>
        Number(new URL(path, 'http://localhost').searchParams.get('n') ?? 0) > 1000
          ? { status: 400, ...errors('PAGINATION_NUMBER_INVALID') }
          : undefined,
  },
  'no-tag-list': {
    what: 'tags cannot be listed (403)',
    source: 'OCI distribution spec 1.1, "Content Discovery": registries need not have it',
    make:
      () =>
      ({ path }) =>
        path.includes('/tags/list') ? { status: 403, ...errors('DENIED') } : undefined,
  },
}
