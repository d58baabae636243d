import { describePages } from '../../src/describe/describe.ts'
import { formatPageSummary } from '../../src/describe/format-report.ts'
import { createRedactor } from '../../src/masking/redactor.ts'
import type { ServerCredentials } from '../../src/model/server-credentials.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { readWait } from '../../src/registry/web-request.ts'
import { createPageRegistries, hubToken, pageLogins, type StoredPage } from '../helpers/page-registries.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { createFakeHttp, type FakeAnswer } from '../helpers/registry.ts'
import { createFakePorts } from '../helpers/run-ports.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const readme = '# App\n\nSee [the docs](docs) and ![a](a.png).\n'
const expected =
  '# App\n\nSee [the docs](https://github.com/acme/app/tree/860c1904a1ce19322e91ac35af1ab07466440c37/docs) and ' +
  '![a](https://github.com/acme/app/raw/860c1904a1ce19322e91ac35af1ab07466440c37/a.png).\n'

const noPage: StoredPage = { full: '', short: '' }

interface Scene {
  readonly inputs?: Readonly<Record<string, string>>
  readonly trigger?: Trigger
  readonly credentials?: ServerCredentials
  readonly pages?: Readonly<Record<string, StoredPage>>
  readonly files?: Readonly<Record<string, string>>
  readonly links?: Readonly<Record<string, string>>
  /** Replaces the answer to a request, unless it returns undefined. */
  readonly replace?: (path: string, count: number) => FakeAnswer | undefined
}

/** Runs the step with a login on Docker Hub, unless the inputs have another one. */
async function run({ inputs = {}, trigger = makeTrigger(), credentials, ...scene }: Scene = {}) {
  const tokens: string[] = []
  const masks: string[] = []
  const pages = new Map(Object.entries(scene.pages ?? { 'docker.io/acme/app': { full: 'old', short: '' } }))
  const answer = createPageRegistries(pages)
  const http = createFakeHttp(({ method, url, headers, body }, count) => {
    const { host, pathname, search } = new URL(url)
    const path = `${pathname}${search}`
    const text = body instanceof Uint8Array ? Buffer.from(body).toString() : ''
    return scene.replace?.(path, count) ?? answer({ method, host, path, headers, body: text })
  })
  const texts = { '/w/README.md': readme, '/w/docs/a.md': '', ...scene.files }
  const files = createFakeFiles(texts)
  const redactor = createRedactor()
  const log = {
    ...createFakeLog(),
    clean: redactor.clean,
    mask: (secret: string) => {
      masks.push(secret)
      redactor.add(secret)
    },
    masks,
  }
  const clock = createFakeClock(1_000_000_000_000)
  const ports = createFakePorts({
    ...{ http, log, clock },
    env: { GITHUB_WORKSPACE: '/w', HOME: '/home', PATH: '' },
    files: {
      ...files,
      realPath: async (path: string) => scene.links?.[path] ?? (path === '/w' ? path : files.realPath(path)),
    },
    connectGithub: ({ token }) => {
      tokens.push(token)
      const answer = async () => ({ kind: 'found', body: { description: 'From GitHub' } }) as const
      return { get: answer, remove: answer }
    },
  })
  const raw = { images: 'acme/app', ...pageLogins.admin, ...inputs }
  const read = async () => ({ trigger, warnings: [], ...(credentials && { credentials }) })
  const report = await describePages(ports, (name) => raw[name as keyof typeof raw] ?? '', read)
  const writes = http.requests.filter(({ method }) => ['PATCH', 'PUT'].includes(method))
  return { ...report, tokens, pages, log, clock, writes, requests: http.requests }
}

const withShort = (description: string) =>
  makeTrigger({ repository: { ...makeTrigger().repository, description } })

test('a push to the default branch writes the page with absolute addresses and the short description', async () => {
  const { results, problems, pages, log } = await run({ trigger: withShort('An app') })
  expect([results[0]?.outcome, problems]).toEqual(['changed', []])
  expect(pages.get('docker.io/acme/app')).toEqual({ full: expected, short: 'An app' })
  expect(log.masks).toEqual(expect.arrayContaining([pageLogins.admin.password, hubToken]))
})

test('a git tag is what the addresses name', async () => {
  const { pages } = await run({ trigger: makeTrigger({ ref: 'refs/tags/v1.0.0' }) })
  expect(pages.get('docker.io/acme/app')?.full).toContain('(https://github.com/acme/app/tree/v1.0.0/docs)')
})

