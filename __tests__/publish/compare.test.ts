import { singleTarget } from '../../src/bake/bake-target.ts'
import { parseRepository } from '../../src/model/reference.ts'
import type { TagResult } from '../../src/model/result.ts'
import { DestinationMap } from '../../src/publish/destinations.ts'
import { publish } from '../../src/publish/publish.ts'
import type { PublishRequest } from '../../src/publish/request.ts'
import { perRepository } from '../../src/publish/results.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeLog } from '../helpers/ports.ts'
import { publishRequest } from '../helpers/publish-request.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const repository = parseRepository('r.test/acme/app')
const layer = (letter: string) => ({ digest: `sha256:${letter.repeat(64)}`, size: 100 })
const image = (layers: string, revision = 'old') => ({
  config: { size: 10 },
  layers: [...layers].map(layer),
  annotations: {
    'org.opencontainers.image.source': makeTrigger().repository.url,
    'org.opencontainers.image.revision': revision,
    'dev.tagboat.event': 'push',
    'dev.tagboat.branch': 'main',
  },
})

/** Publishes an image with layers `ac` under `tags`, in place of one with `ab` under those of `existing`. */
async function run(
  tags: readonly string[],
  existing: readonly string[],
  over: (request: PublishRequest) => Partial<NonNullable<PublishRequest['compare']>> = () => ({}),
) {
  const registry = createMemoryRegistry()
  const [before] = existing.map((tag) => registry.push(repository.name, tag, image('ab')))
  const digest = registry.push(repository.name, undefined, image('ac', 'new'))
  let stops = 0
  const stop = () => {
    stops += 1
  }
  const clock = {
    now: () => 0,
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms / 10)),
    random: () => 0,
  }
  const made = publishRequest({
    registry: registry.client,
    log: createFakeLog(),
    clock,
    revision: 'new',
    tags,
    repositories: [repository],
  })
  const request: PublishRequest = {
    ...made,
    guards: { ...made.guards, forwardOnly: false },
    images: made.images.map((one) => ({
      ...one,
      source: { digest, parts: [{ repository, digest }], referrersOf: [] },
    })),
  }
  const compare = { registry: registry.client, stop, ...over(request) }
  const { images, problems } = await publish({ ...request, compare })
  expect(images[0]?.target).toBe(singleTarget)
  return {
    change: images[0]?.change,
    before,
    digest,
    problems,
    tags: images[0]?.tags.map(({ action }) => action),
    stops,
  }
}

test('an image is compared with the one that its first moving tag held', async () => {
  const { change, before, digest, stops } = await run(['1', 'main'], ['main'])
  expect(change).toEqual({
    ...{ tag: 'main', previous: before, digest, lost: [] },
    platforms: [{ platform: 'linux/amd64', size: 210, before: 210, layers: 2, newLayers: 1, newBytes: 100 }],
  })
  expect(stops).toBe(1)
})

test('a new tag has nothing to compare', async () => {
  expect(await run(['main'], [])).toMatchObject({ change: undefined, tags: ['created'], stops: 1 })
})

test.each<[string, () => Promise<never>]>([
  ['cannot be read', () => Promise.reject(new Error('The registry does not answer.'))],
  ['is not read in time', () => new Promise(() => undefined)],
])(
  'a comparison whose image before %s is left out, and the publish succeeds',
  async (_title, getManifest) => {
    const done = await run(['main'], ['main'], ({ registry }) => ({ registry: { ...registry, getManifest } }))
    expect(done).toMatchObject({ change: undefined, tags: ['moved'], problems: [], stops: 1 })
  },
)

test('a comparison with an image that the tag no longer held when it moved is left out', () => {
  const { images } = publishRequest({
    registry: createMemoryRegistry().client,
    log: createFakeLog(),
    clock: { now: () => 0, sleep: async () => undefined, random: () => 0 },
    revision: 'new',
    tags: ['main'],
    repositories: [repository],
  })
  const destination = { target: singleTarget, repository }
  const compared = { tag: 'main', previous: 'sha256:one', digest: 'sha256:new', platforms: [], lost: [] }
  const changeAfter = (previous: string, digest: string) => {
    const tag: TagResult = {
      ref: 'r.test/acme/app:main',
      repository,
      name: 'main',
      action: 'moved',
      previous,
      digest,
    }
    const contents = new DestinationMap([[destination, { digest: 'sha256:new' }]])
    return perRepository(
      { images },
      [tag],
      contents,
      new DestinationMap(),
      new DestinationMap([[destination, compared]]),
    )[0]?.change
  }
  expect(changeAfter('sha256:one', 'sha256:new')).toBe(compared)
  expect(changeAfter('sha256:two', 'sha256:new')).toBeUndefined()
  expect(changeAfter('sha256:one', 'sha256:other')).toBeUndefined()
})
