import type { Json } from '../../src/json.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { listBases, readBuiltBases, readParts } from '../../src/publish/image-parts.ts'

const sha = (letter: string) => letter.repeat(64)
const digest = (letter: string) => `sha256:${sha(letter)}`
const material = (uri: string, sha256: string = sha('a')) => ({ uri, digest: { sha256 } })
const former = (...materials: readonly Json[]) => ({ predicate: { materials } })

test.each<[string, Json, Record<string, string> | undefined]>([
  [
    'an image with a tag',
    former(material('pkg:docker/alpine@3.22?platform=linux%2Famd64')),
    { 'docker.io/library/alpine:3.22': sha('a') },
  ],
  [
    'an image of another registry',
    former(material('pkg:docker/ghcr.io/acme/base@main')),
    { 'ghcr.io/acme/base:main': sha('a') },
  ],
  [
    'an image of a registry with a port',
    former(material('pkg:docker/localhost:5000/base@1')),
    { 'localhost:5000/base:1': sha('a') },
  ],
  [
    'an image that is named by a digest',
    former(material(`pkg:docker/alpine@${digest('b')}`)),
    { 'docker.io/library/alpine': sha('a') },
  ],
  [
    'materials of SLSA 1',
    { predicate: { buildDefinition: { resolvedDependencies: [material('pkg:docker/alpine@3')] } } },
    { 'docker.io/library/alpine:3': sha('a') },
  ],
  ['no frontend of BuildKit', former(material('pkg:docker/docker/dockerfile@1')), {}],
  ['no git repository', former({ uri: 'https://github.com/acme/app', digest: { sha1: 'a' } }), {}],
  [
    'no name that is not a reference',
    former(material('pkg:docker/<img src=x>@1'), material('pkg:docker/%E0@1')),
    {},
  ],
  ['no digest that is not one', former(material('pkg:docker/alpine@3', 'x')), {}],
  [
    'nothing of a statement that is too long',
    former(...Array.from({ length: 501 }, () => material('pkg:docker/a@1'))),
    undefined,
  ],
  ['nothing of a text that is not JSON', undefined, {}],
])('the base images of a provenance statement are %s', (_title, statement, expected) => {
  expect(listBases(statement)).toEqual(expected && new Map(Object.entries(expected)))
})

test.each<[string, Json, Record<string, string> | undefined]>([
  [
    'of one platform',
    { app: { 'buildx.build.provenance': former(material('pkg:docker/alpine@3')).predicate } },
    { 'docker.io/library/alpine:3': sha('a') },
  ],
  [
    'of several platforms',
    { app: { 'buildx.build.provenance/linux/amd64': former(material('pkg:docker/alpine@3')).predicate } },
    { 'docker.io/library/alpine:3': sha('a') },
  ],
  ['without provenance', { app: { 'containerimage.digest': digest('a') } }, undefined],
  ['of another target', { web: {} }, undefined],
  ['that is missing', undefined, undefined],
])('the base images of a build are in its metadata %s', (_title, metadata, expected) => {
  expect(readBuiltBases(metadata, 'app')).toEqual(expected && new Map(Object.entries(expected)))
})

const manifest = (...sizes: readonly Json[]) => ({
  config: { size: 10 },
  layers: sizes.map((size, index) => ({ digest: digest(String(index)), size })),
})
const child = (letter: string, architecture: string) => ({
  digest: digest(letter),
  platform: { os: 'linux', architecture },
})
const attestation = {
  digest: digest('e'),
  platform: { os: 'unknown', architecture: 'unknown' },
  annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
}
const provenance = {
  layers: [
    { digest: digest('d'), annotations: { 'in-toto.io/predicate-type': 'https://spdx.dev/Document' } },
    { digest: digest('f'), annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' } },
  ],
}
const statement = {
  predicate: { buildDefinition: { resolvedDependencies: [material('pkg:docker/alpine@3')] } },
}
const repository = parseRepository('ghcr.io/acme/app')

function read(
  top: Json,
  manifests: Readonly<Record<string, Json>>,
  blobs: Readonly<Record<string, Json>> = {},
  hurried = new Promise<undefined>(() => undefined),
) {
  const extra = {
    getManifest: async (_: unknown, target: { tag: string } | { digest: string }) => {
      const name = 'digest' in target ? target.digest : target.tag
      return name in manifests ? { digest: name, json: manifests[name] } : undefined
    },
    getBlob: async (_: unknown, name: string) => {
      if (blobs[name] === 'never') return new Promise<never>(() => undefined)
      if (!(name in blobs)) throw new Error('The registry does not answer.')
      return new TextEncoder().encode(JSON.stringify(blobs[name]))
    },
  }
  return readParts(
    { getManifest: extra.getManifest, extra, hurried },
    repository,
    { json: top },
    'linux/arm64',
  )
}

test('the parts of an index are its platforms, and the base images of its provenance', async () => {
  const top = { manifests: [child('a', 'amd64'), child('b', 'arm64'), attestation] }
  const manifests = { [digest('a')]: manifest(1, 2), [digest('b')]: manifest(3), [digest('e')]: provenance }
  expect(await read(top, manifests, { [digest('f')]: statement })).toEqual({
    platforms: [
      {
        platform: 'linux/amd64',
        configSize: 10,
        layers: [
          { digest: digest('0'), size: 1 },
          { digest: digest('1'), size: 2 },
        ],
      },
      { platform: 'linux/arm64', configSize: 10, layers: [{ digest: digest('0'), size: 3 }] },
    ],
    bases: new Map([['docker.io/library/alpine:3', sha('a')]]),
  })
  // An attestation that cannot be read is left out, and so is one that takes too long.
  expect(await read(top, manifests)).not.toHaveProperty('bases')
  const hurried = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 10))
  const late = await read(top, manifests, { [digest('f')]: 'never' }, hurried)
  expect(late?.platforms).toHaveLength(2)
  expect(late).not.toHaveProperty('bases')
})

test.each<[string, Json]>([
  ['lacks a platform', { manifests: [child('a', 'amd64'), child('c', 'arm64')] }],
  ['has too many platforms', { manifests: Array.from({ length: 21 }, () => child('a', 'amd64')) }],
])('an index that %s has no parts', async (_title, top) => {
  expect(await read(top, { [digest('a')]: manifest(1) })).toBeUndefined()
})

test('sizes that are not sizes count as 0', async () => {
  const parts = await read(manifest(-5, 1e300, 'x', 0.5), {})
  expect(parts?.platforms).toEqual([
    {
      platform: 'linux/arm64',
      configSize: 10,
      layers: [0, 1, 2, 3].map((index) => ({ digest: digest(String(index)), size: 0 })),
    },
  ])
})

test.each([
  [
    'two children of one platform, which a comparison cannot distinguish',
    [child('a', 'amd64'), child('b', 'amd64')],
  ],
  ['a platform whose name is Markdown', [child('a', 'amd64 |\n# Forged')]],
  ['a platform whose name is long', [child('a', 'a'.repeat(100_000))]],
  ['10,000 platforms', Array.from({ length: 10_000 }, (_, at) => child('a', `a${at}`))],
])('nothing is read of an index with %s', async (_title, manifests) => {
  const known = { [digest('a')]: manifest(1), [digest('b')]: manifest(2) }
  expect(await read({ manifests }, known)).toBeUndefined()
})

test('10,000 attestations of an index cost no more requests than one', async () => {
  const top = { manifests: [child('a', 'amd64'), ...Array.from({ length: 10_000 }, () => attestation)] }
  expect(await read(top, { [digest('a')]: manifest(1) })).toMatchObject({ platforms: [{ configSize: 10 }] })
})
