import type { Env, Exec, ExecResult } from '../ports/ports.ts'
import { known, unknown } from './answer.ts'
import { authorize, unattended } from './git-environment.ts'
import type { Answer } from './source-repository.ts'

export interface RemoteGit {
  /** The object that each ref is at, by full name. `patterns` are full ref names, or `--tags` or `--heads` for all. */
  list(...patterns: readonly string[]): Promise<Answer<ReadonlyMap<string, string>>>
}

export interface RemoteGitOptions {
  /** `https://github.com/acme/app`, or the name of a remote of the workspace. */
  readonly remote: string
  readonly workspace: string
  /** A folder outside of the checkout. */
  readonly neutral: string
  /** Empty: none. */
  readonly token: string
}

/** Milliseconds; 10,000 tags take less than one second. */
const patience = 30_000

/**
 * Git gives up a connection over which nothing has come for 20 s (git-config, http.lowSpeedTime). The time-out of
 * the command alone is not enough: it ends git, but not the helper that holds the connection.
 */
const lowSpeed: Env = { GIT_HTTP_LOW_SPEED_LIMIT: '1', GIT_HTTP_LOW_SPEED_TIME: '20' }

/**
 * The remote repository through `git ls-remote`. With a token it runs outside the checkout, whose own credentials
 * would come between; where that one is not let in, or there is none, git goes in the way the checkout does.
 */
export function createRemoteGit(
  { exec, env }: { readonly exec: Exec; readonly env: Env },
  options: RemoteGitOptions,
): RemoteGit {
  const { remote, workspace, neutral, token } = options
  const run = (folder: string, login: Env, patterns: readonly string[]) => {
    const args = ['-c', 'safe.directory=*', '-C', folder, 'ls-remote', '--quiet', '--refs']
    const flags = patterns.filter((pattern) => pattern.startsWith('--'))
    const names = patterns.filter((pattern) => !pattern.startsWith('--'))
    return exec('git', [...args, ...flags, '--', remote, ...names], {
      env: { ...unattended, ...lowSpeed, LC_ALL: 'C', ...login },
      timeout: patience,
    })
  }
  return {
    async list(...patterns) {
      if (token === '' || !/^https?:/.test(remote))
        return read(await run(workspace, {}, patterns), remote, patterns)
      const done = await run(neutral, authorize(env, remote, token), patterns)
      const answer = read(done, remote, patterns)
      if (answer.known || !isRefusal(done)) return answer
      const again = read(await run(workspace, {}, patterns), remote, patterns)
      return again.known ? again : answer
    },
  }
}

/** The login is the trouble, and another one may do; anything else would only fail again. */
function isRefusal({ stderr }: ExecResult): boolean {
  return /authentication failed|could not read username|returned error: 40[0134]|not found/i.test(stderr)
}

function read(
  done: ExecResult,
  remote: string,
  patterns: readonly string[],
): Answer<ReadonlyMap<string, string>> {
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
  if (code === 130 || !said) return `git ls-remote ${name} gave no answer within ${patience / 1000} s`
  return `git ls-remote ${name} failed: ${withoutLogin(said)}`
}

/** Without a URL's user and password, which may come from the machine's `insteadOf`. */
const withoutLogin = (text: string): string => text.replace(/:\/\/[^/\s@]+@/g, '://')
