import { listPackage } from '../../src/deletion/list-versions.ts'
import type { Json } from '../../src/json.ts'
import type { Github, GithubAnswer } from '../../src/ports/github-client.ts'
import { createFakeClock } from '../helpers/ports.ts'

const describeVersion = (id: number, more: object = {}) => ({
  id,
  name: `sha256:${String(id).padStart(64, '0')}`,
  created_at: '2026-01-01T00:00:00Z',
  metadata: { container: { tags: [] } },
  ...more,
})

/** A package of GitHub. `before` is called before each answer: what another job does. */
function start(
  ids: number[],
  before: (count: number, ids: number[]) => void = () => undefined,
  pageSize = 100,
) {
  const requests: string[] = []
  const get: Github['get'] = async (route, { page, per_page: size }) => {
    requests.push(route.endsWith('/versions') ? `page ${page}` : 'count')
    before(requests.length, ids)
    if (!route.endsWith('/versions')) return { kind: 'found', body: { version_count: ids.length } }
    const from = (Number(page) - 1) * Number(size)
    const found = ids.slice(from, from + Math.min(pageSize, Number(size)))
    const hasNext = ids.length > from + Number(size)
    return { kind: 'found', body: found.map((id) => describeVersion(id)), ...(hasNext && { hasNext }) }
  }
  return { requests, list: () => list({ get }) }
}

const list = ({ get }: Pick<Github, 'get'>) =>
  listPackage({
    github: { get, remove: get },
    clock: createFakeClock(),
    path: 'acme/app',
    route: '/orgs/{owner}/packages/container/{name}',
  })

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

test('one page of versions costs one request', async () => {
  const { list, requests } = start(numbers(99))
  expect(await list()).toHaveLength(99)
  expect(requests).toEqual(['page 1'])
})

test('a version that moves to a page that was read, since another job deletes one, is found', async () => {
  const { list, requests } = start(numbers(250), (count, ids) => {
    // Between page 1 and page 2 of the list.
    if (count === 4) ids.splice(49, 1)
  })
  expect((await list()).map(({ id }) => id)).toEqual(numbers(250).filter((id) => id !== 50))
  expect(requests.filter((one) => one === 'page 2')).toHaveLength(2)
})

test('a list with a version twice is read again, since a new one shifts the pages', async () => {
  const { list } = start(numbers(250), (count, ids) => {
    if (count === 4) ids.splice(49, 1)
    if (count === 5) ids.unshift(1000)
  })
  expect((await list()).map(({ id }) => id)).toEqual([1000, ...numbers(250).filter((id) => id !== 50)])
})

test('a package whose versions are deleted each time while it is listed is an error', async () => {
  const { list } = start(numbers(250), (_, ids) => void ids.pop())
  await expect(list()).rejects.toThrow('versions were deleted each time')
})

test('a short page with a link to a next page is not the end of the list', async () => {
  const { list } = start(numbers(150), () => undefined, 99)
  expect((await list()).at(-1)?.id).toBe(150)
})

const answerWith = (body: Json): GithubAnswer => ({ kind: 'found', body })
test.each<{ title: string; answer: GithubAnswer }>([
  { title: 'a version without a list of tags', answer: answerWith([describeVersion(1, { metadata: {} })]) },
  {
    title: 'a tag that is not a name',
    answer: answerWith([describeVersion(1, { metadata: { container: { tags: [7] } } })]),
  },
  { title: 'a version without a digest', answer: answerWith([describeVersion(1, { name: 'docker' })]) },
  { title: 'a version without a time', answer: answerWith([describeVersion(1, { created_at: null })]) },
  { title: 'an error with status 200', answer: answerWith({ message: 'Server Error' }) },
  { title: 'a page of HTML', answer: answerWith('<html>') },
])('$title makes the list of versions an error', async ({ answer }) => {
  await expect(list({ get: async () => answer })).rejects.toThrow(/not understood/)
})
