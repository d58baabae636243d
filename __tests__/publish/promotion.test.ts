import { parseRepository } from '../../src/model/reference.ts'
import { gatherBeside } from '../../src/publish/gather-facts.ts'
import { publish } from '../../src/publish/publish.ts'
import { askAbout, type PublishRequest } from '../../src/publish/request.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeLog } from '../helpers/ports.ts'
import { publishRequest } from '../helpers/publish-request.ts'

const repository = parseRepository('one/app')
const clock = { now: () => 0, sleep: async () => undefined, random: () => 0 }

const plansOf = ({ images }: PublishRequest) => images.map(({ plan }) => plan)

async function make(tags: readonly string[]) {
  const registry = createMemoryRegistry()
  const digest = registry.push('one/app', 'build', { layers: [] })
  const request = publishRequest({
    registry: registry.client,
    log: createFakeLog(),
    clock,
    revision: 'a',
    tags,
    repositories: [repository],
  })
  const manifest = await registry.client.getManifest(repository, { digest })
  if (manifest === undefined) throw new Error('The manifest is missing.')
  const source = { digest, parts: [{ repository, digest, manifest }], referrersOf: [digest] }
  registry.requests.length = 0
  const { facts } = await gatherBeside(
    Promise.resolve(source),
    askAbout({ ...request, plans: plansOf(request) }),
  )
  const images = request.images.map((image) => ({ ...image, source, digest }))
  return { registry, digest, request: { ...request, gathered: facts, images } }
}

describe('facts gathered while the source is read', () => {
  test('are reused, and each tag is still read before and after its PUT', async () => {
    const { registry, digest, request } = await make(['main', 'latest'])
    const { problems } = await publish(request)
    expect(problems).toEqual([])
    expect(registry.tags('one/app')).toEqual({ build: digest, main: digest, latest: digest })
    expect(registry.requests.filter((line) => line.startsWith('CHECK'))).toHaveLength(1)
    expect(registry.requests.filter((line) => line.endsWith(':main'))).toEqual(
      ['HEAD', 'HEAD', 'PUT', 'HEAD'].map((method) => `${method} one/app:main`),
    )
  })

  test('do not hide an image that another run pushed since', async () => {
    const { registry, digest, request } = await make(['main'])
    const other = registry.push('one/app', 'main', { layers: [], other: true })
    const { images } = await publish(request)
    expect(images[0]?.tags).toMatchObject([{ digest, previous: other, action: 'moved' }])
  })

  test('are read at once, and the push access is checked once the source is known', async () => {
    const { registry, request } = await make(['main'])
    registry.requests.length = 0
    let finishReading = () => {}
    const reading = new Promise<void>((resolve) => {
      finishReading = resolve
    })
    const gathering = gatherBeside(reading, askAbout({ ...request, plans: plansOf(request) }))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(registry.requests).toEqual(['HEAD one/app:main'])
    finishReading()
    expect((await gathering).facts.tags).toHaveLength(1)
    expect(registry.requests).toEqual(['HEAD one/app:main', 'CHECK one/app:'])
  })

  test('are dropped if the source is refused, without a check of the push access', async () => {
    const { registry, request } = await make(['main'])
    registry.requests.length = 0
    const refused = Promise.reject(new Error('the source is not an image'))
    await expect(gatherBeside(refused, askAbout({ ...request, plans: plansOf(request) }))).rejects.toThrow(
      'the source is not an image',
    )
    expect(registry.requests).toEqual(['HEAD one/app:main'])
  })
})