test.each([
  ['nothing changed', { full: expected, short: 'An app' }],
  ['only the end of the text differs', { full: expected.trimEnd(), short: 'An app' }],
  ['only line ends differ', { full: expected.replaceAll('\n', '\r\n'), short: 'An app' }],
])('nothing is sent if %s', async (_title, page) => {
  const done = await run({ trigger: withShort('An app'), pages: { 'docker.io/acme/app': page } })
  expect([done.results[0]?.outcome, done.writes]).toEqual(['unchanged', []])
})

test('a repository without a description keeps the short description', async () => {
  const { pages } = await run({ pages: { 'docker.io/acme/app': { full: '', short: 'By hand' } } })
  expect(pages.get('docker.io/acme/app')).toEqual({ full: expected, short: 'By hand' })
})

test('a schedule, whose event has no description, asks GitHub for it', async () => {
  const { private: _unknown, ...repository } = makeTrigger().repository
  const trigger = makeTrigger({ event: 'schedule', repository })
  const { pages } = await run({ trigger, inputs: { 'github-token': 'ghs_x' } })
  expect(pages.get('docker.io/acme/app')?.short).toBe('From GitHub')
})

test.each([
  ['gitlab', 'has addresses in the form of GitLab', 'https://gitlab.com/acme/app/-/tree/', []],
  [
    'other',
    'has addresses in the form of GitHub, with a warning',
    'https://gitlab.com/acme/app/tree/',
    [/form/],
  ],
] as const)(
  'a page from a server of kind %s %s, and the server gets no token of GitHub',
  async (kind, _does, url, warnings) => {
    const { private: _unknown, ...github } = makeTrigger().repository
    const repository = { ...github, url: 'https://gitlab.com/acme/app' }
    const trigger = makeTrigger({ repository, serverUrl: 'https://gitlab.com', otherServer: { kind } })
    const done = await run({ trigger, credentials: { githubToken: '' }, inputs: { 'github-token': 'ghs_x' } })
    expect(done.tokens).toEqual([])
    expect(done.pages.get('docker.io/acme/app')?.full).toContain(`(${url}`)
    expect(done.log.at('warning')).toEqual(warnings.map((text) => expect.stringMatching(text)))
  },
)

test('long texts are cut to the bytes of Docker Hub, with a warning for each', async () => {
  const long = `# A\n\n${'é '.repeat(9000)}\n\n# B\n\nb\n`
  const { pages, log } = await run({
    files: { '/w/README.md': long },
    inputs: { description: 'é '.repeat(60) },
  })
  const { full = '', short = '' } = pages.get('docker.io/acme/app') ?? {}
  expect([Buffer.byteLength(full) <= 25_000, Buffer.byteLength(short) <= 100]).toEqual([true, true])
  expect(full).toMatch(
    /\n\[The full text\]\(https:\/\/github\.com\/acme\/app\/blob\/860c\w+\/README\.md\)\n$/,
  )
  expect(log.at('warning')).toHaveLength(2)
})

describe('nothing is written, and no login is used', () => {
  const rows: readonly [string, Trigger, RegExp][] = [
    ['for a pull request', makePull(), /pull request/],
    ['for pull_request_target', makePull({ event: 'pull_request_target' }), /pull request/],
    ['for a comment', makeTrigger({ event: 'issue_comment' }), /event 'issue_comment'/],
    ['after another workflow', makeTrigger({ event: 'workflow_run' }), /event 'workflow_run'/],
    ['for another branch', makeTrigger({ ref: 'refs/heads/fix' }), /neither for the default branch/],
    ['for the merge queue', makeTrigger({ ref: 'refs/heads/gh-readonly-queue/main/pr-1' }), /merge queue/],
    ['for a draft release', makeTrigger({ event: 'release', action: 'created' }), /event 'release'/],
    ['for Dependabot', makeTrigger({ actor: 'dependabot[bot]' }), /Dependabot/],
  ]
  test.each(rows)('%s', async (_title, trigger, why) => {
    const { results, requests, log } = await run({ trigger })
    expect(results[0]?.outcome).toBe('would-change')
    expect(requests.map(({ method, headers }) => [method, headers.authorization])).toEqual([
      ['GET', undefined],
    ])
    expect(log.at('notice').join('\n')).toMatch(why)
  })
})

