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
  if (manifest === undefined) throw new Error('it is there')
  const source = { digest, parts: [{ repository, digest, manifest }], referrersOf: [digest] }
  registry.requests.length = 0
  const { facts } = await gatherBeside(
    Promise.resolve(source),
    askAbout({ ...request, plans: plansOf(request) }),
  )
  const images = request.images.map((image) => ({ ...image, source, digest }))
  return { registry, digest, request: { ...request, gathered: facts, images } }
}

describe('facts that were gathered while the source was looked at', () => {
  it('are not gathered again; each tag is still read before it is put, and read back', async () => {
    const { registry, digest, request } = await make(['main', 'latest'])
    const { problems } = await publish(request)
    expect(problems).toEqual([])
    expect(registry.tags('one/app')).toEqual({ build: digest, main: digest, latest: digest })
    expect(registry.requests.filter((line) => line.startsWith('CHECK'))).toHaveLength(1)
    expect(registry.requests.filter((line) => line.endsWith(':main'))).toEqual(
      ['HEAD', 'HEAD', 'PUT', 'HEAD'].map((method) => `${method} one/app:main`),
    )
  })

  it('do not hide what another run has put there since', async () => {
    const { registry, digest, request } = await make(['main'])
    const other = registry.push('one/app', 'main', { layers: [], other: true })
    const { images } = await publish(request)
    expect(images[0]?.tags).toMatchObject([{ digest, previous: other, action: 'moved' }])
  })

  it('are read at once, and the right to push is tried when the source is known', async () => {
    const { registry, request } = await make(['main'])
    registry.requests.length = 0
    let know = () => {}
    const looking = new Promise<void>((resolve) => {
      know = resolve
    })
    const gathering = gatherBeside(looking, askAbout({ ...request, plans: plansOf(request) }))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(registry.requests).toEqual(['HEAD one/app:main'])
    know()
    expect((await gathering).facts.tags).toHaveLength(1)
    expect(registry.requests).toEqual(['HEAD one/app:main', 'CHECK one/app:'])
  })

  it('count for nothing where the source is refused, and nothing is tried', async () => {
    const { registry, request } = await make(['main'])
    registry.requests.length = 0
    const refused = Promise.reject(new Error('the source is no image'))
    await expect(gatherBeside(refused, askAbout({ ...request, plans: plansOf(request) }))).rejects.toThrow(
      'the source is no image',
    )
    expect(registry.requests).toEqual(['HEAD one/app:main'])
  })
})
