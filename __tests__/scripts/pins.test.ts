/** `npm run pins` as a command, against servers on loopback that answer like GitHub and Docker Hub. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findPinFaults, updatePins } from '../../scripts/lib/pins.mjs'
import { readPins } from '../../src/setup/pins.ts'
import { createFakeFiles } from '../helpers/ports.ts'

const script = fileURLToPath(new URL('../../scripts/pins.mjs', import.meta.url))
const sumOf = (text: string) => createHash('sha256').update(text).digest('hex')
const machines = ['linux-amd64', 'linux-arm-v6', 'linux-arm64']
const list = (version: string) =>
  [...machines.map((machine) => `buildx-v${version}.${machine}`), `buildx-v${version}.linux-amd64.sbom.json`]
    .map((name) => `${sumOf(name)} *${name}\n`)
    .join('')
const index = JSON.stringify({ schemaVersion: 2, manifests: [] })
const buildxPin = (version: string) => ({
  version,
  sha256: Object.fromEntries(
    machines.map((machine) => `buildx-v${version}.${machine}`).map((name) => [name, sumOf(name)]),
  ),
})
const binfmtPin = {
  name: 'docker.io/tonistiigi/binfmt',
  tag: 'qemu-v10.2.3',
  digest: `sha256:${sumOf(index)}`,
}

const busyboxPin = { ...binfmtPin, name: 'docker.io/library/busybox', tag: '1.37.0-musl' }
const complete = { buildx: buildxPin('0.36.1'), binfmt: binfmtPin, busybox: busyboxPin }

let server: Server
let base: string
let folder: string
/** Answers that a test changes. */
let answers: {
  release: unknown
  sums: string
  tags: readonly string[]
  busybox: readonly string[]
  manifest: string
  digest?: string
  status?: number
}
let tokens: (string | undefined)[]

