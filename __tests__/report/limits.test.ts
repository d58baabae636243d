import type { ImageResult, Result } from '../../src/model/result.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { formatMetadata, formatOutputs, formatResult } from '../../src/report/format-outputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { digest, makeImage, makeResult, makeTag, older } from '../helpers/result.ts'

const hosts = ['ghcr.io', 'quay.io', 'europe-docker.pkg.dev']
const provenance = { buildType: 'x'.repeat(3000) }

/** The result of a step with many images, each in three repositories with seven tags and a reason. */
function makeMany(count: number): { result: Result; plans: readonly Plan[] } {
  const plan = makePlan()
  const targets = Array.from({ length: count }, (_, index) => `image-${index}`)
  const plans = targets.map((target): Plan => {
    const repositories = hosts.map((host) => ({
      ...plan.repositories[0],
      host,
      name: `${host}/acme/${target}`,
    }))
    return { ...plan, target, repositories } as Plan
  })
  const images = plans.flatMap(({ target, repositories }) =>
    repositories.map((repository): ImageResult => {
      const tags = Array.from({ length: 7 }, (_, index) => `a-branch-with-long-name-${index}`).map((name) =>
        makeTag(name, { ref: `${repository.name}:${name}`, action: 'moved', previous: older }),
      )
      const origin = { how: 'built', why: `its context changed: ${'a/file, '.repeat(30)}` } as const
      return makeImage(tags, {
        target,
        repository,
        origin,
        platforms: [{ platform: 'linux/amd64', size: 1 }],
      })
    }),
  )
  const metadata = Object.fromEntries(
    targets.map((target) => [
      target,
      {
        'buildx.build.provenance': provenance,
        'buildx.build.provenance/linux/arm64': provenance,
        'buildx.build.ref': `default/default/${'r'.repeat(25)}`,
        'containerimage.config.digest': digest,
        'containerimage.descriptor': { mediaType: 'x'.repeat(40), digest, size: 855 },
        'containerimage.digest': digest,
      },
    ]),
  )
  return { result: makeResult({ isMany: true, images, metadata: JSON.stringify(metadata, null, 2) }), plans }
}

const keysOf = (text: string | undefined) => Object.keys(JSON.parse(text ?? '').images[0])

describe.each([
  [1, ['target', 'name', 'digest', 'content', 'why', 'platforms', 'tags']],
  [100, ['target', 'name', 'digest', 'content', 'why', 'tags']],
  [1000, ['name', 'digest']],
])('the outputs of %i images in three repositories with seven tags', (count, keys) => {
  const { result, plans } = makeMany(count)
  const outputs = formatOutputs(result, plans, new Map())

  test('stay below 1 MiB, two bytes for each character', () => {
    const characters = Object.entries(outputs).flat().join('').length
    expect(2 * characters).toBeLessThan(1024 * 1024)
  })

  test('contain all names and digests in result', () => {
    const { images, shortened, omitted } = JSON.parse(outputs.result ?? '')
    const expected = result.images.map(({ repository }) => [repository.name, digest])
    expect(images.map((image: ImageResult & { name: string }) => [image.name, image.digest])).toEqual(
      expected,
    )
    expect(keysOf(outputs.result)).toEqual(keys)
    expect([shortened, omitted]).toEqual([count === 1 ? undefined : true, undefined])
  })

  test('contain metadata by target, without provenance for many images', () => {
    const metadata = JSON.parse(outputs.metadata || '{}')
    expect(Object.keys(metadata)).toHaveLength(count)
    expect(Object.keys(metadata['image-0']).some((name) => name.includes('provenance'))).toBe(count === 1)
  })
})

