import { parseRepository } from '../../src/model/reference.ts'
import { lookOnce } from '../../src/publish/first-look.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'

const app = parseRepository('r.test/app')

test('the first look sends each request once; the registry client itself reads again', async () => {
  const registry = createMemoryRegistry()
  const digest = registry.push(app.name, 'main', { a: 1 })
  const first = lookOnce(registry.client)
  const tag = { tag: 'main' }
  const answers = [
    first.headManifest(app, tag),
    first.headManifest(app, tag),
    first.getManifest(app, { digest }),
  ]
  expect((await Promise.all(answers)).map((answer) => answer?.digest)).toEqual([digest, digest, digest])
  expect(registry.requests).toEqual(['HEAD r.test/app:main', `GET r.test/app:${digest}`])
  const moved = registry.push(app.name, 'main', { a: 2 })
  expect((await first.headManifest(app, tag))?.digest).toBe(digest)
  expect((await registry.client.headManifest(app, tag))?.digest).toBe(moved)
})
