import { createGithubApi } from '../../src/git/github-api.ts'
import { createConnectGithub } from '../../src/ports/github-client.ts'
import {
  type GithubApiServer,
  type GithubState,
  type Interception,
  startGithubApi,
  type TagObject,
} from '../helpers/github-api.ts'
import { createFakeClock } from '../helpers/ports.ts'

const token = 'ghs_0123456789abcdefghij'
const a = 'a'.repeat(40)
const b = 'b'.repeat(40)
const signed: TagObject = {
  tag: 'v1.0.0',
  object: { type: 'commit', sha: a },
  verified: true,
  reason: 'valid',
}
const state: GithubState = {
  token,
  refs: {
    'refs/heads/main': a,
    'refs/heads/tickets/DM-42#1%': b,
    'refs/tags/light': a,
    'refs/tags/v1.0.0': { type: 'tag', sha: '1'.repeat(40) },
    'refs/tags/unsigned': { type: 'tag', sha: '2'.repeat(40) },
    'refs/tags/unverified': { type: 'tag', sha: '3'.repeat(40) },
    'refs/tags/gone': { type: 'tag', sha: '4'.repeat(40) },
  },
  tags: {
    ['1'.repeat(40)]: signed,
    ['2'.repeat(40)]: { ...signed, tag: 'unsigned', verified: false, reason: 'unsigned' },
    ['3'.repeat(40)]: { ...signed, tag: 'unverified', verified: false, reason: 'unknown_key' },
  },
  compare: {
    [`${a}...${b}`]: 'ahead',
    [`${b}...${a}`]: 'behind',
    [`${a}...${a}`]: 'identical',
    'x...y': 'diverged',
  },
  pulls: { 7: b },
}

let server: GithubApiServer
const clock = createFakeClock(1_000_000_000)
const fetchApi = (timeout?: number) =>
  createGithubApi(createConnectGithub(clock, timeout)({ apiUrl: server.url, token }), 'acme', 'app')

beforeAll(async () => {
  server = await startGithubApi(state)
  // The toolkit chooses its proxy for this address when it is loaded; loopback has none.
  process.env.GITHUB_API_URL = server.url
})
beforeEach(() => {
  server.become(state)
  clock.sleeps.length = 0
})
afterAll(async () => {
  delete process.env.GITHUB_API_URL
  await server.stop()
})

type Api = ReturnType<typeof fetchApi>
const questions: readonly [string, (api: Api) => Promise<unknown>, unknown][] = [
  ['the tip of a branch', (api) => api.branchTip('main'), { known: true, value: a }],
  ['a branch with odd characters', (api) => api.branchTip('tickets/DM-42#1%'), { known: true, value: b }],
  [
    'a branch that does not exist',
    (api) => api.branchTip('mai'),
    { known: false, why: "GitHub knows no branch 'mai'" },
  ],
  ['the head of a pull request', (api) => api.pullHead(7), { known: true, value: b }],
  [
    'a pull request that does not exist',
    (api) => api.pullHead(8),
    { known: false, why: 'GitHub knows no pull request 8' },
  ],
  ['a descendant', (api) => api.isDescendant(b, a), { known: true, value: true }],
  ['the same commit', (api) => api.isDescendant(a, a), { known: true, value: true }],
  ['an ancestor', (api) => api.isDescendant(a, b), { known: true, value: false }],
  ['a commit of another line', (api) => api.isDescendant('y', 'x'), { known: true, value: false }],
  [
    'a missing commit',
    (api) => api.isDescendant('z', a),
    { known: false, why: 'GitHub does not know both commits' },
  ],
  ['a lightweight tag', (api) => api.tagSignature('light'), { known: true, value: { kind: 'lightweight' } }],
  [
    'a verified tag',
    (api) => api.tagSignature('v1.0.0'),
    { known: true, value: { kind: 'verified', commit: a } },
  ],
  [
    'an unsigned tag',
    (api) => api.tagSignature('unsigned'),
    { known: true, value: { kind: 'unverified', reason: 'unsigned' } },
  ],
  [
    'an unverified tag',
    (api) => api.tagSignature('unverified'),
    { known: true, value: { kind: 'unverified', reason: 'unknown_key' } },
  ],
  ['a tag that does not exist', (api) => api.tagSignature('v9'), { known: true, value: { kind: 'absent' } }],
  [
    'a tag whose object is missing',
    (api) => api.tagSignature('gone'),
    { known: false, why: expect.stringContaining('404') },
  ],
]