test('a run that writes nothing needs no password, as in a pull request of a fork', async () => {
  expect((await run({ trigger: makePull(), inputs: { password: '' } })).results).toHaveLength(1)
})

test.each([
  [
    'a branch that a user started the run for',
    makeTrigger({ event: 'workflow_dispatch', ref: 'refs/heads/fix' }),
  ],
  ['a schedule', makeTrigger({ event: 'schedule' })],
  ['a published release', makeTrigger({ event: 'release', action: 'published', ref: 'refs/tags/v1' })],
  ['a command outside CI', makeTrigger({ event: 'local' })],
])('the page is written for %s', async (_title, trigger) => {
  expect((await run({ trigger })).results[0]?.outcome).toBe('changed')
})

test('a dry run shows the change as a diff and writes nothing, without a login too', async () => {
  const { results, writes } = await run({ inputs: { 'dry-run': 'true', description: 'An app' } })
  expect(writes).toEqual([])
  expect(results[0]?.diff).toEqual([
    '@@ short description @@',
    '+An app',
    '@@ -1,1 +1,3 @@',
    '-old',
    ...expected
      .trimEnd()
      .split('\n')
      .map((line) => `+${line}`),
  ])
  const hidden = await run({ inputs: { 'dry-run': 'true', username: '', password: '' }, pages: {} })
  expect(hidden.results).toMatchObject([{ outcome: 'would-change', isUnread: true }])
})

