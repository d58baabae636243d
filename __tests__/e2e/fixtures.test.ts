import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { listTags, registryRequest } from '../../scripts/lib/registry-client.mjs'
import { mustRun, run } from '../../scripts/lib/run.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { startTlsFront } from '../../scripts/lib/tls-front.mjs'
import { startTokenServer } from '../../scripts/lib/token-server.mjs'
import { busybox, engines, newFolder } from './setup/environment.ts'

const names = ['store', 'legacy'] as const

/** A docker client with its own configuration, a login and a build context. */
async function client(host: string, login?: { username: string; password: string }) {
  const context = newFolder('context')
  copyFileSync(busybox, join(context, 'busybox'))
  writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nCOPY busybox /bin/sh\n')
  const config = newFolder('docker')
  const env = (engine: keyof typeof engines) => ({
    ...process.env,
    DOCKER_HOST: engines[engine],
    DOCKER_CONFIG: config,
  })
  if (login) {
    const args = ['login', '--username', login.username, '--password-stdin', host]
    await mustRun('docker', args, { env: env('store'), input: login.password })
  }
  const push = (engine: keyof typeof engines, reference: string) =>
    run('docker', ['buildx', 'build', '--push', '--tag', `${host}/${reference}`, context], {
      env: env(engine),
    })
  return { push }
}

afterAll(teardown)

describe('a registry behind TLS', () => {
  it.each(names)('accepts a push of the engine %s, and is trusted only with its own CA', async (engine) => {
    const registry = await startRegistry({ dir: newFolder('registry') })
    const front = await startTlsFront({ dir: newFolder('tls'), upstream: registry.host })
    const { push } = await client(front.host)
    expect(await push(engine, 'acme/app:1')).toMatchObject({ code: 0 })
    const ca = readFileSync(front.caFile)
    expect(await listTags(front.host, 'acme/app', undefined, ca)).toEqual(['1'])
    const otherFront = await startTlsFront({ dir: newFolder('tls'), upstream: registry.host })
    await expect(listTags(otherFront.host, 'acme/app', undefined, ca)).rejects.toThrow()
  })
})

describe('a registry that requires a token', () => {
  const users = { writer: 'w-pass', reader: 'r-pass' }
  const grants = {
    writer: { '*': ['pull', 'push', 'delete'] },
    reader: { '*': ['pull'] },
    '': { 'open/app': ['pull'] },
  }
  const cases = names.flatMap((engine) => [
    { engine, username: 'writer', can: true },
    { engine, username: 'reader', can: false },
  ])

  // The legacy image store retries for a long time before it reports "denied".
  it.each(cases.filter(({ engine, can }) => engine === 'store' || can))(
    'allows a push of $username with the engine $engine: $can',
    async ({ engine, username, can }) => {
      const server = await startTokenServer({ dir: newFolder('token'), users, grants })
      const registry = await startRegistry({ dir: newFolder('registry'), token: server.auth })
      const { push } = await client(registry.host, {
        username,
        password: users[username as keyof typeof users],
      })
      const { code, stderr } = await push(engine, 'acme/app:1')
      expect({ pushed: code === 0, stderr }).toMatchObject({ pushed: can })
      const token = server.token('writer', ['repository:acme/app:pull'])
      expect(await listTags(registry.host, 'acme/app', { token })).toEqual(can ? ['1'] : [])
      // BuildKit requests tokens with POST, the legacy store's pusher with GET.
      expect(server.requests.map(({ method }) => method)).toContain(engine === 'store' ? 'POST' : 'GET')
    },
  )

  it('issues tokens for GET and POST, and none for a wrong password', async () => {
    const server = await startTokenServer({ dir: newFolder('token'), users, grants })
    const path = `/token?service=x&scope=repository:acme/a:pull,push&scope=repository:acme/b:pull`
    const good = await registryRequest(server.host, path, {
      auth: { username: 'reader', password: 'r-pass' },
    })
    const { token, access_token } = JSON.parse(good.body.toString())
    const { access } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())
    expect(access_token).toBe(token)
    expect(access).toEqual([
      { type: 'repository', name: 'acme/a', actions: ['pull'] },
      { type: 'repository', name: 'acme/b', actions: ['pull'] },
    ])
    const bad = await registryRequest(server.host, path, { auth: { username: 'reader', password: 'x' } })
    expect(bad.status).toBe(401)
    const body = 'grant_type=password&username=reader&password=r-pass&service=x&scope=repository:acme/a:pull'
    const posted = await registryRequest(server.host, '/token', { method: 'POST', body })
    expect(posted.status).toBe(200)
  })
})

describe('the fault proxy', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  let proxy: Awaited<ReturnType<typeof startFaultProxy>>
  beforeAll(async () => {
    registry = await startRegistry({ dir: newFolder('registry') })
    proxy = await startFaultProxy({ upstream: registry.host })
  })
  it.each(names)('forwards a push of the engine %s, and records its requests', async (engine) => {
    const { push } = await client(proxy.host)
    expect(await push(engine, `acme/${engine}:1`)).toMatchObject({ code: 0 })
    const puts = proxy.requests.filter(
      ({ method, path }) => method === 'PUT' && path === `/v2/acme/${engine}/manifests/1`,
    )
    expect(puts).toMatchObject([{ status: 201, count: 1 }])
  })

  it.each([
    {
      title: 'a status with headers',
      fault: { status: 429, headers: { 'retry-after': '3' } },
      expected: { status: 429, headers: { 'retry-after': '3' } },
    },
    {
      title: 'an invalid body',
      fault: { body: '<html>' },
      expected: { status: 200, body: Buffer.from('<html>') },
    },
    { title: 'a delayed answer', fault: { delay: 150 }, expected: { status: 200 } },
  ])('answers with $title', async ({ fault, expected }) => {
    proxy.decide(() => fault)
    const started = Date.now()
    expect(await registryRequest(proxy.host, '/v2/')).toMatchObject(expected)
    expect(Date.now() - started).toBeGreaterThanOrEqual('delay' in fault ? 150 : 0)
  })

  it.each([{ cut: true }, { cut: 'answer' as const }])('cuts the connection: %j', async (fault) => {
    proxy.decide(() => fault)
    await expect(registryRequest(proxy.host, '/v2/')).rejects.toThrow()
  })

  it('stalls a request, and fails another one only once', async () => {
    proxy.decide(({ path, count }) =>
      path === '/v2/?once' && count === 1 ? { status: 503 } : { stall: path === '/v2/?stall' },
    )
    const stalled = registryRequest(proxy.host, '/v2/?stall')
    const late = new Promise((resolve) => setTimeout(() => resolve('late'), 300))
    expect(await Promise.race([stalled.catch(() => 'answered'), late])).toBe('late')
    expect((await registryRequest(proxy.host, '/v2/?once')).status).toBe(503)
    expect((await registryRequest(proxy.host, '/v2/?once')).status).toBe(200)
  })
})
