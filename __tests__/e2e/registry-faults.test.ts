/** Quirks of registries that break clients, one at a time: the registry's state afterwards, and the message. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { startEngine } from '../../scripts/lib/engine.mjs'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startProfile } from '../../scripts/lib/imitate-registry.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { startTokenServer } from '../../scripts/lib/token-server.mjs'
import { newFolder } from './setup/environment.ts'
import { commit, login, makeProject, type Step, step } from './setup/project.ts'

let registry: Awaited<ReturnType<typeof startRegistry>>
beforeAll(async () => {
  registry = await startRegistry({
    dir: newFolder('registry'),
    users: { [login.username]: login.password },
  })
})
afterAll(teardown)

const imitate = (...quirks: string[]) => startProfile({ quirks }, registry.host)
const inputsFor = (host: string, image: string, more: Record<string, string> = {}) => ({
  images: `${host}/${image}`,
  registry: host,
  ...login,
  ...more,
})
const message = (done: Step) => done.errors.map((error) => error.message).join('\n')
const digestOf = (image: string, tag: string) => headDigest(registry.host, image, tag, login)

/** An incompressible layer. */
function makeLarge(bytes: number): string {
  const workspace = makeProject('FROM scratch\nCOPY large /large\n')
  writeFileSync(join(workspace, 'large'), randomBytes(bytes))
  return workspace
}

describe('a refused push of the engine', () => {
  test('because of a quota names the quota in the message', async () => {
    const { host } = await imitate('quota')
    const done = await step({ workspace: makeProject(), inputs: inputsFor(host, 'acme/full') })
    expect(done.main.code).toBe(1)
    expect(message(done)).toContain('[registry-quota]')
    expect(message(done)).toContain('configured upper limit')
    expect(await listTags(registry.host, 'acme/full', login)).toEqual([])
  })

  test.each(['immutable-412', 'immutable-400', 'immutable-409'])(
    'because of an immutable tag (%s) names the tag in the message, and moves no tag',
    async (quirk) => {
      const { host } = await imitate(quirk)
      const workspace = makeProject()
      const image = `acme/${quirk}`
      const inputs = inputsFor(host, image, { tags: 'type=raw,value=1.0.0', overwrite: 'true' })
      expect((await step({ workspace, inputs })).main.code).toBe(0)
      const before = await digestOf(image, '1.0.0')
      writeFileSync(join(workspace, 'hello'), 'another')
      commit(workspace)
      const done = await step({ workspace, inputs })
      expect(done.main.code).toBe(1)
      expect(message(done)).toContain('[registry-tag-immutable]')
      expect(await digestOf(image, '1.0.0')).toBe(before)
    },
  )

  test('because of the default body limit of nginx is retried in chunks, for a layer of 3 MiB', async () => {
    const { host, requests } = await imitate('body-1-mb')
    const done = await step({ workspace: makeLarge(3 << 20), inputs: inputsFor(host, 'acme/nginx') })
    expect([done.main.code, message(done)]).toEqual([0, ''])
    expect(await digestOf('acme/nginx', 'main')).toBe(done.main.outputs.digest)
    const chunks = requests.filter(({ method, status }) => method === 'PATCH' && status === 202)
    expect(chunks.length).toBeGreaterThanOrEqual(3)
  })
})

describe('uploads by Tagboat', () => {
  test.each([
    { quirks: ['body-1-mb'], image: 'chunks/nginx' },
    { quirks: ['chunk-max', 'content-range-plain'], image: 'chunks/max' },
  ])('are chunked for a registry with $quirks', async ({ quirks, image }) => {
    const { host } = await imitate(...quirks)
    const seed = inputsFor(registry.host, `${image}-seed`)
    const built = await step({ workspace: makeLarge(3 << 20), inputs: seed })
    expect(built.main.code).toBe(0)
    const logins = [host, registry.host].map((one) => ({ registry: one, ...login }))
    const done = await step({
      workspace: makeProject(),
      inputs: {
        from: `${registry.host}/${image}-seed:main`,
        images: `${host}/${image}`,
        tags: 'type=raw,value=one',
        'registry-auth': JSON.stringify(logins),
      },
    })
    expect([done.main.code, message(done)]).toEqual([0, ''])
    expect(await digestOf(image, 'one')).toBe(built.main.outputs.digest)
  })
})

describe('docker login', () => {
  const loginsOf = (requests: readonly { path: string; headers: { authorization?: string | undefined } }[]) =>
    requests.filter(({ path, headers }) => path === '/v2/' && headers.authorization !== undefined).length

  test.each([503, 429])('is retried after %s', async (status) => {
    const proxy = await startFaultProxy({ upstream: registry.host })
    proxy.decide(({ path, count }) => (path === '/v2/' && count <= 2 ? { status } : undefined))
    const inputs = inputsFor(proxy.host, `login/${status}`)
    const done = await step({ workspace: makeProject(), inputs })
    expect([done.main.code, message(done)]).toEqual([0, ''])
    expect(done.main.log).toContain(`docker login to ${proxy.host} failed; retrying`)
  })

  test('is not retried with a refused password, which could lock the account', async () => {
    const proxy = await startFaultProxy({ upstream: registry.host })
    const inputs = { ...inputsFor(proxy.host, 'login/refused'), password: 'wrong' }
    const done = await step({ workspace: makeProject(), inputs })
    expect(message(done)).toContain('[login-refused]')
    expect(done.main.log).not.toContain('retrying')
    expect(loginsOf(proxy.requests)).toBeLessThanOrEqual(2)
  })
})