test('Quay and Harbor get the page, and no short description', async () => {
  const pages = {
    'quay.io/acme/app': { full: '', short: '' },
    'harbor.example.com/acme/web/app': { full: '', short: '' },
  }
  const auth = `- {registry: quay.io, username: $oauthtoken, password: ${pageLogins.quay}}\n- {registry: harbor.example.com, username: ada, password: ${pageLogins.harbor.password}}`
  const inputs = {
    ...{ username: '', password: '', 'registry-auth': auth, description: 'An app' },
    images: 'quay.io/acme/app\nharbor.example.com/acme/web/app',
  }
  const html = { '/w/README.md': '<b>"A" & \'b\'</b> [a](a.md)\n' }
  const first = await run({ inputs, pages, files: html })
  expect(first.results.map(({ outcome }) => outcome)).toEqual(['changed', 'changed'])
  expect(first.pages.get('quay.io/acme/app')?.full).toContain('<b>"A" & \'b\'</b> [a](https://github.com/')
  expect(first.pages.get('harbor.example.com/acme/web/app')?.full).toContain('&lt;b&gt;&#34;A&#34; &amp;')
  const second = await run({ inputs, files: html, pages: Object.fromEntries(first.pages) })
  expect(second.results.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged'])
})

test('a login of docker login is used if the inputs have none', async () => {
  const auth = Buffer.from(`ada:${pageLogins.admin.password}`).toString('base64')
  const config = JSON.stringify({ auths: { 'https://index.docker.io/v1/': { auth } } })
  const { results } = await run({
    inputs: { username: '', password: '' },
    files: { '/home/.docker/config.json': config },
  })
  expect(results[0]?.outcome).toBe('changed')
})

describe('an error explains itself', () => {
  const codes = async (scene: Scene): Promise<readonly string[]> => {
    try {
      return (await run(scene)).problems.map(
        ({ code, what, fix, original }) => `${code}: ${what} ${fix} ${original ?? ''}`,
      )
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      return error.problems.map(({ code, what }) => `${code}: ${what}`)
    }
  }
  test.each<[string, Scene, RegExp]>([
    [
      'if the token may not write',
      { inputs: { ...pageLogins.reader } },
      /^page-denied: .*three causes.*Delete.*organization access token.*admin.* 403 access denied$/,
    ],
    [
      'if the login is refused, without its secret',
      { inputs: { password: 'wrong-secret' } },
      /^page-login-refused: .*401 Incorrect credentials for \*\*\*/,
    ],
    ['if there is no login', { inputs: { username: '', password: '' } }, /^page-login-missing: .*Docker Hub/],
    [
      'if the repository does not exist',
      { pages: {} },
      /^page-not-found: Docker Hub has no repository acme\/app/,
    ],
    [
      'if a registry has no page',
      { inputs: { images: 'ghcr.io/acme/app' } },
      /^page-unsupported: ghcr\.io .*image\.description/,
    ],
    [
      'if a host is neither Quay nor Harbor',
      { inputs: { images: 'registry.example.com/app' } },
      /^page-unsupported: registry\.example\.com/,
    ],
    [
      'if Quay gets the token of a robot',
      { inputs: { images: 'quay.io/acme/app' }, pages: { 'quay.io/acme/app': { full: '', short: '' } } },
      /^page-denied: .*OAuth application.*robot account.* 403 Unauthorized$/,
    ],
    ['if the image has a tag', { inputs: { images: 'acme/app:1' } }, /^image-name: /],
    ['if there is no image', { inputs: { images: '' } }, /^input-missing: Input images/],
    ['if half of the login is missing', { inputs: { password: '' } }, /^input-missing: Input password/],
    [
      'if the login is of another kind',
      { inputs: { username: '', password: '', 'registry-auth': '- {registry: docker.io, helper: gcr}' } },
      /^input-registry-auth: /,
    ],
    [
      'if the file does not exist',
      { inputs: { readme: 'docs/no.md' } },
      /^readme-missing: Input readme: 'docs\/no\.md'/,
    ],
    [
      'if the file is a link',
      { links: { '/w/README.md': '/w/.git/config' } },
      /^readme-link: Input readme: 'README\.md'/,
    ],
    [
      'if the file is in a folder that is a link',
      { inputs: { readme: 'docs/a.md' }, links: { '/w/docs/a.md': '/w/.git/a.md' } },
      /^readme-link: /,
    ],
    [
      'if the file is outside of the workspace',
      { inputs: { readme: '../etc/passwd' }, links: { '/etc/passwd': '/etc/passwd' } },
      /^readme-link: /,
    ],
    [
      'if the repository of the README is unknown',
      { trigger: makeTrigger({ repository: { owner: '', name: '', url: '' } }) },
      /^page-repository-unknown: /,
    ],
    [
      'if Docker Hub is down',
      { replace: () => ({ status: 503 }) },
      /^page-failed: .*hub\.docker\.com answered 503/,
    ],
    [
      'if the answer is a redirect',
      {
        replace: (path) =>
          path.startsWith('/v2/repo') ? { status: 302, headers: { location: 'https://evil' } } : undefined,
      },
      /^page-failed: .*hub\.docker\.com answered 302/,
    ],
    [
      'if a proxy sends HTML in place of the page',
      { replace: (path) => (path.startsWith('/v2/repo') ? { status: 200, body: '<html>' } : undefined) },
      /^page-failed: .*hub\.docker\.com sent something else than JSON/,
    ],
    [
      'if a proxy answers the change with HTML',
      {
        replace: (path, count) =>
          path.startsWith('/v2/repo') && count > 2 ? { status: 200, body: '<html>' } : undefined,
      },
      /^page-failed: .*hub\.docker\.com sent something else than JSON/,
    ],
    [
      'if the answer of Quay is HTML',
      {
        inputs: { images: 'quay.io/acme/app', password: pageLogins.quay },
        replace: () => ({ status: 200, body: '<html>' }),
      },
      /^page-failed: .*quay\.io sent something else than JSON/,
    ],
    [
      'if an image on Harbor has no project',
      { inputs: { images: 'harbor.example.com/apps' }, pages: { 'harbor.example.com/app/apps': noPage } },
      /^page-not-found: harbor\.example\.com has no repository apps/,
    ],
    [
      'if the Markdown is nested too deeply',
      { files: { '/w/README.md': `${'> '.repeat(1000)}a\n`.repeat(100) } },
      /^readme-complex: /,
    ],
    [
      'if the connection breaks',
      { replace: () => 'ECONNRESET' },
      /^page-failed: .*hub\.docker\.com gave no answer/,
    ],
    [
      'if Docker Hub asks to wait too long',
      { replace: () => ({ status: 429, headers: { 'x-retry-after': '1000000600' } }) },
      /^page-throttled: .* 600 s/,
    ],
  ])('%s', async (_title, scene, message) => {
    expect(await codes(scene)).toEqual([expect.stringMatching(message)])
  })
})

test('X-Retry-After is a time, until which the step waits', async () => {
  const { results, clock } = await run({
    replace: (_path, count) =>
      count === 1 ? { status: 429, headers: { 'x-retry-after': '1000000020' } } : undefined,
  })
  expect([results[0]?.outcome, clock.sleeps]).toEqual(['changed', [20_000]])
})

test('a page that fails does not stop the others', async () => {
  const { results, problems } = await run({ inputs: { images: 'acme/no\nacme/app' } })
  expect(results.map(({ name, outcome }) => [name, outcome])).toEqual([['acme/app', 'changed']])
  expect(problems.map(({ code }) => code)).toEqual(['page-not-found'])
})

test('a private repository with images in its README gets a warning', async () => {
  const trigger = makeTrigger({ repository: { ...makeTrigger().repository, private: true } })
  expect((await run({ trigger })).log.at('warning')).toEqual([expect.stringContaining('is private')])
})

test('an address in the README names no path outside of the workspace', async () => {
  const { results } = await run({ files: { '/w/README.md': '[a](%2e%2e/%2e%2e/etc)\n' } })
  expect(results[0]?.outcome).toBe('changed')
})

describe('a page that contains the password of the step is not sent', () => {
  const { password } = pageLogins.admin
  test.each([
    ['in the README', { files: { '/w/README.md': `# App\n\ndocker login -p ${password}\n` } }],
    [
      'encoded, in the README',
      { files: { '/w/README.md': `${Buffer.from(password).toString('base64')}\n` } },
    ],
    ['in the short description', { inputs: { description: `An app ${password}` } }],
  ])('%s', async (_title, scene) => {
    const { problems, writes, results } = await run(scene)
    expect([problems.map(({ code }) => code), writes, results]).toEqual([['page-secret'], [], []])
    expect(JSON.stringify(problems)).not.toContain(password)
  })
})

test('a NUL, which no registry stores, becomes the replacement character, and the page does not change again', async () => {
  const files = { '/w/README.md': 'a\0b\n' }
  const first = await run({ files })
  expect(first.pages.get('docker.io/acme/app')?.full).toBe('a\ufffdb\n')
  expect((await run({ files, pages: Object.fromEntries(first.pages) })).writes).toEqual([])
})

test('the link to the full text names a file whatever characters its name has', async () => {
  const long = `# A\n\n${'a '.repeat(20_000)}\n`
  const { pages } = await run({
    files: { '/w/docs/C# 100%?.md': long },
    inputs: { readme: 'docs/C# 100%?.md' },
  })
  expect(pages.get('docker.io/acme/app')?.full).toMatch(/\/docs\/C%23%20100%25%3F\.md\)\n$/)
})

