import type { BaseChange, ImageChange, PlatformChange } from '../../src/model/image-change.ts'
import { changeTable, platformTable } from '../../src/report/change-section.ts'
import { digest, makeImage, older } from '../helpers/result.ts'

const amd64: PlatformChange = {
  platform: 'linux/amd64',
  size: 12_300_000,
  before: 12_100_000,
  layers: 9,
  newLayers: 2,
  newBytes: 1_200_000,
}
const none: BaseChange = { updated: [], added: [], removed: [], same: 0 }
const change = (over: Partial<ImageChange> = {}): ImageChange => ({
  tag: 'main',
  previous: older,
  digest,
  platforms: [amd64],
  lost: [],
  ...over,
})
const imageWith = (over: Partial<ImageChange> = {}, target = 'app') =>
  makeImage([], { target, platforms: [{ platform: 'linux/amd64', size: 12_300_000 }], change: change(over) })

test('without a comparison the platforms have their sizes alone', () => {
  const { change: _, ...image } = imageWith()
  expect(platformTable(image)).toBe(
    '| platform | download size |\n| --- | ---: |\n| <code>linux/amd64</code> | 12.3 MB |',
  )
})

test('with a comparison the platforms have what changed', () => {
  const arm64: PlatformChange = { platform: 'linux/arm64', size: 900, layers: 2, newLayers: 2, newBytes: 890 }
  const image = imageWith({
    platforms: [amd64, arm64],
    lost: ['linux/s390x'],
    bases: { ...none, updated: ['docker.io/library/alpine:3.22'] },
  })
  expect(platformTable(image)).toBe(
    [
      '| platform | download size | change | new layers |',
      '| --- | ---: | ---: | --- |',
      '| <code>linux/amd64</code> | 12.3 MB | +200.0 kB | 2 of 9, 1.2 MB |',
      '| <code>linux/arm64</code> | 900 B | new platform | 2 of 2, 890 B |',
      '| <code>linux/s390x</code> |  | removed |  |',
      '',
      `Compared with <code>${older}</code>, which <code>main</code> held before. Base images: <code>docker.io/library/alpine:3.22</code> updated.`,
    ].join('\n'),
  )
})

test.each<[string, Partial<PlatformChange>, string]>([
  ['an equal size', { before: 12_300_000 }, 'none | 2 of 9, 1.2 MB'],
  ['a smaller size', { before: 12_300_001 }, '-1 B | 2 of 9, 1.2 MB'],
  ['no new layer', { newLayers: 0, newBytes: 0 }, '+200.0 kB | 0 of 9'],
])('a row shows %s', (_title, over, cells) => {
  expect(platformTable(imageWith({ platforms: [{ ...amd64, ...over }] }))).toContain(`| 12.3 MB | ${cells} |`)
})

test.each<[string, BaseChange | undefined, string]>([
  ['are unknown', undefined, 'held before.'],
  ['do not exist', none, 'held before.'],
  ['did not change', { ...none, same: 2 }, 'Base images: unchanged.'],
  [
    'were replaced',
    { ...none, added: ['a:2'], removed: ['a:1'] },
    'Base images: <code>a:2</code> added; <code>a:1</code> removed.',
  ],
  ['are many', { ...none, updated: ['a', 'b', 'c', 'd', 'e', 'f'] }, '<code>e</code> and 1 more updated.'],
])('the sentence fits base images that %s', (_title, bases, end) => {
  expect(platformTable(imageWith(bases && { bases })).endsWith(end)).toBe(true)
})

test('many images have one table, with a row for each that was compared', () => {
  const arm64 = { ...amd64, platform: 'linux/arm64', newLayers: 1 }
  const images = [
    imageWith({ bases: { ...none, same: 1 } }, 'api'),
    imageWith({}, 'api'),
    imageWith({ platforms: [amd64, arm64], lost: ['linux/s390x'] }, 'web'),
    makeImage([], { target: 'new' }),
  ]
  expect(changeTable(images)).toBe(
    [
      '| image | download size | change | new layers | base images |',
      '| --- | ---: | ---: | --- | --- |',
      '| <code>api</code> | 12.3 MB | +200.0 kB | 2 of 9, 1.2 MB | unchanged |',
      '| <code>web</code> | 12.3 MB | +200.0 kB<br><code>linux/s390x</code> removed | <code>linux/amd64</code> 2 of 9, 1.2 MB<br><code>linux/arm64</code> 1 of 9, 1.2 MB |  |',
    ].join('\n'),
  )
  expect(changeTable([makeImage([])])).toBeUndefined()
})
