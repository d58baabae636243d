import { singleTarget } from '../../src/bake/bake-target.ts'
import { parseRepository, type Repository } from '../../src/model/reference.ts'
import { findKnownImage } from '../../src/prepare/daemon-request.ts'
import { findImages } from '../../src/prepare/find-images.ts'
import { resolveImages } from '../../src/prepare/resolve-images.ts'
import type { Destination, Source } from '../../src/publish/destinations.ts'
import { collectContents } from '../../src/publish/verify.ts'
import { createImageStore, sourceImage } from '../helpers/image-store.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const name = 'localhost:5000/acme/app'
const amd64 = { os: 'linux', architecture: 'amd64' }
const arm64 = { os: 'linux', architecture: 'arm64', variant: 'v8' }
const unknown = { os: 'unknown', architecture: 'unknown' }
const attested = { 'vnd.docker.reference.type': 'attestation-manifest' }

function makeStore() {
  const store = createImageStore()
  const one = store.image(name, 'amd', amd64)
  const two = store.image(name, 'arm', arm64)
  const attestation = store.image(name, 'attestation', { attestation: 1 })
  const entries = [
    { ...one, platform: amd64 },
    { ...attestation, platform: unknown, annotations: attested },
  ]
  const index = store.index(name, 'index', entries)
  store.index(name, 'nested', [index, two])
  store.index(name, 'plain', [one, two])
  const chart = store.put(name, 'chart', one.mediaType, { artifactType: 'text/chart', config: {} })
  store.put(name, 'helm', one.mediaType, { config: { mediaType: 'application/helm', digest: 'x' } })
  store.index(name, 'list', [chart])
  store.index(name, 'empty', [])
  store.image(name, 'odd', { os: 'linux' })
  store.image(name, 'win1', { os: 'windows', architecture: 'amd64', 'os.version': '1' })
  store.image(name, 'win2', { os: 'windows', architecture: 'amd64', 'os.version': '2' })
  return { store, one, two, attestation, index, entries }
}
const images = (...tags: string[]) => tags.map((tag) => sourceImage(name, tag))

const at = (repository: Repository): Destination => ({ target: singleTarget, repository })
const of = (source: Source) => new Map([[singleTarget, source]])

describe('findImages', () => {
  test('refuses nested indexes with too many entries before it reads them all', async () => {
    const { store, one } = makeStore()
    let child: { mediaType: string; digest: string } = one
    for (const level of ['1', '2', '3', '4'])
      child = store.index(
        name,
        `wide${level}`,
        Array.from({ length: 100 }, () => child),
      )
    let reads = 0
    const reader = {
      ...store.reader,
      getManifest: (...args: Parameters<typeof store.reader.getManifest>) => {
        reads += 1
        return store.reader.getManifest(...args)
      },
    }
    const [problem] = await problemsIn(() => findImages(reader, images('wide4'), []))
    expect(problem?.what).toContain('an index with more than 5000 manifests')
    expect(reads).toBeLessThan(5100)
  })

  test.each([
    [['index'], ['linux/amd64', undefined]],
    [['arm'], ['linux/arm64/v8']],
    [['nested'], ['linux/amd64', undefined, 'linux/arm64/v8']],
    [['plain'], ['linux/amd64', 'linux/arm64/v8']],
    [
      ['index', 'arm'],
      ['linux/amd64', undefined, 'linux/arm64/v8'],
    ],
    [
      ['win1', 'win2'],
      ['windows/amd64', 'windows/amd64'],
    ],
  ])('reads the platforms of %j', async (tags, platforms) => {
    const found = await findImages(makeStore().store.reader, images(...tags), [])
    expect(found.flatMap(({ children }) => children.map(({ platform }) => platform))).toEqual(platforms)
  })

  test.each([
    [['none'], [], [`'${name}:none' does not exist`]],
    [['chart'], [], [`'${name}:chart' is not a container image but text/chart`]],
    [['helm'], [], ['but application/helm']],
    [['list'], [], ['but an index that names no platform']],
    [['empty'], [], ['but an index that names no platform']],
    [['odd'], [], ['names no platform']],
    [['none', 'chart'], [], ['does not exist', 'is not a container image']],
    [['index'], ['linux/amd64', 'linux/s390x'], [`'${name}:index' lacks linux/s390x; it has linux/amd64`]],
    [['index', 'arm'], ['linux/arm64'], []],
    [['index', 'amd'], [], [`linux/amd64 is in both '${name}:index' and '${name}:amd'`]],
    [['arm', 'nested'], [], [`linux/arm64/v8 is in both '${name}:arm' and '${name}:nested'`]],
  ])('checks %j with the platforms %j', async (tags, platforms, expected) => {
    const problems = await problemsIn(() => findImages(makeStore().store.reader, images(...tags), platforms))
    expect(problems.map(({ what }) => what)).toEqual(expected.map((what) => expect.stringContaining(what)))
  })
})

