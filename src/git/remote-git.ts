import type { SourceAnswer } from '../model/source-repository.ts'
import { childEnvironment } from '../ports/child-environment.ts'
import type { Env, Exec, ExecResult } from '../ports/ports.ts'
import { known, unknown } from './answer.ts'
import { authorize, type Git, gitTimeout, openPlainGit } from './run-git.ts'

export interface RemoteGit {
  /** The object id of each ref, by full name. `patterns` are full ref names, or `--tags` or `--heads` for all. */
  list(...patterns: readonly string[]): Promise<SourceAnswer<ReadonlyMap<string, string>>>
}

export interface RemoteGitOptions {
  /** `https://github.com/acme/app`, or the name of a remote of the workspace. */
  readonly remote: string
  /** Empty for none. */
  readonly token: string
  /** The token's user name; by default GitHub's. */
  readonly user?: string
  /** Returns git in the workspace's own repository; undefined without one. */
  readonly open: () => Promise<Git | undefined>
}

/**
 * Git gives up a connection after 20 s without data (git-config, http.lowSpeedTime). The time-out of the command is not
 * enough: it ends git, but not the helper that holds the connection.
 */
const lowSpeed: Env = { GIT_HTTP_LOW_SPEED_LIMIT: '1', GIT_HTTP_LOW_SPEED_TIME: '20' }

/**
 * The remote repository through `git ls-remote`. With a token git runs outside every repository, since the checkout's
 * own credentials would conflict with it. Where the token is refused, or there is none, git uses the checkout's.
 */
export function createRemoteGit(
  ports: { readonly exec: Exec; readonly env: Env },
  { remote, token, user, open }: RemoteGitOptions,
): RemoteGit {
  const run = (git: Git, login: Env, patterns: readonly string[]) => {
    const flags = patterns.filter((pattern) => pattern.startsWith('--'))
    const names = patterns.filter((pattern) => !pattern.startsWith('--'))
    const args = ['ls-remote', '--quiet', '--refs', ...flags, '--', remote, ...names]
    return git(args, { ...lowSpeed, ...login })
  }
  const plain = openPlainGit(ports)
  const askCheckout = async (patterns: readonly string[]) => {
    const git = (await open()) ?? plain
    const isName = !/^[a-z+]+:\/\//.test(remote)
    // Git would treat an unknown remote as a folder, and the tree may have one of that name.
    if (isName && (await git(['remote', 'get-url', '--', remote])).code !== 0)
      return unknown(`the checkout has no remote ${remote}`)
    return read(await run(git, {}, patterns), remote, patterns)
  }
  return {
    async list(...patterns) {
      if (token === '' || !/^https?:/.test(remote)) return askCheckout(patterns)
      const login = authorize(childEnvironment(ports.env), remote, token, user)
      const done = await run(plain, login, patterns)
      const answer = read(done, remote, patterns)
      if (answer.known || !isRefusal(done)) return answer
      const again = await askCheckout(patterns)
      return again.known ? again : answer
    },
  }
}

/** Whether the login was refused, so that another one may work; any other failure would repeat. */
function isRefusal({ stderr }: ExecResult): boolean {
  return /authentication failed|could not read username|returned error: 40[0134]|not found/i.test(stderr)
}

function read(
  done: ExecResult,
  remote: string,
  patterns: readonly string[],
): SourceAnswer<ReadonlyMap<string, string>> {
  if (done.code !== 0) return unknown(explain(done, remote))
  const names = patterns.filter((pattern) => !pattern.startsWith('--'))
  const refs = new Map<string, string>()
  for (const [, id = '', name = ''] of done.stdout.matchAll(/^([0-9a-f]{40,64})\t(refs\/.+)$/gm)) {
    // A pattern also matches the end of a longer name: refs/remotes/x/refs/heads/main.
    if (names.length === 0 || names.includes(name)) refs.set(name, id)
  }
  return known(refs)
}

function explain({ code, stderr }: ExecResult, remote: string): string {
  if (code === 127) return 'there is no git'
  const name = withoutLogin(remote)
  const said = /^(?:fatal|error|remote): *(.+)$/m.exec(stderr)?.[1] ?? stderr.trim().split('\n').at(-1)
  if (code === 130 || !said) return `git ls-remote ${name} gave no answer within ${gitTimeout / 1000} s`
  // Drops curl's duration, which differs each time: a warning is printed once for each text.
  const text = withoutLogin(said).replace(/ after \d+ ms(?=:)/, '')
  return `git ls-remote ${name} failed: ${text}`
}

/** Removes a URL's user and password, which may come from the machine's `insteadOf`. */
const withoutLogin = (text: string): string => text.replace(/:\/\/[^/\s@]+@/g, '://')
