import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { type Json, parseJson } from '../../../src/json.ts'
import { parseRepository } from '../../../src/plan/reference.ts'
import type { HttpRequest } from '../../../src/ports/http.ts'
import type { Files } from '../../../src/ports/ports.ts'
import { readImageFacts } from '../../../src/publish/image-facts.ts'
import { mergeImages } from '../../../src/publish/merge.ts'
import { readPlatforms } from '../../../src/publish/platforms.ts'
import { findImages } from '../../../src/publish/source.ts'
import { listContent } from '../../../src/registry/copy/content.ts'
import { readLayout } from '../../../src/registry/layout/read-layout.ts'
import { createFakeFiles } from '../../helpers/ports.ts'
import { createFakeWorld, type FakeAnswer } from '../../helpers/registry.ts'
import { checkDigest, checkTag, must, mustEqual, orRefusal, orRefusalNow } from '../checks.ts'
import { hostile, hostileLine, orHostile, spoiltText } from '../hostile.ts'
import { fuzz } from '../target.ts'

const repository = parseRepository('registry.test/acme/app')
const source = 'https://github.com/acme/app'
const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

const types = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]
const mediaType = orHostile(fc.constantFrom(...types))
const someDigest = fc.constantFrom(digestOf('a'), digestOf('b'), `sha512:${'a'.repeat(128)}`)
const badDigest = fc.constantFrom(
  'sha256:../../../etc/passwd',
  `md5:${'0'.repeat(32)}`,
  'sha256:',
  `sha256:${'A'.repeat(64)}`,
)
const digest = fc.oneof(
  { weight: 15, arbitrary: someDigest },
  { weight: 1, arbitrary: badDigest },
  { weight: 1, arbitrary: hostile },
)
const descriptor = fc.record({ mediaType, digest, size: fc.nat(5000) })
const platform = fc.record({
  os: orHostile(fc.constantFrom('linux', 'unknown', 'windows')),
  architecture: orHostile(fc.constantFrom('amd64', 'arm64')),
})
const annotations = fc.dictionary(
  orHostile(
    fc.constantFrom(
      'org.opencontainers.image.source',
      'dev.tagboat.event',
      'dev.tagboat.branch',
      'org.opencontainers.image.version',
    ),
  ),
  orHostile(fc.constantFrom(source, 'push', 'main', '1.2.3')),
)
const imageManifest = fc.record({
  schemaVersion: fc.constant(2),
  mediaType: fc.constantFrom(types[1], types[3]),
  config: descriptor,
  layers: fc.array(descriptor, { maxLength: 3 }),
  annotations,
})
const index = fc.record({
  schemaVersion: fc.constant(2),
  mediaType: fc.constantFrom(types[0], types[2]),
  manifests: fc.array(
    fc.tuple(descriptor, platform).map(([one, where]) => ({ ...one, platform: where })),
    { maxLength: 3 },
  ),
  annotations,
})
const artifact = fc.record({
  schemaVersion: fc.constant(2),
  mediaType: fc.constant(types[1]),
  artifactType: hostile,
  config: descriptor,
  layers: fc.array(descriptor, { maxLength: 1 }),
  subject: descriptor,
})
const anyManifest: fc.Arbitrary<Json> = fc.oneof(imageManifest, index, artifact)
const config = fc.record({
  architecture: orHostile(fc.constant('amd64')),
  os: orHostile(fc.constant('linux')),
  config: fc.record({ Labels: annotations }),
})

const encode = (text: string) => new TextEncoder().encode(text)

