import { TagboatError } from '../../src/errors/tagboat-error.ts'
import { parseRepository } from '../../src/plan/reference.ts'
import { cleanUpAnchors } from '../../src/publish/clean-up.ts'
import type { Change } from '../../src/publish/land.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { codes, problemsIn } from '../helpers/problems.ts'
import { publishRequest } from '../helpers/publish-request.ts'

const revision = 'a'.repeat(40)
const names = ['r.test/one', 'r.test/two']

/** A push of two targets that has failed; `late` is called while the clean-up waits. */
async function cleanUp(anchored: readonly string[], late: (push: (name: string) => void) => void) {
  const registry = createMemoryRegistry()
  const push = (name: string) => {
    const annotations = {
      'org.opencontainers.image.source': 'https://github.com/acme/app',
      'org.opencontainers.image.revision': revision,
      'dev.tagboat.event': 'push',
    }
    registry.push(name, 'main', { annotations, name })
  }
  const clock = { ...createFakeClock(), sleep: async () => late(push) }
  const repositories = names.map(parseRepository)
  const given = {
    registry: registry.client,
    log: createFakeLog(),
    clock,
    revision,
    tags: ['main'],
    repositories,
  }
  const request = publishRequest(given)
  const [tag] = request.images[0]?.plan.tags ?? []
  if (tag === undefined) throw new Error('There is one.')
  const anchors = repositories
    .filter(({ name }) => anchored.includes(name))
    .map((repository): Change => {
      const facts = { target: 'image', repository, tag, ref: `${repository.name}:main` }
      return { kind: 'create', facts }
    })
  push('r.test/one')
  const failed = new TagboatError({ code: 'build-failed', what: 'It failed.', fix: 'Mend it.' })
  const problems = await problemsIn(() => cleanUpAnchors(request, anchors, failed))
  return { problems: codes(problems), tags: names.map((name) => registry.tags(name)) }
}

test('what a failed push of several left is taken back, also what arrives a little later', async () => {
  expect(await cleanUp(names, (push) => push('r.test/two'))).toEqual({
    problems: ['build-failed'],
    tags: [{}, {}],
  })
})

test('after a push of one nothing can arrive', async () => {
  const late = () => {
    throw new Error('Nobody waits.')
  }
  expect(await cleanUp(['r.test/one'], late)).toEqual({ problems: ['build-failed'], tags: [{}, {}] })
})