test.each(questions)('GitHub answers for %s', async (_, ask, expected) => {
  expect(await ask(fetchApi())).toEqual(expected)
})

test('a comparison sends the token and requests one commit', async () => {
  await fetchApi().isDescendant(b, a)
  const last = server.requests.at(-1)
  expect(last).toMatchObject({ authorization: `token ${token}`, query: 'per_page=1' })
})

const limited = { status: 403, message: 'API rate limit exceeded' }
const waits: readonly [string, Interception, number[], string | RegExp][] = [
  [
    'a throttled request is retried after retry-after',
    { ...limited, headers: { 'retry-after': '3' } },
    [3000],
    a,
  ],
  [
    'a 429 is retried after retry-after',
    { ...limited, status: 429, headers: { 'retry-after': '30' } },
    [30_000],
    a,
  ],
  [
    'a rate limit that resets soon is waited for',
    { ...limited, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000010' } },
    [10_000],
    a,
  ],
  ['a server error is retried', { status: 502, message: 'Bad gateway' }, [1000], a],
  ['a broken connection is retried', 'cut', [1000], a],
  [
    'a wait of an hour is an error',
    { ...limited, headers: { 'retry-after': '3600' } },
    [],
    /^GitHub answered 403: API rate limit/,
  ],
  [
    'a token without permission is an error',
    { status: 403, message: 'Resource not accessible by integration' },
    [],
    /^GitHub answered 403/,
  ],
  [
    'a rejected token is an error',
    { status: 401, message: 'Bad credentials' },
    [],
    /^GitHub answered 401: Bad cred/,
  ],
]

test.each(waits)('%s', async (_, interception, sleeps, expected) => {
  const start = server.requests.length
  const now = createFakeClock(1_000_000_000)
  server.become({
    ...state,
    intercept: (_request, count) => (count === start + 1 ? interception : undefined),
  })
  const api = createGithubApi(createConnectGithub(now)({ apiUrl: server.url, token }), 'acme', 'app')
  const answer = await api.branchTip('main')
  expect(answer.known ? answer.value : answer.why).toMatch(expected)
  expect(now.sleeps).toEqual(sleeps)
})

test('a request is retried once, and the reason for its failure is one line', async () => {
  const start = server.requests.length
  const page = `<html>\n${'<p>Down</p>\n'.repeat(100)}`
  server.become({ ...state, intercept: () => ({ status: 503, message: page }) })
  const answer = await fetchApi().branchTip('main')
  expect(server.requests.length - start).toBe(2)
  expect(answer.known ? '' : answer.why).toMatch(/^GitHub answered 503: <html> <p>Down.{0,300}$/)
})

test('a request to a silent server times out', async () => {
  server.become({ ...state, intercept: () => 'stall' })
  const answer = await fetchApi(50).branchTip('main')
  expect(answer).toMatchObject({
    known: false,
    why: 'GitHub gave no answer: nothing came within 0.05 s',
  })
})

test('an error does not quote a token that is not a valid header value', async () => {
  const bad = 'ghs_two\nlines_of_secret'
  const api = createGithubApi(createConnectGithub(clock)({ apiUrl: server.url, token: bad }), 'acme', 'app')
  const answer = await api.branchTip('main')
  expect(answer.known).toBe(false)
  expect(JSON.stringify(answer)).not.toContain('lines_of_secret')
})

test.each([
  {
    link: '<https://api.github.com/x?page=2>; rel="next", <https://api.github.com/x?page=9>; rel="last"',
    hasNext: true,
  },
  { link: '<https://api.github.com/x?page=1>; rel="first"', hasNext: undefined },
])('an answer says whether its Link header names a next page: $link', async ({ link, hasNext }) => {
  server.become({ intercept: () => ({ status: 200, message: '', headers: { link } }) })
  const github = createConnectGithub(clock)({ apiUrl: server.url, token })
  const answer = await github.get('/orgs/{owner}/packages', { owner: 'acme' })
  expect(answer).toMatchObject({ kind: 'found' })
  expect(answer.kind === 'found' && answer.hasNext).toBe(hasNext)
})