const manifests = fuzz(
  'manifests',
  ['image', 'refused'],
  fc.tuple(spoiltText(anyManifest), spoiltText(anyManifest), spoiltText(config), fc.constantFrom(...types)),
  async ([text, child, configText, type]) => {
    const json = parseJson(text)
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'refused'
    const top = { digest: digestOf(text), mediaType: type, bytes: encode(text), json: { ...json } }
    const content = orRefusalNow(() => listContent({ host: 'registry.test', name: 'x', action: 'read' }, top))
    if (!(content instanceof Error)) {
      for (const { digest, size } of [...content.manifests, ...content.blobs, ...content.foreign]) {
        must(
          /^(sha256|sha512):/.test(digest) && !/[/\\]/.test(digest),
          `the digest ${JSON.stringify(digest)}`,
        )
        must(Number.isSafeInteger(size) && size >= 0, `the size ${size}`)
      }
    }
    const below = {
      digest: digestOf(child),
      mediaType: types[1] ?? '',
      bytes: encode(child),
      json: Object(parseJson(child)),
    }
    const reader = {
      getManifest: async (_: unknown, target: object) =>
        'digest' in target && target.digest !== top.digest ? below : top,
      getBlob: async () => encode(configText),
    }
    const facts = await orRefusal(() => readImageFacts(reader, repository, top.digest, source))
    must(!(facts instanceof Error), 'facts refuse nothing')
    must(
      Object.values(facts).every((value) => typeof value === 'string' && value !== ''),
      'a fact that is no text',
    )
    const platforms = await readPlatforms(reader, repository, top, 'linux/amd64')
    must(
      platforms.every(({ size }) => typeof size === 'number' && !Number.isNaN(size)),
      'a size that is no number',
    )
    const image = { text: 'registry.test/acme/app:1', repository, target: { tag: '1' } }
    const found = await orRefusal(() => findImages(reader, [image], []))
    if (found instanceof Error) return 'refused'
    const merged = mergeImages(found, {})
    mustEqual(merged.digest, digestOf(Buffer.from(merged.bytes).toString()), 'the digest of a merge')
    return 'image'
  },
)

/** Files that say which paths they were asked for. */
function watchPaths(files: Files): { files: Files; paths: string[] } {
  const paths: string[] = []
  const watched = new Proxy(files, {
    get: (object, name) => {
      const method: unknown = Reflect.get(object, name)
      if (typeof method !== 'function') return method
      return (path: string, ...rest: unknown[]) => {
        paths.push(path)
        return Reflect.apply(method, object, [path, ...rest])
      }
    },
  })
  return { files: watched, paths }
}

/** A layout that is right, before its index and its manifest are spoilt. */
const layoutParts = fc.tuple(
  fc.string({ maxLength: 10 }),
  fc.string({ maxLength: 10 }),
  fc.constantFrom('v1', 'latest', 'registry.test/acme/app:v1'),
)

function makeLayout([layer, configText, name]: readonly [string, string, string]) {
  const part = (text: string, type: string) => ({
    mediaType: type,
    digest: digestOf(text),
    size: Buffer.byteLength(text),
  })
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: types[1],
    config: part(configText, 'application/vnd.oci.image.config.v1+json'),
    layers: [part(layer, 'application/vnd.oci.image.layer.v1.tar')],
  })
  const top = {
    ...part(manifest, types[1] ?? ''),
    annotations: { 'org.opencontainers.image.ref.name': name },
  }
  return { blobs: [layer, configText, manifest], top: { schemaVersion: 2, manifests: [top] } }
}

const layoutFiles = layoutParts.chain((parts) => {
  const { blobs, top } = makeLayout(parts)
  return fc.tuple(
    spoiltText(fc.constant(top)),
    orHostile(fc.constant('{"imageLayoutVersion":"1.0.0"}')),
    fc.array(orHostile(fc.constant('same')), { minLength: 3, maxLength: 3 }),
    fc.constant(blobs),
  )
})

const layouts = fuzz(
  'OCI layouts',
  ['image', 'refused'],
  fc.tuple(layoutFiles, fc.option(orHostile(fc.constantFrom('v1', 'latest')), { nil: undefined })),
  async ([[top, marker, replaced, blobs], tag]) => {
    const folder = '/work/layout'
    const texts: Record<string, string> = {
      [`${folder}/oci-layout`]: marker,
      [`${folder}/index.json`]: top,
      '/etc/passwd': 'root',
    }
    for (const [at, text] of blobs.entries()) {
      texts[`${folder}/blobs/${digestOf(text).replace(':', '/')}`] =
        replaced[at] === 'same' ? text : (replaced[at] ?? '')
    }
    const { files, paths } = watchPaths(createFakeFiles(texts))
    const layout = await orRefusal(() => readLayout(files, folder, tag))
    const outside = paths.find((path) => path !== folder && !path.startsWith(`${folder}/`))
    must(outside === undefined, `the layout leads to ${outside}`)
    if (layout instanceof Error) return 'refused'
    for (const [digest, { bytes }] of layout.manifests)
      mustEqual(digestOf(Buffer.from(bytes).toString()), digest, 'a manifest')
    for (const digest of layout.blobs.keys()) checkDigest(digest)
    must(layout.manifests.has(layout.top.digest), 'the top manifest is missing')
    return 'image'
  },
)

