import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { Json } from '../../src/json.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { hostile, orHostile } from './hostile.ts'

/** Manifests of registries and layouts, with a few invalid values. */

export const repository = parseRepository('registry.test/acme/app')
export const source = 'https://github.com/acme/app'
export const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

export const types = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]
export const mediaType = orHostile(fc.constantFrom(...types))
export const someDigest = fc.constantFrom(digestOf('a'), digestOf('b'), `sha512:${'a'.repeat(128)}`)
export const badDigest = fc.constantFrom(
  'sha256:../../../etc/passwd',
  `md5:${'0'.repeat(32)}`,
  'sha256:',
  `sha256:${'A'.repeat(64)}`,
)
export const digest = fc.oneof(
  { weight: 15, arbitrary: someDigest },
  { weight: 1, arbitrary: badDigest },
  { weight: 1, arbitrary: hostile },
)
export const descriptor = fc.record({ mediaType, digest, size: fc.nat(5000) })
export const platform = fc.record({
  os: orHostile(fc.constantFrom('linux', 'unknown', 'windows')),
  architecture: orHostile(fc.constantFrom('amd64', 'arm64')),
})
export const annotations = fc.dictionary(
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
export const imageManifest = fc.record({
  schemaVersion: fc.constant(2),
  mediaType: fc.constantFrom(types[1], types[3]),
  config: descriptor,
  layers: fc.array(descriptor, { maxLength: 3 }),
  annotations,
})
export const index = fc.record({
  schemaVersion: fc.constant(2),
  mediaType: fc.constantFrom(types[0], types[2]),
  manifests: fc.array(
    fc.tuple(descriptor, platform).map(([one, where]) => ({ ...one, platform: where })),
    { maxLength: 3 },
  ),
  annotations,
})
export const artifact = fc.record({
  schemaVersion: fc.constant(2),
  mediaType: fc.constant(types[1]),
  artifactType: hostile,
  config: descriptor,
  layers: fc.array(descriptor, { maxLength: 1 }),
  subject: descriptor,
})
export const anyManifest: fc.Arbitrary<Json> = fc.oneof(imageManifest, index, artifact)
export const config = fc.record({
  architecture: orHostile(fc.constant('amd64')),
  os: orHostile(fc.constant('linux')),
  config: fc.record({ Labels: annotations }),
})
