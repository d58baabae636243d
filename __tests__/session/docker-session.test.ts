import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFiles } from '../../src/ports/node-files.ts'
import type { Files } from '../../src/ports/ports.ts'
import { openSession } from '../../src/session/docker-session.ts'
import { type Answer, type Call, createFakeExec } from '../helpers/fake-exec.ts'
import { answerAsProvider, connection, identityEnv, issued } from '../helpers/identity-providers.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { codes, problemsIn } from '../helpers/problems.ts'
import { createFakeHttp, type FakeServer } from '../helpers/registry.ts'
import { makeTrigger } from '../helpers/trigger.ts'

let temp: string
beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), 'session-'))
})
afterEach(() => rm(temp, { recursive: true }))

const info = JSON.stringify({
  ServerVersion: '28.5.2',
  ClientInfo: { Plugins: [{ Name: 'buildx', Version: 'v0.29.1' }] },
})
const up =
  'Name:   default\nDriver: docker\n\nNodes:\nName:     default\nEndpoint: default\nStatus:   running\n'
const texts = { images: 'ghcr.io/acme/app', username: 'me', password: 'pass-word', 'github-token': 'ghs_1' }

const askProvider: FakeServer = ({ method, url, headers, body }) => {
  const { host, pathname, search } = new URL(url)
  const text = body instanceof Uint8Array ? Buffer.from(body).toString() : ''
  return answerAsProvider({ method, host, path: pathname + search, headers, body: text }) ?? { status: 404 }
}

function prepare(
  over: Texts = {},
  answer: (call: Call, count: number) => Answer | undefined = () => undefined,
  identity: Texts = {},
) {
  const events: string[] = []
  const { exec, calls, lines } = createFakeExec((call, count) => {
    events.push(call.args[0] ?? '')
    return answer(call, count) ?? (call.args[0] === 'info' ? info : call.args.includes('inspect') ? up : '')
  })
  const remembered: [string, string][] = []
  const exported: Record<string, string> = {}
  const ports = {
    exec,
    files: createFiles(),
    log: createFakeLog(),
    clock: createFakeClock(),
    http: createFakeHttp(askProvider),
    env: { HOME: join(temp, 'home'), ...identity },
    remember: (name: string, value: string) => {
      events.push('remember')
      remembered.push([name, value])
    },
    exportVariable: (name: string, value: string) => {
      exported[name] = value
    },
  }
  const all = { ...texts, ...over }
  const run = {
    trigger: makeTrigger(),
    inputs: makeInputs(all, identity),
    plans: [makePlan({ images: all.images })],
    isUntrusted: false,
  }
  return {
    ...ports,
    run,
    calls,
    lines,
    events,
    remembered,
    exported,
    open: () => openSession(ports, temp, run),
  }
}

test('logs in to every registry with a private configuration', async () => {
  const { open, lines, calls, events, remembered } = prepare()
  const session = await open()
  expect(lines().slice(1)).toEqual([
    'docker login --username me --password-stdin docker.io',
    'docker login --username octocat --password-stdin ghcr.io',
  ])
  expect(remembered).toEqual([['config', session.configDir]])
  expect(events.indexOf('remember')).toBeLessThan(events.indexOf('login'))
  const [, login] = calls
  expect(login?.options.env).toMatchObject({
    DOCKER_CONFIG: session.configDir,
    DOCKER_AUTH_CONFIG: undefined,
  })
  expect((await stat(session.configDir)).mode & 0o777).toBe(0o700)
  const config = JSON.parse(await readFile(join(session.configDir, 'config.json'), 'utf8'))
  expect(config.credHelpers).toEqual({ 'https://index.docker.io/v1/': '', 'ghcr.io': '' })
})

test('a password by OIDC goes to docker on standard input, once the engine answers', async () => {
  const item = `- {registry: docker.io, username: acme, oidc: ${connection}}`
  const over = { 'registry-auth': item, username: '', password: '' }
  const { open, calls, http, log, events } = prepare(over, undefined, identityEnv)
  await open()
  expect(calls.map(({ args, options }) => [args[0], args.at(-1), options.input])).toEqual([
    ['info', expect.anything(), undefined],
    ['login', 'docker.io', issued.hub],
    ['login', 'ghcr.io', 'ghs_1'],
  ])
  expect(events.slice(0, 2)).toEqual(['info', 'remember'])
  expect(http.requests).toHaveLength(2)
  expect(log.masks).toEqual(
    expect.arrayContaining([issued.hub, Buffer.from(`acme:${issued.hub}`).toString('base64')]),
  )
})

test('masks every secret, also as basic authentication, before it is used', async () => {
  const { open, log } = prepare()
  await open()
  const basic = Buffer.from('me:pass-word').toString('base64')
  expect(log.masks).toEqual(expect.arrayContaining(['pass-word', basic, 'ghs_1']))
  expect(log.masks).not.toContain('me')
})