describe('resolveImages', () => {
  const resolve = (tags: readonly string[], texts = {}) => {
    const made = makeStore()
    const ports = { log: createFakeLog(), registry: made.store.reader }
    return { ...made, done: resolveImages(ports, images(...tags), makePlan(texts), []) }
  }

  test('publishes one index as it is, with its referrers and those of its parts', async () => {
    const { done, one, attestation, index } = resolve(['index'])
    const { source, single } = await done
    expect(single).toBeUndefined()
    expect(source).toMatchObject({ digest: index.digest, parts: [{ digest: index.digest }] })
    expect(source.referrersOf).toEqual([index.digest, one.digest, attestation.digest])
    expect(source.index).toBeUndefined()
  })

  test('publishes one manifest as it is, with its platform', async () => {
    const { done, two } = resolve(['arm'])
    expect(await done).toMatchObject({ single: 'linux/arm64/v8', source: { digest: two.digest } })
  })

  test('merges several images into one index with their attestations and the annotations of a build', async () => {
    const { done, one, two, attestation, entries } = resolve(['index', 'arm'], {
      annotations: 'index:team=blue',
    })
    const { source } = await done
    expect(source.index?.json).toMatchObject({
      schemaVersion: 2,
      manifests: [...entries, { ...two, platform: arm64 }],
      annotations: { team: 'blue', 'dev.tagboat.event': 'push' },
    })
    expect(source.referrersOf).toEqual([one.digest, attestation.digest, two.digest])
    expect((await resolve(['index', 'arm'], { annotations: 'index:team=blue' }).done).source.digest).toBe(
      source.digest,
    )
  })
})

describe('collectContents', () => {
  const log = createFakeLog()
  test('copies missing parts, warns about skipped referrers, and puts the index last', async () => {
    const registry = createMemoryRegistry()
    const part = registry.push('one/app', undefined, { a: 1 })
    const top = registry.push('elsewhere/app', 'x', { b: 1 })
    const repository = parseRepository('one/app')
    const index = await registry.client.getManifest(parseRepository('elsewhere/app'), { digest: top })
    if (index === undefined) throw new Error('The manifest is missing.')
    const asked: string[] = []
    const client = {
      ...registry.client,
      copyReferrers: async (from: typeof repository, to: typeof repository) => {
        asked.push(`${from.name} ${to.name}`)
        return { warnings: ['one stays'] }
      },
    }
    const parts = [
      { repository, digest: part },
      { repository, digest: part },
    ]
    const source = { digest: top, parts, index, referrersOf: [part] }
    const to = [parseRepository('two/app'), parseRepository('docker.io/one/app'), repository]
    registry.requests.length = 0
    await collectContents({ registry: client, log }, to.map(at), of(source))
    expect(asked).toEqual(['one/app two/app'])
    expect(log.at('warning')).toEqual(['one stays'])
    const writes = registry.requests.filter((line) => /^(COPY|PUT)/.test(line))
    expect(writes.filter((line) => line.includes('two/app')).at(-1)).toBe(`PUT two/app:${top}`)
    expect(writes.filter((line) => line.startsWith('COPY') && !line.includes('two/app'))).toEqual([])
  })
})

describe('collectContents for one source', () => {
  const log = createFakeLog()
  const make = async () => {
    const registry = createMemoryRegistry()
    const repository = parseRepository('one/app')
    const digest = registry.push('one/app', 'build', { a: 1 })
    const manifest = await registry.client.getManifest(repository, { digest })
    if (manifest === undefined) throw new Error('The manifest is missing.')
    registry.requests.length = 0
    const parts = [{ repository, digest, manifest }]
    return { registry, repository, digest, manifest, source: { digest, parts, referrersOf: [digest] } }
  }

  test('does not read the manifest again if the destination is its repository', async () => {
    const { registry, repository, manifest, source } = await make()
    const contents = await collectContents({ registry: registry.client, log }, [at(repository)], of(source))
    expect(contents.get(at(repository))).toBe(manifest)
    expect(registry.requests).toEqual([])
  })

  test('reads the manifest in another repository after the copy', async () => {
    const { registry, digest, manifest, source } = await make()
    const known: unknown[] = []
    const client = {
      ...registry.client,
      copyImage: (...args: Parameters<typeof registry.client.copyImage>) => {
        known.push(args[3])
        return registry.client.copyImage(...args)
      },
    }
    await collectContents({ registry: client, log }, [at(parseRepository('two/app'))], of(source))
    expect(known).toEqual([{ isAbsent: true, top: manifest }])
    expect(registry.requests).toEqual([
      `HEAD two/app:${digest}`,
      `COPY two/app:${digest}`,
      `GET two/app:${digest}`,
    ])
  })

  test('lists referrers before the image has arrived', async () => {
    const { registry, source } = await make()
    const order: string[] = []
    const client = {
      ...registry.client,
      copyImage: async () => void order.push('arrived'),
      copyReferrers: async (...[, , , arrived]: Parameters<typeof registry.client.copyReferrers>) => {
        order.push('looking')
        await arrived
        order.push('putting')
        return { warnings: [] }
      },
    }
    await collectContents({ registry: client, log }, [at(parseRepository('two/app'))], of(source)).catch(
      () => {},
    )
    expect(order).toEqual(['looking', 'arrived', 'putting'])
  })
})

describe('findKnownImage', () => {
  test.each([
    ['v1.2.3', 'amd', true],
    ['v1.2.3', 'arm', false],
    ['main', 'amd', false],
  ])('searches the releases of a run of %s for the config of image %s: %s', async (ref, tag, isFound) => {
    const store = createImageStore()
    const published = store.image(name, '1.2.3', amd64)
    store.image(name, 'main', amd64)
    const wanted = createImageStore().image(name, tag, tag === 'amd' ? amd64 : arm64)
    const json = (await store.reader.getManifest(parseRepository(name), { digest: wanted.digest }))?.json
    const config = json === undefined ? 'sha256:other' : String(Object(json).config.digest)
    const trigger = makeTrigger({ ref: ref.startsWith('v') ? `refs/tags/${ref}` : `refs/heads/${ref}` })
    const found = await findKnownImage(store.reader, makePlan({ images: name }, trigger), config)
    expect(found?.digest).toBe(isFound ? published.digest : undefined)
  })
})
