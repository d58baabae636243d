import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRemoteGit } from '../../src/git/remote-git.ts'
import { openWorkspaceGit, toBasic } from '../../src/git/run-git.ts'
import { createExec } from '../../src/ports/exec.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import type { Env, Exec } from '../../src/ports/ports.ts'
import { cloneRepository, initRepository, makeFolder } from '../helpers/git-repository.ts'
import { type GitServer, startGitServer } from '../helpers/git-server.ts'

const token = 'ghs_0123456789abcdefghij'
const login = `basic ${toBasic(token)}`
const folder = makeFolder()
const root = join(folder.path, 'root')
const work = initRepository(join(folder.path, 'work'))
const tip = work.commit('first')
work.git('tag', 'light')
work.git('tag', '-a', '-m', 'Release', 'v1.0.0')
work.git('branch', 'tickets/DM-42')
work.git('update-ref', 'refs/pull/7/head', tip)
work.git('update-ref', 'refs/heads/x/refs/heads/main', tip)
const bare = initRepository(join(root, 'acme/app'), '--bare')
work.git('push', '--quiet', '--mirror', bare.folder)
const checkout = cloneRepository(`file://${bare.folder}`, join(folder.path, 'checkout'))

let server: GitServer
beforeAll(async () => {
  server = await startGitServer({ root, accept: login })
})
afterAll(async () => {
  await server.stop()
  folder.remove()
})

interface Seen {
  readonly args: readonly string[]
  readonly env: Env
}

function connect(over: { remote?: string; token?: string; workspace?: string; env?: Env } = {}) {
  const seen: Seen[] = []
  const env = { HOME: folder.path, GIT_CONFIG_NOSYSTEM: '1', PATH: process.env.PATH, ...over.env }
  const real = createExec(env)
  const exec: Exec = (command, args, options) => {
    seen.push({ args, env: options?.env ?? {} })
    return real(command, args, options)
  }
  const remote = over.remote ?? `${server.url}/acme/app`
  const open = openAt(exec, over.workspace)
  return { git: createRemoteGit({ exec, env }, { remote, open, token: over.token ?? token }), seen }
}

const openAt =
  (exec: Exec, workspace = checkout.folder) =>
  () =>
    openWorkspaceGit({ exec, files: createFiles(), env: {} }, workspace)

const namesOf = async (git: ReturnType<typeof connect>['git'], ...patterns: string[]) => {
  const answer = await git.list(...patterns)
  return answer.known ? [...answer.value.keys()] : answer.why
}

test('lists git tags without their peeled entries', async () => {
  expect(await namesOf(connect().git, '--tags')).toEqual(['refs/tags/light', 'refs/tags/v1.0.0'])
})

test('lists all branches', async () => {
  const names = await namesOf(connect().git, '--heads')
  expect(names).toEqual(['refs/heads/main', 'refs/heads/tickets/DM-42', 'refs/heads/x/refs/heads/main'])
})

test('matches a ref by its full name only', async () => {
  expect(await namesOf(connect().git, 'refs/heads/main')).toEqual(['refs/heads/main'])
  expect(await connect().git.list('refs/pull/7/head')).toEqual({
    known: true,
    value: new Map([['refs/pull/7/head', tip]]),
  })
  expect(await namesOf(connect().git, 'refs/heads/absent')).toEqual([])
})

test('passes the token to git in the environment, and in no argument', async () => {
  const { git, seen } = connect()
  await git.list('--tags')
  expect(JSON.stringify(seen.map(({ args }) => args))).not.toMatch(new RegExp(`${token}|${toBasic(token)}`))
  expect(Object.values(seen[0]?.env ?? {})).toContain(`AUTHORIZATION: ${login}`)
  expect(seen[0]?.env).toMatchObject({ GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '' })
})

test('keeps the git configuration of the environment', async () => {
  const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'http.userAgent', GIT_CONFIG_VALUE_0: 'mine' }
  const { git, seen } = connect({ env })
  expect(await namesOf(git, '--tags')).toHaveLength(2)
  // One setting of the environment, four that guard every child process, three for the login.
  expect(seen[0]?.env).toMatchObject({ GIT_CONFIG_COUNT: '8' })
  expect(seen[0]?.env).not.toHaveProperty('GIT_CONFIG_KEY_0')
})

