import type { Json } from '../../src/json.ts'
import type { PlatformResult } from '../../src/model/result.ts'
import { findMissing, readPlatforms } from '../../src/publish/platforms.ts'
import { makePlan } from '../helpers/plan.ts'

const manifest = (...sizes: number[]) => ({ config: { size: 10 }, layers: sizes.map((size) => ({ size })) })
const child = (digest: string, platform: object) => ({ digest, platform })
const index = {
  manifests: [
    child('a', { os: 'linux', architecture: 'amd64' }),
    child('b', { os: 'linux', architecture: 'arm', variant: 'v7' }),
    child('c', { os: 'unknown', architecture: 'unknown' }),
    { digest: 'd' },
    { platform: { os: 'linux', architecture: 's390x' } },
    child('gone', { os: 'linux', architecture: 'riscv64' }),
  ],
}
const manifests: Readonly<Record<string, Json>> = { a: manifest(100, 200), b: manifest(5), c: manifest(1) }

async function read(json: Json): Promise<readonly PlatformResult[]> {
  const [repository] = makePlan().repositories
  if (repository === undefined) throw new Error('The plan has no repository.')
  const getManifest = async (_: unknown, { digest }: { digest: string }) =>
    digest in manifests ? { json: manifests[digest] } : undefined
  return readPlatforms({ getManifest }, repository, { json }, 'linux/arm64')
}

test.each<[name: string, json: Json, expected: PlatformResult[]]>([
  [
    'lists the platforms of an index without attestations and entries without a platform',
    index,
    [
      { platform: 'linux/amd64', size: 310 },
      { platform: 'linux/arm/v7', size: 15 },
      { platform: 'linux/riscv64', size: 0 },
    ],
  ],
  ['gives a single manifest the builder’s platform', manifest(7), [{ platform: 'linux/arm64', size: 17 }]],
  ['gives a manifest without layers the size 0', {}, [{ platform: 'linux/arm64', size: 0 }]],
])('readPlatforms %s', async (_, json, expected) => {
  expect(await read(json)).toEqual(expected)
})

test.each<[name: string, wanted: string[], found: string[], expected: string[]]>([
  ['nothing if all platforms exist', ['linux/amd64', 'linux/arm64'], ['linux/arm64', 'linux/amd64'], []],
  ['a platform that the image lacks', ['linux/amd64', 'linux/arm64'], ['linux/amd64'], ['linux/arm64']],
  ['nothing for arm64 if v8 exists', ['linux/arm64'], ['linux/arm64/v8'], []],
  ['a platform that exists with another variant only', ['linux/arm/v7'], ['linux/arm/v6'], ['linux/arm/v7']],
  ['nothing for an additional platform', ['linux/amd64'], ['linux/amd64', 'linux/386'], []],
])('findMissing returns %s', (_, wanted, found, expected) => {
  const platforms = found.map((platform) => ({ platform, size: 1 }))
  expect(findMissing(wanted, platforms)).toEqual(expected)
})
