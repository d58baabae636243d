import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HttpFailure, type HttpRequest } from '../../src/ports/http.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { createTools } from '../../src/ports/tool-cache.ts'
import { createBuildxProvider, type FoundBuildx } from '../../src/setup/provide-buildx.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { codes, problemsIn } from '../helpers/problems.ts'

let folder: string
const before = process.env.RUNNER_TOOL_CACHE
const write = process.stdout.write
beforeEach(() => {
  // The toolkit prints lines for the runner's debug mode.
  process.stdout.write = () => true
  folder = mkdtempSync(join(tmpdir(), 'provide-'))
  process.env.RUNNER_TOOL_CACHE = join(folder, 'tools')
})
afterEach(() => {
  process.stdout.write = write
  rmSync(folder, { recursive: true })
  if (before === undefined) delete process.env.RUNNER_TOOL_CACHE
  else process.env.RUNNER_TOOL_CACHE = before
})

const program = '#!/bin/sh\necho buildx\n'
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const machine = createTools({}).machine
const asset = `buildx-v0.36.1.${machine}`
const pins = { buildx: { version: '0.36.1', sha256: { [asset]: sha256(program) } } }
const github = 'https://github.com/docker/buildx/releases/download'
const url = `${github}/v0.36.1/${asset}`

/** An answer of the server: a body, a status, a redirect, or a failed connection. */
type Answer = string | number | { readonly location: string } | HttpFailure

interface Options {
  readonly texts?: Texts
  readonly pins?: object
  /** By address. Several answers are given one after another. Others are 404. */
  readonly answers?: Readonly<Record<string, Answer | readonly Answer[]>>
  readonly hasToolCache?: boolean
}

function prepare({ texts = {}, pins: ours = pins, answers = {}, hasToolCache = true }: Options = {}) {
  writeFileSync(join(folder, 'pins.json'), JSON.stringify(ours))
  const requests: string[] = []
  const http = async ({ url: asked }: HttpRequest) => {
    const listed = [answers[asked] ?? 404].flat()
    const answer = listed[Math.min(requests.filter((one) => one === asked).length, listed.length - 1)] ?? 404
    requests.push(asked)
    if (answer instanceof HttpFailure) throw answer
    const status = typeof answer === 'string' ? 200 : typeof answer === 'number' ? answer : 302
    return {
      status,
      headers: typeof answer === 'object' ? { location: answer.location } : {},
      async *body() {
        yield Buffer.from(typeof answer === 'string' ? answer : '')
      },
      discard: () => undefined,
    }
  }
  const remembered: string[] = []
  const log = createFakeLog()
  const ports = {
    http: async (request: HttpRequest) => {
      const { body, ...rest } = await http(request)
      return { ...rest, body: body() }
    },
    log,
    clock: createFakeClock(),
    files: createFiles(),
    tools: createTools(hasToolCache ? process.env : {}),
    env: { RUNNER_TEMP: folder },
    actionFolder: folder,
    remember: (_: string, value: string) => void remembered.push(value),
  }
  const provide = createBuildxProvider(ports, makeInputs({ images: 'a/b', ...texts }))
  return { provide, requests, remembered, log }
}

const missing: FoundBuildx = { client: '28.5.2' }
const found = (reported: string): FoundBuildx => ({
  client: '28.5.2',
  reported,
  path: '/plugins/docker-buildx',
})
const foldersLeft = () => readdirSync(folder).filter((name) => name.startsWith('tagboat-buildx-'))
const cachedFile = () => join(folder, 'tools', 'tagboat-buildx', '0.36.1', machine, 'docker-buildx')

test.each<{ what: string; reported: string; texts?: Texts; version: string }>([
  { what: 'without inputs', reported: 'v0.29.1', version: '0.29.1' },
  { what: 'at the oldest supported version', reported: 'v0.13.0', version: '0.13.0' },
  { what: 'that is newer than the pin', reported: 'v0.40.0', version: '0.40.0' },
  {
    what: 'of the requested version',
    reported: 'v0.29.1',
    texts: { 'buildx-version': 'v0.29.1' },
    version: '0.29.1',
  },
  {
    what: 'of a distribution',
    reported: '0.29.1+ds1',
    texts: { 'buildx-version': '0.29.1' },
    version: '0.29.1',
  },
  {
    what: 'that has add-hosts',
    reported: 'v0.25.0',
    texts: { 'add-hosts': 'db=10.0.0.1' },
    version: '0.25.0',
  },
  { what: 'that reads bake files', reported: 'v0.23.0', texts: { 'bake-files': 'b.hcl' }, version: '0.23.0' },
])('an installed buildx $what is used, without reading a pin or sending a request', async (row) => {
  const { provide, requests, log } = prepare({ texts: row.texts ?? {}, pins: ['not', 'pins'] })
  expect(await provide(found(row.reported))).toEqual({ version: row.version, path: '/plugins/docker-buildx' })
  expect([requests, log.lines]).toEqual([[], []])
})

