import { parseRepository } from '../../src/model/reference.ts'
import { createFakeWorld, describeErrors, describeLogin, type FakeAnswer } from '../helpers/registry.ts'

const app = parseRepository('r.test/acme/app')

describe('checkPush', () => {
  /** checkPush does not wait for its DELETE, which is sent a moment later. */
  const check = async (world: ReturnType<typeof createFakeWorld>) => {
    await world.client.checkPush(app)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }

  const begun = (location: string): FakeAnswer => ({ status: 202, headers: { location } })

  test.each([
    {
      location: '/v2/acme/app/blobs/uploads/1?_state=x',
      cancelled: 'https://r.test/v2/acme/app/blobs/uploads/1?_state=x',
    },
    { location: 'https://store.test/up/1', cancelled: 'https://store.test/up/1' },
  ])('starts an upload and cancels it at $location', async ({ location, cancelled }) => {
    const world = createFakeWorld(({ method }) => (method === 'POST' ? begun(location) : { status: 204 }))
    await check(world)
    expect(world.lines()).toEqual(['POST https://r.test/v2/acme/app/blobs/uploads/', `DELETE ${cancelled}`])
  })

  test.each<{ name: string; answer: FakeAnswer }>([
    { name: '404', answer: { status: 404 } },
    { name: '500', answer: { status: 500 } },
    { name: 'a broken connection', answer: 'ECONNRESET' },
  ])('succeeds without a retry when the cancellation fails with $name', async ({ answer }) => {
    const world = createFakeWorld(({ method }) => (method === 'POST' ? begun('/up') : answer))
    await expect(check(world)).resolves.toBeUndefined()
    expect(world.requests).toHaveLength(2)
  })

  test('does not wait for the cancellation', async () => {
    const world = createFakeWorld(({ method }) => (method === 'POST' ? begun('/up') : new Promise(() => {})))
    await expect(world.client.checkPush(app)).resolves.toBeUndefined()
  })

  test('sends no Authorization header to an upload location on another host', async () => {
    const world = createFakeWorld(
      (request) => {
        if (request.method === 'DELETE') return { status: 204 }
        if (request.headers.authorization) return begun('https://store.test/up/1')
        return { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
      },
      { config: describeLogin('r.test') },
    )
    await check(world)
    expect(world.requests.map(({ headers }) => headers.authorization !== undefined)).toEqual([
      false,
      true,
      false,
    ])
  })

  test('retries when the registry answers with a page', async () => {
    const world = createFakeWorld(({ method }, count) =>
      method === 'POST' && count === 1
        ? { status: 200, body: '<html>' }
        : { status: 202, headers: { location: '/up' } },
    )
    await expect(check(world)).resolves.toBeUndefined()
    expect(world.requests).toHaveLength(3)
  })

  test.each<{ answer: FakeAnswer; code: string }>([
    { answer: { status: 403, body: describeErrors('DENIED') }, code: 'registry-denied' },
    { answer: { status: 404, body: describeErrors('NAME_UNKNOWN') }, code: 'registry-name-unknown' },
    { answer: { status: 202 }, code: 'registry-failed' },
  ])('fails with $code on $answer', async ({ answer, code }) => {
    const world = createFakeWorld(() => answer)
    await expect(world.client.checkPush(app)).rejects.toThrow(code)
  })
})
