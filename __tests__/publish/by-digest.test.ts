import { parseRepository } from '../../src/model/reference.ts'
import { publishByDigest } from '../../src/publish/publish.ts'
import type { PublishRequest } from '../../src/publish/request.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { publishRequest } from '../helpers/publish-request.ts'

const name = 'localhost:5000/acme/app'
const absent = `sha256:${'a'.repeat(64)}`

/** An existing image, and the requests and offers to a later job in order. */
function makeWorld(digestOf: (pushed: string) => string) {
  const events: string[] = []
  const registry = createMemoryRegistry((action) => void events.push(action))
  const digest = digestOf(registry.push(name, undefined, { schemaVersion: 2, layers: [] }))
  const given = {
    registry: registry.client,
    log: createFakeLog(),
    clock: createFakeClock(),
    revision: 'b'.repeat(40),
    tags: [],
    repositories: [parseRepository(name)],
  }
  const request = publishRequest(given)
  const source = { digest, parts: [], referrersOf: [] }
  const offer: PublishRequest['offer'] = async (sources) => {
    events.push(`begin ${[...sources.values()].map((one) => one.digest)}`)
    return async () => void events.push('finish')
  }
  const images = request.images.map((image) => ({ ...image, source, digest }))
  return { digest, events, run: () => publishByDigest({ ...request, images, offer }) }
}

test('push: digest starts the handover during the verification and finishes it afterwards', async () => {
  const { digest, events, run } = makeWorld((pushed) => pushed)
  expect((await run()).images).toMatchObject([{ digest }])
  expect(events).toEqual(['CHECK', `begin ${digest}`, 'GET', 'finish'])
})

test('push: digest never finishes the handover of a digest that cannot be verified', async () => {
  const { events, run } = makeWorld(() => absent)
  await expect(run()).rejects.toThrow('[content-missing]')
  expect(events).toEqual(['CHECK', `begin ${absent}`, 'GET'])
})