const singleLines = (all: object): Record<string, string> =>
  Object.fromEntries(Object.entries(all).map(([key, value]) => [key, String(value).replace(/[\0\r\n]/g, '')]))

const headerValues = {
  'content-type': fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...types, 'application/json') },
    hostileLine,
  ),
  'content-length': orHostile(fc.nat().map(String)),
  'docker-content-digest': orHostile(someDigest),
  location: orHostile(
    fc.constantFrom(
      '/v2/x',
      'https://cdn.test/x',
      'http://registry.test/',
      '//evil.test/x',
      'https://evil.test/v2/',
    ),
  ),
  link: orHostile(
    fc.constantFrom('</v2/acme/app/tags/list?last=a>; rel="next"', '<https://evil.test/>; rel=next'),
  ),
  'www-authenticate': fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'Bearer realm="https://auth.test/token",service="registry.test"',
        'Basic realm="x"',
        'Bearer realm="http://evil.test/"',
      ),
    },
    hostileLine,
  ),
  'retry-after': orHostile(fc.constantFrom('0', '1', '99999')),
  range: orHostile(fc.constantFrom('0-0', '0-99')),
  'oci-subject': hostileLine,
  'oci-filters-applied': hostileLine,
  'docker-upload-uuid': hostileLine,
}
const status = fc.constantFrom(
  200,
  200,
  200,
  201,
  202,
  206,
  301,
  307,
  308,
  400,
  401,
  401,
  403,
  404,
  416,
  429,
  500,
  503,
  0,
  999,
)
const tagList = fc.record({
  name: hostile,
  tags: fc.array(orHostile(fc.constantFrom('a', 'v1')), { maxLength: 4 }),
})
const tokenAnswer = fc.record({ token: orHostile(fc.constant('tok.en')), expires_in: fc.nat() })
const answer: fc.Arbitrary<FakeAnswer> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record(
      {
        status,
        headers: fc.record(headerValues, { requiredKeys: [] }).map(singleLines),
        body: spoiltText(fc.oneof(anyManifest, tagList, tokenAnswer)),
        cut: fc.nat(20),
      },
      { requiredKeys: ['status', 'headers', 'body'] },
    ),
  },
  fc.constantFrom('ECONNRESET', 'ETIMEDOUT', 'CERT_HAS_EXPIRED'),
)

const asks = ['head', 'get', 'by digest', 'tags', 'blob', 'push', 'deletion'] as const
const password = 'pw-NEVER-SENT-ELSEWHERE'

/** A password goes to its registry and to the token server that the registry names, over TLS; a token to the registry. */
function checkSent({ url, headers = {} }: HttpRequest): void {
  const [scheme, value = ''] = (headers.authorization ?? '').split(' ')
  if (scheme === '') return
  const { origin, protocol } = new URL(url)
  must(protocol === 'https:', `${scheme} goes to ${url}`)
  const isPassword = Buffer.from(value, 'base64').toString().includes(password)
  must(origin === 'https://registry.test' || isPassword, `${scheme} goes to ${url}`)
}

const clients = fuzz(
  'registry answers',
  ['answered', 'refused'],
  fc.tuple(fc.array(answer, { minLength: 1, maxLength: 6 }), fc.constantFrom(...asks)),
  async ([answers, ask]) => {
    const login = {
      auths: { 'registry.test': { auth: Buffer.from(`robot:${password}`).toString('base64') } },
    }
    const world = createFakeWorld((_, count) => answers[count - 1] ?? { status: 404 }, { config: login })
    const { client } = world
    const work = {
      head: () => client.headManifest(repository, { tag: 'v1' }),
      get: () => client.getManifest(repository, { tag: 'v1' }),
      'by digest': () => client.getManifest(repository, { digest: digestOf('a') }),
      tags: () => client.listTags(repository),
      blob: () => client.getBlob(repository, digestOf('a')),
      push: () => client.checkPush(repository),
      deletion: () => client.headBlob(repository, digestOf('a')),
    }[ask]
    const found = await orRefusal<unknown>(work)
    must(world.requests.length <= 100, `${world.requests.length} requests`)
    world.requests.forEach(checkSent)
    for (const line of world.log.lines) must(!line.includes(password), `a password in ${line}`)
    if (found instanceof Error) return 'refused'
    if (typeof found === 'object' && found !== null && 'tags' in found && Array.isArray(found.tags))
      found.tags.forEach(checkTag)
    return 'answered'
  },
)

export const registries = [manifests, layouts, clients]
