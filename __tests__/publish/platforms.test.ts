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
const there: Readonly<Record<string, Json>> = { a: manifest(100, 200), b: manifest(5), c: manifest(1) }

async function read(json: Json): Promise<readonly PlatformResult[]> {
  const [repository] = makePlan().repositories
  if (repository === undefined) throw new Error('A plan has a repository.')
  const getManifest = async (_: unknown, { digest }: { digest: string }) =>
    digest in there ? { json: there[digest] } : undefined
  return readPlatforms({ getManifest }, repository, { json }, 'linux/arm64')
}

test.each<[name: string, json: Json, expected: PlatformResult[]]>([
  [
    'an index tells its platforms, without attestations and what has no name',
    index,
    [
      { platform: 'linux/amd64', size: 310 },
      { platform: 'linux/arm/v7', size: 15 },
      { platform: 'linux/riscv64', size: 0 },
    ],
  ],
  ['a manifest alone has the builder’s platform', manifest(7), [{ platform: 'linux/arm64', size: 17 }]],
  ['a manifest without layers', {}, [{ platform: 'linux/arm64', size: 0 }]],
])('%s', async (_, json, expected) => {
  expect(await read(json)).toEqual(expected)
})

test.each<[name: string, wanted: string[], found: string[], expected: string[]]>([
  ['everything is there', ['linux/amd64', 'linux/arm64'], ['linux/arm64', 'linux/amd64'], []],
  ['one is not', ['linux/amd64', 'linux/arm64'], ['linux/amd64'], ['linux/arm64']],
  ['v8 is what arm64 means', ['linux/arm64'], ['linux/arm64/v8'], []],
  ['another variant is another platform', ['linux/arm/v7'], ['linux/arm/v6'], ['linux/arm/v7']],
  ['more than was asked for does not matter', ['linux/amd64'], ['linux/amd64', 'linux/386'], []],
])('missing: %s', (_, wanted, found, expected) => {
  const platforms = found.map((platform) => ({ platform, size: 1 }))
  expect(findMissing(wanted, platforms)).toEqual(expected)
})