describe('configured credentials', () => {
  const persisted = 'AUTHORIZATION: basic c29tZW9uZTplbHNl'

  test('in the checkout are not sent in addition to the token', async () => {
    checkout.git('config', `http.${server.url}/.extraheader`, persisted)
    const { git } = connect()
    expect(await namesOf(git, '--tags')).toHaveLength(2)
    expect(server.authorizations.filter((headers) => headers.length > 1)).toEqual([])
    checkout.git('config', '--unset', `http.${server.url}/.extraheader`)
  })

  test('of the machine and of the URL are not sent in addition to the token', async () => {
    const config = `[http]\n extraHeader = ${persisted}\n[http "${server.url}/acme/app"]\n extraHeader = ${persisted}\n`
    writeFileSync(join(folder.path, '.gitconfig'), config)
    expect(await namesOf(connect().git, '--tags')).toHaveLength(2)
    expect(server.authorizations.filter((headers) => headers.length > 1)).toEqual([])
    writeFileSync(join(folder.path, '.gitconfig'), '')
  })

  test('in the checkout are used without a token', async () => {
    checkout.git('config', `http.${server.url}/.extraheader`, `AUTHORIZATION: ${login}`)
    expect(await namesOf(connect({ token: '' }).git, '--tags')).toHaveLength(2)
    checkout.git('config', '--unset', `http.${server.url}/.extraheader`)
  })

  test('in the checkout are used if the token is rejected', async () => {
    checkout.git('config', `http.${server.url}/.extraheader`, `AUTHORIZATION: ${login}`)
    const { git, seen } = connect({ token: 'expired-token-of-before' })
    expect(await namesOf(git, '--tags')).toHaveLength(2)
    expect(seen).toHaveLength(2)
    checkout.git('config', '--unset', `http.${server.url}/.extraheader`)
  })
})

test('reports a rejected login without the token', async () => {
  const why = await namesOf(connect({ token: 'expired-token-of-before' }).git, '--tags')
  expect(why).toMatch(/^git ls-remote http:\S+\/acme\/app failed: /)
  expect(why).not.toContain('expired-token-of-before')
})

test('reports a repository that does not exist', async () => {
  expect(await namesOf(connect({ remote: `${server.url}/acme/none` }).git, '--tags')).toMatch(
    /failed: .*not found/,
  )
})

test('does not report the password in the address of a remote', async () => {
  const remote = 'http://mona:hunter2hunter2@127.0.0.1:1/acme/app'
  const why = await namesOf(connect({ remote, token: '' }).git, '--tags')
  expect(why).toMatch(/^git ls-remote http:\/\/127\.0\.0\.1:1\/acme\/app failed: /)
  expect(why).not.toContain('hunter2')
})

test('the token does not follow a redirect', async () => {
  const elsewhere = await startGitServer({ root })
  const moved = await startGitServer({
    root,
    intercept: (request, response) => {
      response.writeHead(301, { location: `${elsewhere.url}${request.url}` }).end()
      return true
    },
  })
  const answer = await connect({ remote: `${moved.url}/acme/app` }).git.list('--tags')
  await Promise.all([moved.stop(), elsewhere.stop()])
  expect(answer.known).toBe(false)
  expect(elsewhere.authorizations).toEqual([])
})

test('gives up on a silent server', async () => {
  const silent = await startGitServer({ root, intercept: () => true })
  const real = createExec({ PATH: process.env.PATH, HOME: folder.path })
  const exec: Exec = (command, args, options) =>
    real(command, args, { ...options, env: { ...options?.env, GIT_HTTP_LOW_SPEED_TIME: '1' } })
  const options = {
    remote: `${silent.url}/acme/app`,
    open: openAt(exec),
    token,
  }
  const answer = await createRemoteGit({ exec, env: {} }, options).list('--tags')
  await silent.stop()
  expect(answer).toMatchObject({ known: false, why: expect.stringMatching(/failed: .*too slow/) })
})

test('asks a remote of the checkout without the token', async () => {
  const { git, seen } = connect({ remote: 'origin' })
  expect(await namesOf(git, '--tags')).toHaveLength(2)
  expect(JSON.stringify(seen)).not.toContain(toBasic(token))
})

test('lists ten thousand git tags', async () => {
  const big = initRepository(join(root, 'acme/big'), '--bare')
  const id = big.feed('', 'commit-tree', '-m', 'root', big.feed('', 'mktree'))
  const names = Array.from({ length: 10_000 }, (_, index) => `refs/tags/v1.${index}.0`)
  // Packed refs, because creating them one by one takes seconds.
  const lines = names.toSorted().map((name) => `${id} ${name}\n`)
  writeFileSync(
    join(big.folder, 'packed-refs'),
    `# pack-refs with: peeled fully-peeled sorted \n${lines.join('')}`,
  )
  const found = await namesOf(connect({ remote: `${server.url}/acme/big` }).git, '--tags')
  expect(new Set(found)).toEqual(new Set(names))
})

test.each([
  ['a time-out', { code: 130, stdout: '', stderr: '' }, /no answer within 30 s$/],
  ['a missing git', { code: 127, stdout: '', stderr: 'git: not found' }, /^there is no git$/],
  [
    'the error of curl without its duration',
    {
      code: 128,
      stdout: '',
      stderr: "fatal: Failed to connect to h.test port 1 after 12 ms: Couldn't connect\n",
    },
    /failed: Failed to connect to h\.test port 1: Couldn't connect$/,
  ],
  ['the last line if none is fatal', { code: 1, stdout: '', stderr: 'warning: x\nodd\n' }, /failed: odd$/],
])('reports %s', async (_, result, expected) => {
  const exec: Exec = async () => result
  const options = { remote: 'https://github.com/acme/app', open: async () => undefined, token }
  expect(await namesOf(createRemoteGit({ exec, env: {} }, options), '--tags')).toMatch(expected)
})
