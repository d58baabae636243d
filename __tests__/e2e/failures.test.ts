import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { freePort } from '../../scripts/lib/registry.mjs'
import { listTags } from '../../scripts/lib/registry-client.mjs'
import { newFolder } from './setup/environment.ts'
import { filesBelow, findSecret, login, makeProject, type Step, step, useRegistry } from './setup/project.ts'

/** Expects exit code 1, one annotation, no stack trace, no credential in the output and no file left behind. */
function expectCleanFailure(done: Step, code: string): void {
  expect(done.main.code).toBe(1)
  expect(done.errors).toHaveLength(1)
  expect(done.errors[0]?.message).toContain(`[${code}]`)
  expect(done.main.log).not.toMatch(/^\s+at .+:\d+:\d+/m)
  expect(done.main.summary).not.toBe('')
  expect(findSecret(done, login.password)).toEqual([])
  expect(filesBelow(done.temp)).toEqual([])
  expect(done.post?.code).toBe(0)
}

describe('a failed step writes one annotation and publishes nothing', () => {
  const registry = useRegistry()
  const { inputsFor } = registry
  const expectNothing = (image: string) => expect(listTags(registry.host, image, login)).resolves.toEqual([])

  it('for a wrong password', async () => {
    const done = await step({
      workspace: makeProject(),
      inputs: inputsFor('fail/password', { password: 'wrong one' }),
    })
    expectCleanFailure(done, 'login-refused')
    expect(done.errors[0]?.message).toContain(`'${login.username}'`)
    await expectNothing('fail/password')
  })

  it('for an unreachable registry', async () => {
    const host = `localhost:${await freePort()}`
    const done = await step({
      workspace: makeProject(),
      inputs: { images: `${host}/a/b`, registry: host, ...login },
    })
    expectCleanFailure(done, 'registry-unreachable')
  })

  it('for an unreachable registry without a login, before the build', async () => {
    const done = await step({
      workspace: makeProject(),
      inputs: { images: `localhost:${await freePort()}/a/b` },
    })
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.main.log).not.toContain('::group::docker buildx bake')
  })

  it.each(['store', 'legacy'] as const)('for a failing Dockerfile, engine %s', async (engine) => {
    const workspace = makeProject(
      'FROM scratch\nCOPY busybox /bin/sh\nRUN echo "::error::not ours"; exit 7\n',
    )
    const done = await step({ workspace, engine, inputs: inputsFor(`fail/build-${engine}`) })
    expectCleanFailure(done, 'build-failed')
    expect(done.errors[0]?.message).toContain('exit code: 7')
    await expectNothing(`fail/build-${engine}`)
  })

  it('for a missing Dockerfile', async () => {
    const done = await step({
      workspace: makeProject(),
      inputs: inputsFor('fail/file', { file: 'docker/Nofile' }),
    })
    expectCleanFailure(done, 'dockerfile-missing')
    expect(done.errors[0]?.message).toContain('docker/Nofile')
  })

  it('for an empty workspace, and names actions/checkout', async () => {
    const done = await step({
      workspace: newFolder('empty'),
      sha: 'a'.repeat(40),
      inputs: inputsFor('fail/empty'),
    })
    expectCleanFailure(done, 'workspace-empty')
    expect(done.errors[0]?.message).toContain('actions/checkout')
  })

  it('for several wrong inputs together', async () => {
    const inputs = inputsFor('fail/inputs', {
      platforms: 'arm64',
      push: 'perhaps',
      load: 'yes',
      images: 'UPPER CASE',
    })
    const done = await step({ workspace: makeProject(), inputs })
    expectCleanFailure(done, 'input-value')
    for (const shown of ["'arm64'", 'linux/arm64', "'perhaps'", "'yes'", "'upper case'"]) {
      expect(done.errors[0]?.message).toContain(shown)
    }
  })

  it.each([
    { what: 'that answers 500 to every manifest', method: 'PUT', status: 500, code: 'build-failed' },
    { what: 'that answers 403 to every manifest', method: 'PUT', status: 403, code: 'registry-denied' },
  ])('for a registry $what', async ({ method, status, code }) => {
    const decide = (request: { method: string; path: string }) =>
      request.method === method && request.path.includes('/manifests/') ? { status } : undefined
    const proxy = await startFaultProxy({ upstream: registry.host, decide })
    const host = proxy.host.replace('127.0.0.1', 'localhost')
    const inputs = { images: `${host}/fail/put-${status}`, registry: host, ...login }
    const done = await step({ workspace: makeProject(), inputs })
    expectCleanFailure(done, code)
    await proxy.stop()
  })

  it('for a tag that cannot be moved, and restores the other tags', async () => {
    const decide = (request: { method: string; path: string }) =>
      request.method === 'PUT' && request.path.endsWith('/manifests/latest') ? { status: 403 } : undefined
    const proxy = await startFaultProxy({ upstream: registry.host, decide })
    const host = proxy.host.replace('127.0.0.1', 'localhost')
    const inputs = { images: `${host}/fail/half`, registry: host, ...login }
    const done = await step({ workspace: makeProject(), inputs })
    expectCleanFailure(done, 'not-published')
    const [image] = JSON.parse(done.main.outputs.result ?? '').images
    expect(image.tags.map(({ action }: { action: string }) => action)).toEqual(['restored', 'failed'])
    await expectNothing('fail/half')
    await proxy.stop()
  })
})