describe('an identity token (Azure Container Registry)', () => {
  test('from the docker configuration of an earlier step works for a publish and for a promotion within the registry', async () => {
    const users = { [login.username]: login.password }
    const grants = { [login.username]: { '*': ['pull', 'push', 'delete'] } }
    const tokens = await startTokenServer({ dir: newFolder('tokens'), users, grants })
    const { host } = await startRegistry({ dir: newFolder('bearer'), token: tokens.auth })
    const home = newFolder('home')
    mkdirSync(join(home, '.docker'))
    const identitytoken = `identity:${login.username}:${login.password}`
    const auth = Buffer.from('00000000-0000-0000-0000-000000000000:').toString('base64')
    const config = { auths: { [host]: { auth, identitytoken } } }
    writeFileSync(join(home, '.docker', 'config.json'), JSON.stringify(config))
    const workspace = makeProject()
    const env = { HOME: home }
    const done = await step({ workspace, env, inputs: { images: `${host}/acme/app` } })
    expect([done.main.code, message(done)]).toEqual([0, ''])
    const promoted = await step({
      workspace,
      env,
      inputs: { from: `${host}/acme/app:main`, images: `${host}/prod/app`, tags: 'type=raw,value=1' },
    })
    expect([promoted.main.code, message(promoted)]).toEqual([0, ''])
    expect(promoted.main.outputs.digest).toBe(done.main.outputs.digest)
    const own = tokens.requests.filter(({ grant }) => grant === 'refresh_token')
    expect(own.length).toBeGreaterThan(0)
    expect(tokens.requests.every(({ status }) => status === 200)).toBe(true)
  })
})

describe('plain HTTP to another host', () => {
  const address = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

  test('is used by promotions and dry runs only if the engine’s insecure-registries list the host', async () => {
    const proxy = await startFaultProxy({ upstream: registry.host, address: address ?? '' })
    const engine = await startEngine({
      dir: newFolder('engine'),
      name: 'insecure',
      snapshotter: true,
      insecureRegistries: [proxy.host],
    })
    const seed = await step({ workspace: makeProject(), inputs: inputsFor(registry.host, 'plain/seed') })
    expect(seed.main.code).toBe(0)
    const inputs = inputsFor(proxy.host, 'plain/app', {
      from: `${proxy.host}/plain/seed:main`,
      tags: 'type=raw,value=1',
    })
    const run = (more: Record<string, string>, DOCKER_HOST: string) =>
      step({ workspace: makeProject(), inputs: { ...inputs, ...more }, env: { DOCKER_HOST } })
    const dry = await run({ 'dry-run': 'true' }, engine.host)
    expect([dry.main.code, dry.main.annotations]).toEqual([0, []])
    expect(JSON.parse(dry.main.outputs.result ?? '').images[0].tags[0].action).toBe('created')
    const refused = await run({}, 'unix:///nowhere.sock')
    expect(message(refused)).toContain('[registry-tls]')
    expect(await listTags(registry.host, 'plain/app', login)).toEqual([])
    const done = await run({}, engine.host)
    expect([done.main.code, message(done)]).toEqual([0, ''])
    expect(await digestOf('plain/app', '1')).toBe(seed.main.outputs.digest)
  })
})

test('a list of referrers that answers 429 delays a promotion by seconds, and causes a warning about missing artifacts', async () => {
  const { host } = await imitate('referrers-429')
  const workspace = makeProject()
  const built = await step({ workspace, inputs: inputsFor(host, 'attached/app') })
  const started = Date.now()
  const inputs = inputsFor(host, 'attached/prod', {
    from: `${host}/attached/app:main`,
    tags: 'type=raw,value=1',
  })
  const done = await step({ workspace, inputs })
  expect(done.main.code).toBe(0)
  expect(Date.now() - started).toBeLessThan(30_000)
  expect(done.main.annotations.map(({ message }) => message).join()).toContain(
    'did not answer the request for the referrers',
  )
  expect(await digestOf('attached/prod', '1')).toBe(built.main.outputs.digest)
})

describe('requests of an undisturbed run', () => {
  test('of a first publication include the list of tags once, and read no manifest to confirm that a tag is absent', async () => {
    const proxy = await startFaultProxy({ upstream: registry.host })
    const tags = 'type=raw,value=a\ntype=raw,value=b\ntype=raw,value=c'
    const done = await step({
      workspace: makeProject(),
      inputs: inputsFor(proxy.host, 'count/app', { tags }),
    })
    expect(done.main.code).toBe(0)
    const own = proxy.requests.filter(
      ({ headers, status }) => headers['user-agent'] === 'tagboat' && status !== 401,
    )
    const gets = own.filter(({ method, path }) => method === 'GET' && path !== '/v2/').map(({ path }) => path)
    expect(gets.filter((path) => path.includes('/tags/list'))).toHaveLength(1)
    expect(gets.filter((path) => /manifests\/[abc]$/.test(path))).toEqual([])
  })
})
