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

  test('ends after as many as were asked for', async () => {
    const world = createFakeWorld((_request, count) => page([`t${count}`], `?last=${count}`))
    expect(await world.client.listTags(app, 3)).toEqual({ tags: ['t1', 't2', 't3'], complete: false })
  })

  test('ends a circle', async () => {
    const world = createFakeWorld(() => page(['a'], '?last=a'))
    expect(await world.client.listTags(app)).toEqual({ tags: ['a'], complete: true })
    expect(world.requests).toHaveLength(2)
  })

  test.each<{ name: string; answer: FakeAnswer }>([
    { name: 'no repository', answer: { status: 404, body: describeErrors('NAME_UNKNOWN') } },
    { name: 'null', answer: page(null) },
    { name: 'what are no tags', answer: page(['', '-x', 7, 'a b', null]) },
  ])('$name is an empty list', async ({ answer }) => {
    const world = createFakeWorld(() => answer)
    expect(await world.client.listTags(app)).toEqual({ tags: [], complete: true })
  })

  test('what is no list is a problem', async () => {
    const world = createFakeWorld(() => ({ status: 200, body: '<html>' }))
    await expect(world.client.listTags(app)).rejects.toThrow('registry-content')
  })

  test('a link elsewhere gets no Authorization, and one to plain HTTP is not followed', async () => {
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