describe('output result is shortened step by step', () => {
  const history = { previous: older, reason: 'r'.repeat(200) }
  const many = Array.from({ length: 600 }, (_, index) => makeTag(`tag-${index}`, history))
  const kept = makeTag('kept', { action: 'kept', digest: older })
  const images = [
    makeImage([kept, ...many], {
      platforms: [{ platform: 'linux/amd64', size: 1 }],
      origin: { how: 'built', why: 'w'.repeat(200) },
    }),
    makeImage([makeTag('main')]),
  ]
  const result = makeResult({ isMany: true, images })
  const whole = formatResult(result, Number.POSITIVE_INFINITY).length
  const [bare, full] = [
    ['content', 'digest', 'name', 'target'],
    ['content', 'digest', 'name', 'tags', 'target', 'why'],
  ]

  test.each<[limit: number, keys: string[], tags: number | undefined, tagKeys: string[]]>([
    [whole, [...full, 'platforms'], 601, ['action', 'digest', 'previous', 'reason', 'ref']],
    [whole - 1, full, 601, ['action', 'digest', 'previous', 'reason', 'ref']],
    [whole - 200, full, 601, ['action', 'digest', 'reason', 'ref']],
    [110_000, full, 601, ['action', 'reason', 'ref']],
    [100_000, [...full, 'omitted'], 500, ['action', 'reason', 'ref']],
    [30_000, [...full, 'omitted'], 100, ['action', 'reason', 'ref']],
    [1_000, [...full, 'omitted'], 1, []],
    [400, bare, undefined, []],
    [290, ['content', 'digest', 'name'], undefined, []],
    [265, ['digest', 'name'], undefined, []],
  ])('to %i characters', (limit, keys, tags, tagKeys) => {
    const text = formatResult(result, limit)
    const [first, second] = JSON.parse(text).images
    expect(text.length).toBeLessThanOrEqual(limit)
    expect(Object.keys(first).sort()).toEqual([...keys].sort())
    expect(first.tags?.length).toBe(tags)
    expect(first.omitted ?? 0).toBe(tags === undefined ? 0 : 601 - tags)
    expect(first.tags?.[0].digest).toBe(tags && older)
    expect(Object.keys(first.tags?.[1] ?? {}).sort()).toEqual(tagKeys)
    expect([first.digest, second.digest]).toEqual([digest, digest])
    expect(JSON.parse(text).shortened).toBe(limit === whole ? undefined : true)
  })

  test.each([
    [200, 1],
    [100, 0],
  ])('to %i characters, with the number of omitted images', (limit, count) => {
    const text = formatResult(result, limit)
    expect(text.length).toBeLessThanOrEqual(limit)
    expect(JSON.parse(text)).toEqual({
      images: [{ name: 'ghcr.io/acme/app', digest }].slice(0, count),
      shortened: true,
      omitted: 2 - count,
    })
  })
})

const large = 'x'.repeat(1000)

test.each<[name: string, isMany: boolean, metadata: string, expected: string]>([
  ['keeps small metadata', false, '{\n  "a": 1 }', '{\n  "a": 1 }'],
  ['drops provenance', false, JSON.stringify({ a: 1, 'buildx.build.provenance': large }), '{"a":1}'],
  [
    'drops the provenance of each platform',
    false,
    JSON.stringify({ 'buildx.build.provenance/linux/amd64': large, a: 1 }),
    '{"a":1}',
  ],
  [
    'drops the provenance of each target',
    true,
    JSON.stringify({ 'buildx.build.provenance': { a: 1 }, x: { 'buildx.build.provenance': large, b: 2 } }),
    '{"buildx.build.provenance":{"a":1},"x":{"b":2}}',
  ],
  [
    'then drops the largest field of all targets',
    true,
    JSON.stringify({ x: { a: large, b: 1 }, y: { a: 1, b: 2 }, 'buildx.build.warnings': [1] }),
    '{"x":{"b":1},"y":{"b":2},"buildx.build.warnings":[1]}',
  ],
  [
    'drops large fields beside the targets',
    true,
    JSON.stringify({ x: { b: 1 }, w: [large] }),
    '{"x":{"b":1}}',
  ],
  [
    'drops the digest last',
    false,
    JSON.stringify({ 'containerimage.digest': digest, a: 'x'.repeat(30), b: large, c: large }),
    JSON.stringify({ 'containerimage.digest': digest }),
  ],
  ['returns an empty object if no field of an image fits', false, JSON.stringify({ a: large }), '{}'],
  ['returns nothing if the names of the targets do not fit', true, JSON.stringify({ [large]: {} }), ''],
  ['returns nothing for large text that is not JSON', false, large, ''],
])('formatMetadata %s', (_, isMany, metadata, expected) => {
  expect(formatMetadata(metadata, isMany, 115)).toBe(expected)
})
