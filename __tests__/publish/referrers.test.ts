import { parseRepository, type Repository } from '../../src/model/reference.ts'
import { publish } from '../../src/publish/publish.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { publishRequest } from '../helpers/publish-request.ts'

const [from, prod, twin] = ['localhost:5000/from', 'localhost:5000/prod', 'localhost:5000/twin']
const image = { layers: [] }

/** Promotes `from` to the repositories' tags `a` and `b`; gives where referrers were brought to, and what was put. */
async function promote(names: readonly string[], there: Readonly<Record<string, readonly string[]>>) {
  const registry = createMemoryRegistry()
  const digest = registry.push(from, 'build', image)
  for (const [name, tags] of Object.entries(there)) for (const tag of tags) registry.push(name, tag, image)
  const brought: string[] = []
  const client = {
    ...registry.client,
    copyReferrers: async (_from: Repository, to: Repository, digests: readonly string[]) => {
      brought.push(`${to.name} ${digests.join() === digest}`)
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
  return { brought: brought.sort(), puts }
}

test.each([
  { what: 'nothing is there', names: [prod], there: {}, brought: [prod], puts: 3 },
  { what: 'a tag is there', names: [prod], there: { [prod]: ['a'] }, brought: [prod], puts: 1 },
  { what: 'all is there', names: [prod], there: { [prod]: ['a', 'b'] }, brought: [prod], puts: 0 },
  {
    what: 'all is in one of two',
    names: [prod, twin],
    there: { [prod]: ['a', 'b'] },
    brought: [prod, twin],
    puts: 3,
  },
  { what: 'it is its own', names: [from], there: { [from]: ['a', 'b'] }, brought: [], puts: 0 },
])('what refers to an image is brought once to each other repository, though $what', async (given) => {
  const { brought, puts } = await promote(given.names, given.there)
  expect(brought).toEqual(given.brought.map((name) => `${name} true`))
  expect(puts).toBe(given.puts)
})
