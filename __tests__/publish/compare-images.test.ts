import type { ImageChange } from '../../src/model/image-change.ts'
import { compareImages, type ImageParts, type PlatformParts } from '../../src/publish/compare-images.ts'

const names = { tag: 'main', previous: 'sha256:old', digest: 'sha256:new' }
const layersOf = (text: string) => [...text].map((digest) => ({ digest, size: 100 }))
/** A platform with a layer of 100 bytes for each letter. */
const one = (layers: string, platform = 'linux/amd64'): PlatformParts => ({
  platform,
  configSize: 10,
  layers: layersOf(layers),
})
const image = (platforms: readonly PlatformParts[], bases?: Record<string, string>): ImageParts => ({
  platforms,
  ...(bases && { bases: new Map(Object.entries(bases)) }),
})
const platform = { platform: 'linux/amd64', before: 210, layers: 2, newLayers: 0, newBytes: 0, size: 210 }

test.each<[string, ImageParts, ImageParts, Partial<ImageChange>]>([
  [
    'the same layers are no new layers',
    image([one('ab')]),
    image([one('ab')]),
    { platforms: [platform], lost: [] },
  ],
  [
    'a replaced layer is new',
    image([one('ab')]),
    image([one('ac')]),
    { platforms: [{ ...platform, newLayers: 1, newBytes: 100 }] },
  ],
  [
    'a removed layer makes the image smaller',
    image([one('ab')]),
    image([one('a')]),
    { platforms: [{ ...platform, size: 110, layers: 1 }] },
  ],
  ['moved layers are not new', image([one('ab')]), image([one('ba')]), { platforms: [platform] }],
  [
    'a layer that occurs twice is pulled once',
    image([one('a')]),
    image([one('abb')]),
    { platforms: [{ ...platform, before: 110, size: 310, layers: 2, newLayers: 1, newBytes: 100 }] },
  ],
  [
    'platforms are compared with the same platform, in any order',
    image([one('a', 'linux/arm64'), one('ab')]),
    image([one('ab'), one('a', 'linux/arm64')]),
    { platforms: [platform, { ...platform, platform: 'linux/arm64', before: 110, size: 110, layers: 1 }] },
  ],
  [
    'all layers of a new platform are new, and a lost one is listed',
    image([one('ab', 'linux/s390x')]),
    image([one('ab')]),
    {
      platforms: [{ platform: 'linux/amd64', size: 210, layers: 2, newLayers: 2, newBytes: 200 }],
      lost: ['linux/s390x'],
    },
  ],
  [
    'base images are compared by their references',
    image([one('a')], { a: '1', b: '1', c: '1' }),
    image([one('a')], { a: '1', b: '2', d: '1' }),
    { bases: { updated: ['b'], added: ['d'], removed: ['c'], same: 1 } },
  ],
  [
    'an image without a base has none that changed',
    image([one('a')], {}),
    image([one('a')], {}),
    { bases: { updated: [], added: [], removed: [], same: 0 } },
  ],
])('%s', (_title, before, after, expected) => {
  expect(compareImages(names, before, after)).toMatchObject({ ...names, ...expected })
})

test.each([
  ['before', image([one('a')]), image([one('a')], {})],
  ['now', image([one('a')], {}), image([one('a')])],
])('base images that are unknown %s are left out', (_when, before, after) => {
  expect(compareImages(names, before, after)).not.toHaveProperty('bases')
})