test.each<{ what: string; buildx: FoundBuildx; texts?: Texts }>([
  { what: 'missing', buildx: missing },
  { what: 'broken', buildx: { client: '28.5.2', why: 'exec format error' } },
  { what: 'older than 0.13', buildx: found('v0.12.1') },
  { what: 'of an unknown version', buildx: found('dev') },
  { what: 'too old for add-hosts', buildx: found('v0.24.0'), texts: { 'add-hosts': 'db=10.0.0.1' } },
  { what: 'too old for bake-files', buildx: found('v0.22.0'), texts: { 'bake-files': 'b.hcl' } },
  {
    what: 'another version than the requested one',
    buildx: found('v0.29.1'),
    texts: { 'buildx-version': '0.36.1' },
  },
])(
  'a buildx that is $what is replaced by the pinned one, verified and private',
  async ({ buildx, texts }) => {
    const { provide, requests, remembered } = prepare({ texts: texts ?? {}, answers: { [url]: program } })
    const { version, path = '' } = await provide(buildx)
    expect([version, requests]).toEqual(['0.36.1', [url]])
    expect(readFileSync(path, 'utf8')).toBe(program)
    expect(statSync(path).mode & 0o777).toBe(0o700)
    expect(path).toBe(join(remembered[0] ?? '', 'docker-buildx'))
  },
)

test('one run downloads once, even without a tool cache', async () => {
  const { provide, requests } = prepare({ answers: { [url]: program }, hasToolCache: false })
  const first = await provide(missing)
  expect(await provide(found('v0.12.0'))).toEqual(first)
  expect(requests).toEqual([url])
})

test('the next run takes buildx from the tool cache without a request, after a check', async () => {
  await prepare({ answers: { [url]: program } }).provide(missing)
  const next = prepare()
  const { path = '' } = await next.provide(missing)
  expect(readFileSync(path, 'utf8')).toBe(program)
  expect(path).not.toBe(cachedFile())
  expect(statSync(cachedFile()).mode & 0o777).toBe(0o755)
  expect(next.requests).toEqual([])
  expect(next.log.at('info').at(-1)).toBe('buildx 0.36.1: from the tool cache, SHA-256 verified.')
})

test('a changed file in the tool cache is not used, but downloaded again and replaced', async () => {
  await prepare({ answers: { [url]: program } }).provide(missing)
  writeFileSync(cachedFile(), 'evil')
  const next = prepare({ answers: { [url]: program } })
  const { path = '' } = await next.provide(missing)
  expect([readFileSync(path, 'utf8'), readFileSync(cachedFile(), 'utf8')]).toEqual([program, program])
  expect(next.requests).toEqual([url])
  expect(next.log.at('warning')).toEqual([expect.stringContaining('does not have its checksum')])
})

test('a file in the tool cache that cannot be read is downloaded again', async () => {
  await prepare({ answers: { [url]: program } }).provide(missing)
  rmSync(cachedFile())
  mkdirSync(cachedFile())
  const next = prepare({ answers: { [url]: program } })
  expect(readFileSync((await next.provide(missing)).path ?? '', 'utf8')).toBe(program)
  expect(next.log.at('warning')).toEqual([])
  expect(readFileSync(cachedFile(), 'utf8')).toBe(program)
})

test('steps that download the same version at once all get the verified program', async () => {
  const steps = Array.from({ length: 8 }, () => prepare({ answers: { [url]: program } }))
  const provided = await Promise.all(steps.map(({ provide }) => provide(missing)))
  expect(provided.map(({ path = '' }) => readFileSync(path, 'utf8'))).toEqual(steps.map(() => program))
})

test('a wrong checksum is an error, and leaves no file', async () => {
  const { provide } = prepare({ answers: { [url]: 'evil' } })
  const [problem] = await problemsIn(() => provide(missing))
  expect(problem).toMatchObject({ code: 'checksum-wrong' })
  expect(problem?.what).toContain(sha256('evil'))
  expect(problem?.what).toContain(sha256(program))
  expect(foldersLeft()).toEqual([])
  expect(() => statSync(cachedFile())).toThrow('ENOENT')
})

const gone = new HttpFailure('ENOTFOUND', 'getaddrinfo ENOTFOUND github.com')
const cut = new HttpFailure('ECONNRESET', 'socket hang up')
const mirror = 'https://mirror.example/buildx'

