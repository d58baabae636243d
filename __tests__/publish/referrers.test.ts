import { parseRepository, type Repository } from '../../src/model/reference.ts'
import { publish } from '../../src/publish/publish.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { publishRequest } from '../helpers/publish-request.ts'

const [from, prod, twin] = ['localhost:5000/from', 'localhost:5000/prod', 'localhost:5000/twin']
const image = { layers: [] }

/** Promotes `from` to the tags `a` and `b`; returns the destinations of its referrers, and how many writes it took. */
async function promote(names: readonly string[], existing: Readonly<Record<string, readonly string[]>>) {
  const registry = createMemoryRegistry()
  const digest = registry.push(from, 'build', image)
  for (const [name, tags] of Object.entries(existing)) for (const tag of tags) registry.push(name, tag, image)
  const copied: string[] = []
  const client = {
    ...registry.client,
    copyReferrers: async (_from: Repository, to: Repository, digests: readonly string[]) => {
      copied.push(`${to.name} ${digests.join() === digest}`)
      return { warnings: [] }
    },
  }
  const request = publishRequest({
    ...{ registry: client, log: createFakeLog(), clock: createFakeClock(), revision: '1' },
    ...{ tags: ['a', 'b'], repositories: names.map(parseRepository) },
  })
  const part = { repository: parseRepository(from), digest }
  registry.requests.length = 0
  const source = { digest, parts: [part], referrersOf: [digest] }
  await publish({ ...request, images: request.images.map((image) => ({ ...image, source, digest })) })
  const puts = registry.requests.filter((line) => /^(PUT|COPY)/.test(line)).length
  return { copied: copied.sort(), puts }
}

test.each([
  { what: 'no tag exists', names: [prod], existing: {}, copied: [prod], puts: 3 },
  { what: 'one tag exists', names: [prod], existing: { [prod]: ['a'] }, copied: [prod], puts: 1 },
  { what: 'all tags exist', names: [prod], existing: { [prod]: ['a', 'b'] }, copied: [prod], puts: 0 },
  {
    what: 'all tags exist in one of two repositories',
    names: [prod, twin],
    existing: { [prod]: ['a', 'b'] },
    copied: [prod, twin],
    puts: 3,
  },
  {
    what: 'the destination is the source',
    names: [from],
    existing: { [from]: ['a', 'b'] },
    copied: [],
    puts: 0,
  },
])('referrers are copied once to each other repository if $what', async (given) => {
  const { copied, puts } = await promote(given.names, given.existing)
  expect(copied).toEqual(given.copied.map((name) => `${name} true`))
  expect(puts).toBe(given.puts)
})
