/** Several images in one step: all of them are pushed before any tag moves, and either all tags move or none. */
import fc from 'fast-check'
import type { PushStrategies } from '../../src/model/push-strategy.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { publish } from '../../src/publish/publish.ts'
import type { ImageRequest, PublishRequest } from '../../src/publish/request.ts'
import { capabilities } from '../helpers/inputs.ts'
import { type Before, createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { codes, problemsIn } from '../helpers/problems.ts'
import { publishRequest } from '../helpers/publish-request.ts'

const refused = (what: string) => new TagboatError({ code: 'registry-refused', what, fix: 'Fix it.' })
const nameOf = (target: string) => `r.test/team/${target}`

/** A step with these images. `reused`: images with existing content. `beforeRequest` runs before every request. */
function prepare(
  targets: readonly string[],
  reused: readonly string[] = [],
  beforeRequest: Before = () => undefined,
) {
  const registry = createMemoryRegistry((...request) => beforeRequest(...request))
  const before = new Map(
    targets.map((target) => [target, registry.push(nameOf(target), 'main', { old: target })]),
  )
  const made = new Map(targets.map((target) => [target, { annotations: {}, image: target }]))
  const built: string[][] = []
  const order: string[] = []
  const makeRequest = (log = createFakeLog()): PublishRequest => {
    const request = publishRequest({
      ...{ registry: registry.client, log, clock: createFakeClock(), revision: 'a' },
      ...{ tags: ['main', 'latest'], repositories: [] },
    })
    const images = targets.map((target): ImageRequest => {
      const [image] = request.images
      if (image === undefined) throw new Error('The request has no image.')
      const plan = { ...image.plan, target, repositories: [parseRepository(nameOf(target))] }
      if (!reused.includes(target)) return { ...image, plan }
      const digest = registry.push(nameOf(target), undefined, made.get(target) ?? {})
      const parts = [{ repository: parseRepository(nameOf(target)), digest }]
      return { ...image, plan, digest, source: { digest, parts, referrersOf: [digest] } }
    })
    const run = async (strategies: PushStrategies) => {
      built.push([...strategies.keys()])
      const pushed = [...strategies.keys()].map((target) => {
        order.push(`pushed ${target}`)
        return [target, { digest: registry.push(nameOf(target), undefined, made.get(target) ?? {}) }] as const
      })
      return { targets: new Map(pushed), annotations: new Map(), metadata: {}, duration: 1 }
    }
    const layout = { folder: '/temp/layouts', remove: async () => undefined }
    const prepareBuild = async (existing: ReadonlyMap<string, unknown>) => {
      order.push(`existing ${[...existing.keys()].join()}`)
      return { capabilities: capabilities.store, layout, run }
    }
    return { ...request, images, builder: { prepare: prepareBuild, load: false } }
  }
  const tagsOf = () => targets.map((target) => registry.tags(nameOf(target)))
  return { registry, before, built, order, makeRequest, tagsOf }
}

const three = ['base', 'core', 'tap']

test('existing images are not built, the builder gets them as dependencies, and all images get the tags', async () => {
  const { makeRequest, built, order, tagsOf } = prepare(three, ['base'])
  const { images, problems } = await publish(makeRequest())
  expect(problems).toEqual([])
  expect(built).toEqual([['core', 'tap']])
  expect(order[0]).toBe('existing base')
  expect(images.map(({ target, tags }) => [target, tags.map(({ action }) => action)])).toEqual(
    three.map((target) => [target, ['moved', 'created']]),
  )
  for (const tags of tagsOf()) expect(tags.main).toBe(tags.latest)
  expect(new Set(tagsOf().map(({ main }) => main)).size).toBe(3)
})

test('no tag moves before every image is pushed', async () => {
  const given = prepare(three, [], (action, repository, target) => {
    if (action === 'PUT' && !target.startsWith('sha256:')) given.order.push(`moved ${repository}`)
  })
  await publish(given.makeRequest())
  const first = given.order.findIndex((line) => line.startsWith('moved'))
  expect(first).toBeGreaterThan(0)
  expect(given.order.slice(first).some((line) => line.startsWith('pushed'))).toBe(false)
})

test('a failed build moves no tag', async () => {
  const { makeRequest, before, tagsOf } = prepare(three, ['base'])
  const request = makeRequest()
  const failing = { load: false, prepare: async () => Promise.reject(refused('the build failed')) }
  const problems = await problemsIn(() => publish({ ...request, builder: failing }))
  expect(codes(problems)).toEqual(['registry-refused'])
  expect(tagsOf()).toEqual([...before.values()].map((main) => ({ main })))
})

test('the tags of all images are restored if one tag fails for good', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...three),
      fc.constantFrom('main', 'latest'),
      fc.subarray(three),
      async (target, tag, reused) => {
        const { makeRequest, before, tagsOf } = prepare(three, reused, (action, repository, name) => {
          if (action === 'PUT' && repository === nameOf(target) && name === tag) throw refused('no')
        })
        const { problems, images } = await publish(makeRequest())
        expect(problems.map(({ code }) => code)).toEqual(['not-published'])
        expect(tagsOf()).toEqual([...before.values()].map((main) => ({ main })))
        expect(images.flatMap(({ tags }) => tags).some(({ action }) => action === 'moved')).toBe(false)
      },
    ),
    { numRuns: 40 },
  )
})

test('two images in one repository have separate tags and contents', async () => {
  const { makeRequest, registry } = prepare(['one', 'two'])
  const request = makeRequest()
  const repositories = [parseRepository('r.test/all')]
  const images = request.images.map((image) => {
    const { target, tags } = image.plan
    const own = tags.map((tag) => ({ ...tag, name: `${tag.name}-${target}` }))
    return { ...image, plan: { ...image.plan, repositories, tags: own } }
  })
  const build = await request.builder?.prepare(new Map())
  if (build === undefined) throw new Error('The request has no builder.')
  const run = async (strategies: PushStrategies) => {
    const pushed = [...strategies.keys()].map(
      (target) => [target, { digest: registry.push('r.test/all', undefined, { image: target }) }] as const,
    )
    return { targets: new Map(pushed), annotations: new Map(), metadata: {}, duration: 1 }
  }
  const { problems } = await publish({
    ...request,
    images,
    builder: { load: false, prepare: async () => ({ ...build, run }) },
  })
  expect(problems).toEqual([])
  const tags = registry.tags('r.test/all')
  expect(tags['main-one']).toBe(tags['latest-one'])
  expect(tags['main-one']).not.toBe(tags['main-two'])
})