test('a warning about an address that leads out of the repository is short', async () => {
  const { log } = await run({ files: { '/w/README.md': `[a](../${'a'.repeat(100_000)})\n` } })
  expect(log.at('warning').join('').length).toBeLessThan(400)
})

test('a page that is too long for the summary is said to be in the log', async () => {
  const scene = {
    inputs: { 'dry-run': 'true' },
    files: { '/w/README.md': `# A\n\n${'a'.repeat(300_000)}\n` },
  }
  const many = {
    ...scene,
    inputs: { ...scene.inputs, images: 'quay.io/acme/app', password: pageLogins.quay },
  }
  const { results } = await run({ ...many, pages: { 'quay.io/acme/app': noPage } })
  const summary = formatPageSummary({ results, problems: [] })
  expect(summary.length).toBeLessThan(1_000)
  expect(summary).toContain('the log has them')
})

describe('the wait that a registry asks for', () => {
  const now = 1_000_000_000_000
  test.each<[string, Record<string, string>, number | undefined]>([
    ['is until its unix time', { 'x-retry-after': '1000000030' }, 30_000],
    ['is over if its unix time is past', { 'x-retry-after': '999999999' }, 0],
    ['may be centuries, which end the attempts', { 'x-retry-after': '99999999999' }, 98_999_999_999_000],
    ['is unknown if it is negative', { 'x-retry-after': '-5' }, undefined],
    ['is unknown if it is text', { 'x-retry-after': 'soon' }, undefined],
    ['is unknown if it is too large for a time', { 'x-retry-after': '9'.repeat(40) }, undefined],
    ['is that of Retry-After if the other is text', { 'x-retry-after': 'soon', 'retry-after': '7' }, 7_000],
  ])('%s', (_title, headers, expected) => {
    expect(readWait(headers, now)).toBe(expected)
  })
})
