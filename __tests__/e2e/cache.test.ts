/** Build caches: a second build does no work, although the engine has forgotten the first one. */
import { randomUUID } from 'node:crypto'
import { startCacheService } from '../../scripts/lib/cache-service.mjs'
import { listTags } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { engines, newFolder } from './setup/environment.ts'
import { findSecret, login, makeProject, type Step, step, useRegistry } from './setup/project.ts'

const registry = useRegistry()

/** A project with a RUN step that no other build of the engine has. */
function makeUnique(): { readonly id: string; readonly workspace: string } {
  const id = randomUUID()
  const dockerfile = `FROM scratch\nCOPY busybox /bin/sh\nRUN ["/bin/sh", "-c", "echo ${id} > /made"]\n`
  return { id, workspace: makeProject(dockerfile) }
}

/** Removes a RUN step from the engine's own cache: the record of its execution, or of a layer from another cache. */
async function forget(id: string): Promise<void> {
  const env = { PATH: process.env.PATH, HOME: newFolder('home'), DOCKER_HOST: engines.store }
  const filter = `description~="${id}|^imported"`
  const removed = await mustRun(
    'docker',
    ['buildx', 'prune', '--all', '--force', '--verbose', '--filter', filter],
    { env },
  )
  expect(String(removed)).toContain('Description:')
}

/** Whether the first build of a step executed its RUN: `DONE`, or `CACHED`. Otherwise the whole log. */
const fate = ({ main }: Step): string =>
  /\n(#\d+) \[\d\/\d\] RUN [^\n]*(?:\n[^\n]*)*?\n\1 (DONE|CACHED)/.exec(main.log)?.[2] ?? main.log

const labels = (tags: readonly string[]): readonly string[] =>
  tags.map((tag) => tag.replace(/-[0-9a-f]{12}$/, '')).sort()

/** The event of a pull request to `main`, from a branch of this repository or from a fork. */
const pull = (number: number, from = 1) => ({
  ref: `refs/pull/${number}/merge`,
  eventName: 'pull_request',
  event: {
    action: 'synchronize',
    pull_request: {
      number,
      head: { ref: 'fix', sha: 'a'.repeat(40), repo: { id: from } },
      base: { ref: 'main', repo: { id: 1 } },
    },
  },
})

test('a registry cache serves later runs and pull requests, which write none that a push reads', async () => {
  const { id, workspace } = makeUnique()
  const tags = 'type=ref,event=branch\ntype=ref,event=pr'
  const inputs = registry.inputsFor('acme/app', { cache: 'auto', tags })
  const run = async (more: object) => {
    const done = await step({ workspace, inputs, ...more })
    await forget(id)
    return done
  }
  const first = await run({})
  const again = await run({})
  const before = await listTags(registry.host, 'acme/app', login)
  const own = await run(pull(7))
  const fork = await run(pull(8, 2))
  // The legacy image store cannot write caches.
  const weak = await step({ workspace, inputs: { ...inputs, builder: 'default' }, engine: 'legacy' })
  expect([first, again, own, fork, weak].map(fate)).toEqual(['DONE', 'CACHED', 'CACHED', 'CACHED', 'CACHED'])
  expect(fork.main.log).toContain('writes nothing, because a pull request from a fork writes no cache')
  expect(weak.main.log).toContain('writes nothing, because the builder (driver docker, legacy image store)')
  const after = await listTags(registry.host, 'acme/app', login)
  expect(labels(before)).toEqual(['buildcache-main', 'main'])
  expect(labels(after)).toEqual(['buildcache-main', 'buildcache-pr-7', 'main', 'pr-7'])
})

test('a local cache serves the second run', async () => {
  const { id, workspace } = makeUnique()
  const local = { 'cache-from': 'type=local,src=.cache', 'cache-to': 'type=local,dest=.cache,mode=max' }
  const inputs = registry.inputsFor('acme/local', local)
  const first = await step({ workspace, inputs })
  await forget(id)
  const second = await step({ workspace, inputs })
  expect([first, second].map(fate)).toEqual(['DONE', 'CACHED'])
})

test('GitHub’s cache serves the second run, and keeps the entries of a pull request apart', async () => {
  const service = await startCacheService()
  const { id, workspace } = makeUnique()
  const inputs = registry.inputsFor('acme/gha', { cache: 'auto' })
  const main = service.environment('refs/heads/main')
  const first = await step({ workspace, inputs, env: main })
  const written = service.keys()
  await forget(id)
  const env = service.environment('refs/pull/7/merge', ['refs/heads/main'])
  const second = await step({ workspace, inputs: { ...inputs, push: 'false' }, env, ...pull(7) })
  const others = service.keys().filter((key) => !written.includes(key))
  await service.stop()
  expect([first, second].map(fate)).toEqual(['DONE', 'CACHED'])
  expect(written).toContainEqual(expect.stringMatching(/^refs\/heads\/main index-gha-[0-9a-f]{12}-1-/))
  expect(others).toEqual([expect.stringMatching(/^refs\/pull\/7\/merge index-gha-[0-9a-f]{12}-1-/)])
  expect(findSecret(first, main.ACTIONS_RUNTIME_TOKEN ?? '')).toEqual([])
})

test('type=gha on a machine without GitHub’s cache is refused before the build', async () => {
  const inputs = registry.inputsFor('acme/none', { 'cache-from': 'type=gha' })
  const done = await step({ workspace: makeUnique().workspace, inputs })
  expect(done.errors.map(({ message }) => message)).toEqual([expect.stringContaining('[cache-gha-runner]')])
  expect(done.main.log).not.toContain('docker buildx bake')
})

test('a dry run shows the cache that it would use', async () => {
  const inputs = registry.inputsFor('acme/dry', { cache: 'auto', 'dry-run': 'true' })
  const done = await step({ workspace: makeUnique().workspace, inputs })
  const ref = `${registry.host}/acme/dry:buildcache-main-[0-9a-f]{12}`
  expect(done.main.log).toMatch(new RegExp(`Cache: reads ${ref}; writes ${ref}\\.`))
})