beforeAll(async () => {
  server = createServer(({ url = '', headers }, response) => {
    const { pathname, searchParams } = new URL(url, base)
    const json = (value: unknown) => response.end(JSON.stringify(value))
    if (answers.status !== undefined) return response.writeHead(answers.status).end()
    if (pathname === '/repos/docker/buildx/releases/latest') {
      tokens.push(headers.authorization)
      return json(answers.release)
    }
    if (/^\/releases\/v[^/]+\/checksums\.txt$/.test(pathname)) return response.end(answers.sums)
    if (pathname === '/token') return json({ token: `for ${searchParams.get('scope')}` })
    const image = /^\/v2\/((?:tonistiigi|library)\/[a-z]+)\//.exec(pathname)?.[1]
    if (headers.authorization !== `Bearer for repository:${image}:pull`) {
      const challenge = `Bearer realm="${base}/token",service="registry.docker.io"`
      return response.writeHead(401, { 'www-authenticate': challenge }).end()
    }
    if (pathname === '/v2/library/busybox/tags/list') return json({ tags: answers.busybox })
    if (pathname === '/v2/tonistiigi/binfmt/tags/list') {
      const [first = '', ...rest] = answers.tags
      if (searchParams.has('last') || rest.length === 0)
        return json({ tags: searchParams.has('last') ? rest : [first] })
      response.setHeader('link', `</v2/tonistiigi/binfmt/tags/list?n=1&last=${first}>; rel="next"`)
      return json({ tags: [first] })
    }
    if (/\/(?:binfmt\/manifests\/qemu-v10\.2\.3|busybox\/manifests\/1\.37\.0-musl)$/.test(pathname)) {
      response.setHeader('docker-content-digest', answers.digest ?? `sha256:${sumOf(answers.manifest)}`)
      return response.end(answers.manifest)
    }
    return response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(() => void server.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pins-'))
  tokens = []
  answers = {
    release: { tag_name: 'v0.36.1' },
    sums: list('0.36.1'),
    tags: ['latest', 'qemu-v9.2.2', 'qemu-v10.2.3', 'qemu-v10.0.4', 'qemu-v11.0.0-2', 'buildkit-v9.2.2'],
    busybox: ['1.36.1-musl', '1.37.0', '1.37.0-glibc', '1.37.0-musl', '1.9.0-musl', 'musl'],
    manifest: index,
  }
})
afterEach(() => rmSync(folder, { recursive: true }))

async function run(before: object, options: readonly string[] = [], env = {}) {
  const file = join(folder, 'pins.json')
  writeFileSync(file, JSON.stringify(before))
  const servers = [`--api=${base}`, `--releases=${base}/releases`, `--registry=${base}`]
  const done = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [script, `--file=${file}`, ...(options.length > 0 ? options : servers)],
      { env: { PATH: process.env.PATH, ...env } },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })
  return { ...done, pins: JSON.parse(readFileSync(file, 'utf8')), text: readFileSync(file, 'utf8') }
}

test('npm run pins writes the newest buildx, binfmt and busybox, in the form that set-up reads', async () => {
  const { code, stdout, pins, text } = await run({}, [], { GITHUB_TOKEN: 'secret' })
  expect([code, stdout]).toEqual([
    0,
    [
      'buildx: none -> 0.36.1 (3 programs)',
      `binfmt: none -> qemu-v10.2.3 ${binfmtPin.digest}`,
      `busybox: none -> 1.37.0-musl ${busyboxPin.digest}\n`,
    ].join('\n'),
  ])
  expect(pins).toEqual(complete)
  expect(await readPins(createFakeFiles({ '/action/pins.json': text }), '/action')).toEqual(pins)
  expect(tokens).toEqual(['Bearer secret'])
})

test('npm run pins reports an update, and nothing if there is none', async () => {
  const first = await run({ ...complete, buildx: buildxPin('0.35.0') })
  expect(first.stdout).toBe('buildx: 0.35.0 -> 0.36.1 (3 programs)\n')
  const second = await run(first.pins)
  expect([second.stdout, second.text]).toEqual(['pins.json is up to date\n', JSON.stringify(first.pins)])
})

const changed = { ...buildxPin('0.36.1').sha256, 'buildx-v0.36.1.linux-amd64': 'a'.repeat(64) }

test.each<{ what: string; before?: object; over: Partial<typeof answers>; message: string }>([
  { what: 'a server that fails', over: { status: 503 }, message: 'answered 503' },
  {
    what: 'a release without a version',
    over: { release: { tag_name: 'nightly' } },
    message: 'names no version',
  },
  { what: 'a page in place of the checksums', over: { sums: '<html>\n' }, message: 'is no checksum' },
  {
    what: 'a release without arm64',
    over: { sums: list('0.36.1').replace(/.*arm64\n/, '') },
    message: 'linux-arm64',
  },
  { what: 'no tag qemu-v', over: { tags: ['latest', 'buildkit-v9'] }, message: 'no tag qemu-vX.Y.Z' },
  { what: 'no static busybox', over: { busybox: ['1.37.0'] }, message: 'no tag X.Y.Z-musl' },
  {
    what: 'a digest that is not of the manifest',
    over: { digest: `sha256:${'0'.repeat(64)}` },
    message: 'the registry reports sha256:000',
  },
  {
    what: 'an image of one platform',
    over: { manifest: '{"schemaVersion":2}' },
    message: 'several platforms',
  },
  {
    what: 'another checksum of the pinned release',
    before: { buildx: { version: '0.36.1', sha256: changed } },
    over: {},
    message: 'checksums of a published release have changed: buildx-v0.36.1.linux-amd64',
  },
  {
    what: 'an older release',
    before: { buildx: buildxPin('0.40.0') },
    over: {},
    message: 'older than the pinned',
  },
])('npm run pins refuses $what, before it writes', async ({ before = {}, over, message }) => {
  answers = { ...answers, ...over }
  const addresses = { api: base, releases: `${base}/releases`, registry: base }
  await expect(updatePins(before, addresses)).rejects.toThrow(message)
})

test('npm run pins names the server that does not answer, and leaves the file', async () => {
  const { code, stderr, pins } = await run({ buildx: {} }, ['--api=http://127.0.0.1:1', `--registry=${base}`])
  expect([code, pins, stderr]).toEqual([
    1,
    { buildx: {} },
    expect.stringContaining('http://127.0.0.1:1/repos/docker/buildx'),
  ])
})

test.each([
  { what: 'accepts all pins', pins: complete, faults: [] },
  {
    what: 'finds a missing binfmt',
    pins: { ...complete, binfmt: undefined },
    faults: ['binfmt has no digest'],
  },
  {
    what: 'finds a busybox that is not static',
    pins: { ...complete, busybox: { ...busyboxPin, tag: '1.37.0-glibc' } },
    faults: ['busybox has no tag X.Y.Z-musl'],
  },
  {
    what: 'finds checksums of another version',
    pins: { ...complete, buildx: { ...buildxPin('0.36.0'), version: '0.36.1' } },
    faults: ['buildx has no checksum for linux-amd64', 'buildx has no checksum for linux-arm64'],
  },
])('the release check $what', ({ pins, faults }) => {
  expect(findPinFaults(pins)).toEqual(faults.length === 0 ? [] : expect.arrayContaining(faults))
})

test('npm run check:pins fails without pins', async () => {
  const done = await run({}, ['--check'])
  expect([done.code, done.stderr]).toEqual([1, expect.stringContaining('buildx has no version')])
})

test('the workflow Release makes the check', () => {
  const file = fileURLToPath(new URL('../../.github/workflows/release.yml', import.meta.url))
  expect(readFileSync(file, 'utf8')).toContain('run: npm run check:pins')
})
