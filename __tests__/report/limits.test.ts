import type { ImageResult, Result } from '../../src/model/result.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { formatMetadata, formatOutputs, formatResult } from '../../src/report/format-outputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { digest, makeImage, makeResult, makeTag, older } from '../helpers/result.ts'

const hosts = ['ghcr.io', 'quay.io', 'europe-docker.pkg.dev']
const provenance = { buildType: 'x'.repeat(3000) }

/** A step's report on many images, each in three repositories with seven tags and a reason. */
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
      const tags = Array.from({ length: 7 }, (_, index) => `a-branch-of-somebody-${index}`).map((name) =>
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
])('%i images in three repositories, with seven tags', (count, keys) => {
  const { result, plans } = makeMany(count)
  const outputs = formatOutputs(result, plans, new Map())

  it('stay below 1 MiB, two bytes for each character', () => {
    const characters = Object.entries(outputs).flat().join('').length
    expect(2 * characters).toBeLessThan(1024 * 1024)
  })

  it('all have their names and digests in result', () => {
    const { images, shortened, omitted } = JSON.parse(outputs.result ?? '')
    const expected = result.images.map(({ repository }) => [repository.name, digest])
    expect(images.map((image: ImageResult & { name: string }) => [image.name, image.digest])).toEqual(
      expected,
    )
    expect(keysOf(outputs.result)).toEqual(keys)
    expect([shortened, omitted]).toEqual([count === 1 ? undefined : true, undefined])
  })

  it('have metadata without provenance, by target', () => {
    const metadata = JSON.parse(outputs.metadata || '{}')
    expect(Object.keys(metadata)).toHaveLength(count)
    expect(Object.keys(metadata['image-0']).some((name) => name.includes('provenance'))).toBe(count === 1)
  })
})

describe('the account is shortened step by step', () => {
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
  const [bare, told] = [
    ['content', 'digest', 'name', 'target'],
    ['content', 'digest', 'name', 'tags', 'target', 'why'],
  ]

  test.each<[limit: number, keys: string[], tags: number | undefined, tagKeys: string[]]>([
    [whole, [...told, 'platforms'], 601, ['action', 'digest', 'previous', 'reason', 'ref']],
    [whole - 1, told, 601, ['action', 'digest', 'previous', 'reason', 'ref']],
    [whole - 200, told, 601, ['action', 'digest', 'reason', 'ref']],
    [110_000, told, 601, ['action', 'reason', 'ref']],
    [100_000, [...told, 'omitted'], 500, ['action', 'reason', 'ref']],
    [30_000, [...told, 'omitted'], 100, ['action', 'reason', 'ref']],
    [1_000, [...told, 'omitted'], 1, []],
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
  ])('and in %i characters tells how many images it leaves out', (limit, count) => {
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
  ['small metadata stays', false, '{\n  "a": 1 }', '{\n  "a": 1 }'],
  ['provenance goes', false, JSON.stringify({ a: 1, 'buildx.build.provenance': large }), '{"a":1}'],
  [
    'provenance of each platform goes',
    false,
    JSON.stringify({ 'buildx.build.provenance/linux/amd64': large, a: 1 }),
    '{"a":1}',
  ],
  [
    'provenance of each target goes',
    true,
    JSON.stringify({ 'buildx.build.provenance': { a: 1 }, x: { 'buildx.build.provenance': large, b: 2 } }),
    '{"buildx.build.provenance":{"a":1},"x":{"b":2}}',
  ],
  [
    'then the field that takes most room, of all targets',
    true,
    JSON.stringify({ x: { a: large, b: 1 }, y: { a: 1, b: 2 }, 'buildx.build.warnings': [1] }),
    '{"x":{"b":1},"y":{"b":2},"buildx.build.warnings":[1]}',
  ],
  [
    'what is large beside the targets goes too',
    true,
    JSON.stringify({ x: { b: 1 }, w: [large] }),
    '{"x":{"b":1}}',
  ],
  [
    'the digest goes last',
    false,
    JSON.stringify({ 'containerimage.digest': digest, a: 'x'.repeat(30), b: large, c: large }),
    JSON.stringify({ 'containerimage.digest': digest }),
  ],
  ['an image without anything that fits is empty', false, JSON.stringify({ a: large }), '{}'],
  ['names without end go', true, JSON.stringify({ [large]: {} }), ''],
  ['what is large and no JSON goes', false, large, ''],
])('of buildx’s account %s', (_, isMany, metadata, expected) => {
  expect(formatMetadata(metadata, isMany, 115)).toBe(expected)
})
