import fc from 'fast-check'
import { parseJson } from '../../../src/json.ts'
import { findImages } from '../../../src/prepare/find-images.ts'
import { mergeImages } from '../../../src/prepare/resolve-images.ts'
import { readImageFacts } from '../../../src/publish/image-facts.ts'
import { readPlatforms } from '../../../src/publish/platforms.ts'
import { listChildren } from '../../../src/registry/copy/manifest-children.ts'
import { must, mustEqual, orRefusal, orRefusalNow } from '../checks.ts'
import { spoiltText } from '../hostile.ts'
import { anyManifest, config, digestOf, repository, source, types } from '../images.ts'
import { fuzz } from '../target.ts'

const encode = (text: string) => new TextEncoder().encode(text)

export const manifests = fuzz(
  'manifests',
  ['image', 'refused'],
  fc.tuple(spoiltText(anyManifest), spoiltText(anyManifest), spoiltText(config), fc.constantFrom(...types)),
  async ([text, child, configText, type]) => {
    const json = parseJson(text)
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'refused'
    const top = { digest: digestOf(text), mediaType: type, bytes: encode(text), json: { ...json } }
    const children = orRefusalNow(() =>
      listChildren({ host: 'registry.test', name: 'x', action: 'read' }, top),
    )
    if (!(children instanceof Error)) {
      for (const { digest, size } of [...children.manifests, ...children.blobs]) {
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
      Object.values(facts).every((value) => typeof value === 'string'),
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