test('buildx is not asked for a builder if none was created', async () => {
  const { open, lines } = prepare()
  const { builders } = await open()
  expect(builders).toEqual([{ name: '', driver: 'docker', current: true, broken: false }])
  expect(lines().filter((line) => line.startsWith('docker buildx'))).toEqual([])
})

/** Files in which the kernel of this machine is `info`'s, and emulates s390x if `emulates` says so. */
function withKernel(emulates: boolean): Files {
  const own = createFiles()
  const folder = '/proc/sys/fs/binfmt_misc'
  const texts: Record<string, string> = {
    '/proc/sys/kernel/osrelease': '6.18.1\n',
    [`${folder}/qemu-s390x`]: 'enabled\ninterpreter /usr/bin/qemu-s390x\nflags: F\n',
  }
  return {
    ...own,
    read: async (path, limit) => texts[path] ?? own.read(path, limit),
    list: async (path) => (path !== folder ? own.list(path) : emulates ? ['qemu-s390x'] : []),
  }
}

test.each([
  { what: 'a RUN executes on a platform that the kernel emulates', run: 'RUN a', emulates: true, asks: 0 },
  { what: 'no RUN executes on a foreign platform', run: 'COPY a /', emulates: false, asks: 0 },
  { what: 'a RUN needs a platform that the kernel lacks', run: 'RUN a', emulates: false, asks: 1 },
])('buildx is asked $asks times for the platforms of the engine’s own builder if $what', async (row) => {
  const local = JSON.stringify({
    ...JSON.parse(info),
    KernelVersion: '6.18.1',
    ClientInfo: { ...JSON.parse(info).ClientInfo, Context: 'default' },
  })
  const { lines, ...ports } = prepare({}, ({ args }) => (args[0] === 'info' ? local : undefined))
  await writeFile(join(temp, 'Dockerfile'), `FROM scratch\n${row.run}\n`)
  const definition = { targets: new Map([['image', { platforms: ['linux/s390x'] }]]) }
  const given = { ...ports, files: withKernel(row.emulates) }
  const { findEmulated } = await openSession(given, temp, { ...ports.run, definition, workspace: temp })
  expect([...(await findEmulated())]).toEqual(row.emulates ? ['s390x'] : [])
  expect(lines().filter((line) => !/^docker (info|login) /.test(line))).toEqual(
    row.asks === 0 ? [] : ['docker buildx inspect'],
  )
})

test.each([
  { what: 'one was created', instances: true, texts: {} },
  { what: 'one is named', instances: false, texts: { builder: 'default' } },
])('buildx is asked once the engine answers if $what', async ({ instances, texts: over }) => {
  let engine = 0
  const { open, lines } = prepare(over, ({ args }) => {
    if (args[0] === 'info') {
      engine += 1
      const silent = { ClientInfo: JSON.parse(info).ClientInfo, ServerErrors: ['not yet'] }
      return engine < 3 ? JSON.stringify(silent) : undefined
    }
    return args[1] === 'inspect' && engine < 3 ? { code: 1 } : undefined
  })
  if (instances) {
    const folder = join(temp, 'home', '.docker', 'buildx', 'instances')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'mine'), '{}')
  }
  const { builders } = await open()
  expect(builders).toEqual([
    { name: 'default', driver: 'docker', current: instances, broken: false, endpoint: 'default' },
  ])
  expect(lines().filter((line) => line.startsWith('docker buildx inspect'))).toHaveLength(1)
})

test('runs the buildx plugin directly if docker reports its path', async () => {
  const Plugins = [{ Name: 'buildx', Version: 'v0.29.1', Path: '/plugins/docker-buildx' }]
  const { open, calls } = prepare({ builder: 'default' }, ({ args }) =>
    args[0] === 'info' ? JSON.stringify({ ServerVersion: '28.5.2', ClientInfo: { Plugins } }) : up,
  )
  const { configDir } = await open()
  const asked = calls.find(({ args }) => args[0] === 'inspect')
  expect(asked?.command).toBe('/plugins/docker-buildx')
  expect(asked?.options.env).toMatchObject({ DOCKER_CONFIG: configDir })
})

test('exports the login only if export-login is set', async () => {
  const kept = prepare()
  await kept.open()
  expect(kept.exported).toEqual({})
  const left = prepare({ 'export-login': 'true' })
  const { configDir } = await left.open()
  const buildx = join(temp, 'home', '.docker', 'buildx')
  expect(left.exported).toEqual({ DOCKER_CONFIG: configDir, BUILDX_CONFIG: buildx })
})

test('the post step knows the private folder of a failed login', async () => {
  const { open, remembered } = prepare({}, ({ args }) =>
    args[0] === 'login' ? { code: 1, stderr: 'unauthorized' } : undefined,
  )
  expect(codes(await problemsIn(open))).toEqual(['login-refused', 'login-refused'])
  expect(remembered).toHaveLength(1)
})
