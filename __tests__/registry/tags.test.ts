import { parseRepository } from '../../src/model/reference.ts'
import type { HttpRequest } from '../../src/ports/http.ts'
import { createFakeWorld, describeErrors, describeLogin, type FakeAnswer } from '../helpers/registry.ts'

const app = parseRepository('r.test/acme/app')
const page = (tags: unknown, link?: string): FakeAnswer => ({
  status: 200,
  headers: link === undefined ? {} : { link: `<${link}>; rel="next"` },
  body: JSON.stringify({ name: 'acme/app', tags }),
})

describe('listTags (spec 1.1, "Listing Tags")', () => {
  test('follows the links to the end', async () => {
    const world = createFakeWorld((_request, count) =>
      count === 1 ? page(['a', 'b'], '/v2/acme/app/tags/list?n=2&last=b') : page(['c']),
    )
    expect(await world.client.listTags(app)).toEqual({ tags: ['a', 'b', 'c'], complete: true })
    expect(world.lines()[1]).toBe('GET https://r.test/v2/acme/app/tags/list?n=2&last=b')
  })

  test('stops at the requested number of tags', async () => {
    const world = createFakeWorld((_request, count) => page([`t${count}`], `?last=${count}`))
    expect(await world.client.listTags(app, 3)).toEqual({ tags: ['t1', 't2', 't3'], complete: false })
  })

  test('stops at a page that it has read, and does not take the list for complete', async () => {
    const world = createFakeWorld(() => page(['a'], '?last=a'))
    expect(await world.client.listTags(app)).toEqual({ tags: ['a'], complete: false })
    expect(world.requests).toHaveLength(2)
  })

  test.each<{ name: string; answer: FakeAnswer }>([
    { name: 'an unknown repository', answer: { status: 404, body: describeErrors('NAME_UNKNOWN') } },
    { name: 'null', answer: page(null) },
    { name: 'a list of invalid tags', answer: page(['', '-x', 7, 'a b', null]) },
  ])('returns an empty list for $name', async ({ answer }) => {
    const world = createFakeWorld(() => answer)
    expect(await world.client.listTags(app)).toEqual({ tags: [], complete: true })
  })

  test.each<{ name: string; answer: FakeAnswer }>([
    { name: 'a page of errors with status 200', answer: { status: 200, body: describeErrors('DENIED') } },
    { name: 'a 404 with a page of text', answer: { status: 404, body: '404 page not found' } },
  ])('does not take a list for complete that $name ends', async ({ answer }) => {
    const world = createFakeWorld((_request, count) => (count === 1 ? page(['a'], '?last=a') : answer))
    expect(await world.client.listTags(app)).toEqual({ tags: ['a'], complete: false })
  })

  test('rejects an answer that is not JSON', async () => {
    const world = createFakeWorld(() => ({ status: 200, body: '<html>' }))
    await expect(world.client.listTags(app)).rejects.toThrow('registry-content')
  })

  test('sends no Authorization header to a link on another host, and follows no link to plain HTTP', async () => {
    const shown = (request: HttpRequest) => request.headers.authorization
    const server = (link: string) => (request: HttpRequest) => {
      if (!request.url.startsWith('https://r.test/')) return page(['z'])
      return shown(request)
        ? page(['a'], link)
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
    }
    const world = createFakeWorld(server('https://elsewhere.test/x'), { config: describeLogin('r.test') })
    expect((await world.client.listTags(app)).tags).toEqual(['a', 'z'])
    expect(world.requests.map((request) => shown(request) !== undefined)).toEqual([false, true, false])
    const plain = createFakeWorld(server('http://r.test/x'), { config: describeLogin('r.test') })
    await expect(plain.client.listTags(app)).rejects.toThrow('registry-downgrade')
  })
})
