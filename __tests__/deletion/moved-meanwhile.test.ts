import type { Deleter } from '../../src/deletion/deletion-ports.ts'
import { createGhcrDeleter } from '../../src/deletion/ghcr-deleter.ts'
import type { GithubPackage } from '../../src/deletion/github-packages.ts'
import { createOciDeleter } from '../../src/deletion/oci-deleter.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { createFakeWorld, describeErrors } from '../helpers/registry.ts'
import { createVendorRegistry, imageOf, type VendorRequest } from '../helpers/vendor-registry.ts'

const repository = parseRepository('registry.example/acme/app')
const moved = { kind: 'refused', why: 'it has moved to another image meanwhile', isRule: true }

/** A registry that deletes digests only, in which another job gives tag `topic` image `new` after a request. */
function start(isLast: (request: VendorRequest, index: number) => boolean) {
  let seen = 0
  const registry = createVendorRegistry({ topic: 'a', other: 'new' }, (request) => {
    const { method, isDigest } = request
    if (isLast(request, seen++)) queueMicrotask(move)
    return method === 'DELETE' && !isDigest ? { status: 405, body: describeErrors('UNSUPPORTED') } : undefined
  })
  const move = () => void registry.tags.set('topic', imageOf('new'))
  const { client, requests } = createFakeWorld(registry.serve)
  return { registry, client, requests, move }
}

describe('a registry that deletes digests only', () => {
  test('keeps a tag that moves while it is checked whether its old image is needed', async () => {
    const { registry, client, requests, move } = start(() => false)
    const deleter: Deleter = createOciDeleter(client, repository)
    const mayTake = async () => {
      move()
      return true
    }
    expect(await deleter.removeTag('topic', imageOf('a'), mayTake)).toEqual(moved)
    expect(registry.tags.get('topic')).toBe(imageOf('new'))
    expect(requests.some(({ method }) => method === 'PUT')).toBe(false)
  })

  test('keeps a tag that moves while it is checked, if its old image is needed', async () => {
    const { registry, client, move } = start(() => false)
    const mayTake = async () => {
      move()
      return false
    }
    const outcome = await createOciDeleter(client, repository).removeTag('topic', imageOf('a'), mayTake)
    expect(outcome).toEqual(moved)
    expect(registry.tags.get('topic')).toBe(imageOf('new'))
  })

  test('does not put a tag back that another job moved after it moved to the empty index', async () => {
    const { registry, client } = start(({ method }) => method === 'PUT')
    const outcome = await createOciDeleter(client, repository).removeTag(
      'topic',
      imageOf('a'),
      async () => false,
    )
    expect(outcome).toEqual(moved)
    expect(registry.tags.get('topic')).toBe(imageOf('new'))
  })
})

test("GitHub's registry does not put a tag back that another job moved after it moved to the empty index", async () => {
  const { registry, client, move } = start(() => false)
  const packages: GithubPackage = {
    listVersions: async () => {
      move()
      return [...registry.manifests.keys()].map((digest, id) => ({
        id,
        digest,
        tags: [...registry.tags].flatMap(([tag, to]) => (to === digest ? [tag] : [])),
        uploaded: '2026-01-01T00:00:00Z',
      }))
    },
    findVersion: async () => undefined,
    readVersion: async () => undefined,
    deleteVersion: async () => ({ kind: 'deleted' }),
    deletePackage: async () => ({ kind: 'deleted' }),
    restoreCommand: async () => '',
  }
  const clock = { now: () => 0, random: () => 0.5, sleep: async () => undefined }
  const deleter = createGhcrDeleter({ registry: client, packages, clock }, repository, false)
  expect(await deleter.removeTag('topic', imageOf('a'), async () => false)).toEqual(moved)
  expect(registry.tags.get('topic')).toBe(imageOf('new'))
})