test.each<{ what: string; options: Options; code: string; text: string; count: number }>([
  {
    what: 'no network',
    options: { answers: { [url]: gone } },
    code: 'download-failed',
    text: `'${url}' could not be downloaded: its host does not exist. Allow this runner to reach the address, name a mirror in input buildx-mirror`,
    count: 1,
  },
  {
    what: 'a connection that breaks every time',
    options: { answers: { [url]: cut } },
    code: 'download-failed',
    text: 'the connection broke',
    count: 3,
  },
  {
    what: 'a server that fails every time',
    options: { answers: { [url]: 503 } },
    code: 'download-failed',
    text: 'the server answered 503',
    count: 3,
  },
  {
    what: 'a server that refuses',
    options: { answers: { [url]: 403 } },
    code: 'download-failed',
    text: 'the server answered 403',
    count: 1,
  },
  {
    what: 'a redirect to plain HTTP',
    options: { answers: { [url]: { location: 'http://evil.example/buildx' } } },
    code: 'download-failed',
    text: 'redirected to an address without https',
    count: 1,
  },
  {
    what: 'endless redirects',
    options: { answers: { [url]: { location: url } } },
    code: 'download-failed',
    text: 'redirected more than 5 times',
    count: 6,
  },
  {
    what: 'a mirror without the pinned version',
    options: { texts: { 'buildx-mirror': mirror } },
    code: 'buildx-unknown',
    text: `There is no buildx 0.36.1 at '${mirror}/v0.36.1/${asset}' (404)`,
    count: 1,
  },
  {
    what: 'an unknown version',
    options: { texts: { 'buildx-version': '9.9.9' } },
    code: 'buildx-unknown',
    text: `There is no buildx 9.9.9 at '${github}/v9.9.9/checksums.txt' (404)`,
    count: 1,
  },
  {
    what: 'a page in place of the checksums',
    options: {
      texts: { 'buildx-version': '0.30.0' },
      answers: { [`${github}/v0.30.0/checksums.txt`]: '<html>Sign in</html>' },
    },
    code: 'download-failed',
    text: 'it is not a list of checksums',
    count: 1,
  },
  {
    what: 'a machine that the pin does not have',
    options: { pins: { buildx: { version: '0.36.1', sha256: {} } } },
    code: 'buildx-machine',
    text: `(${machine})`,
    count: 0,
  },
  {
    what: 'a selected version that is too old for another input',
    options: { texts: { 'buildx-version': '0.24.0', 'add-hosts': 'db=10.0.0.1' } },
    code: 'buildx-choice',
    text: 'Input add-hosts needs buildx 0.25.0 or newer, and input buildx-version selects 0.24.0',
    count: 0,
  },
])('$what is an error that explains itself, and leaves no file', async ({ options, code, text, count }) => {
  const { provide, requests } = prepare(options)
  const problems = await problemsIn(() => provide(missing))
  expect(codes(problems)).toEqual([code])
  expect(`${problems[0]?.what} ${problems[0]?.fix}`).toContain(text)
  expect(requests).toHaveLength(count)
  expect(foldersLeft()).toEqual([])
})

test('without a pin the error says what is wrong with buildx, and why none is downloaded', async () => {
  const { provide, requests } = prepare({ pins: {} })
  expect(codes(await problemsIn(() => provide(missing)))).toEqual(['buildx-missing', 'pin-missing'])
  expect(requests).toEqual([])
})

test('a download that breaks is tried again', async () => {
  const { provide, requests } = prepare({ answers: { [url]: [cut, 502, program] } })
  expect(readFileSync((await provide(missing)).path ?? '', 'utf8')).toBe(program)
  expect(requests).toEqual([url, url, url])
})

test('a redirect is followed', async () => {
  const far = 'https://objects.example/1'
  const { provide, requests } = prepare({ answers: { [url]: { location: far }, [far]: program } })
  expect(readFileSync((await provide(missing)).path ?? '', 'utf8')).toBe(program)
  expect(requests).toEqual([url, far])
})

test('another version from a mirror is verified by the checksums of its release there', async () => {
  const [list, file] = [
    `${mirror}/v0.30.0-rc1/checksums.txt`,
    `${mirror}/v0.30.0-rc1/buildx-v0.30.0-rc1.${machine}`,
  ]
  const answers = {
    [list]: `${sha256('x')}  buildx-v0.30.0-rc1.linux-none\n${sha256(program)} *buildx-v0.30.0-rc1.${machine}\n`,
    [file]: program,
  }
  const texts = { 'buildx-version': 'v0.30.0-rc1', 'buildx-mirror': `${mirror}/` }
  const { provide, requests } = prepare({ texts, answers })
  const { version, path = '' } = await provide(found('v0.29.1'))
  expect([version, readFileSync(path, 'utf8'), requests]).toEqual(['0.30.0', program, [list, file]])
})

test('a tool cache that cannot be written costs a line in the log, not the build', async () => {
  writeFileSync(join(folder, 'tools'), 'a file')
  const { provide, log } = prepare({ answers: { [url]: program } })
  expect(readFileSync((await provide(missing)).path ?? '', 'utf8')).toBe(program)
  expect(log.at('info').at(-1)).toContain('The tool cache could not be written')
})
