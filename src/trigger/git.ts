import type { Exec } from '../ports/ports.ts'
import { isoFromMillis } from '../ports/time.ts'

/** What a working copy tells about itself. */
export interface Checkout {
  /** HEAD: 40 hex digits. */
  readonly revision: string
  /** HEAD's commit time. */
  readonly commitTime: string
  /** The branch that is checked out; absent with a detached HEAD, which is what actions/checkout leaves for tags. */
  readonly branch?: string
  readonly defaultBranch?: string
}

const readHead = ['log', '-1', '--no-show-signature', '--format=%H %ct %D', '--decorate=full']

/** Reads the working copy around a folder; undefined where there is none, or git is missing. */
export async function readCheckout(exec: Exec, folder: string): Promise<Checkout | undefined> {
  const { git, head } = await openRepository(exec, folder)
  const found = /^([0-9a-f]{40,64}) (\d+) (.*)$/m.exec(head.stdout)
  if (head.code !== 0 || !found) return undefined
  const [, revision = '', seconds = '', refs = ''] = found
  const branch = /HEAD -> refs\/heads\/(\S+?)(?:, |$)/.exec(refs)?.[1]
  const remote = await git(['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD'])
  const defaultBranch = /^refs\/remotes\/origin\/(.+)$/m.exec(remote.stdout)?.[1]
  return {
    revision,
    commitTime: isoFromMillis(Number(seconds) * 1000),
    ...(branch === undefined ? {} : { branch }),
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
  }
}

/**
 * Job containers own the workspace as another user, which git refuses. We only read, so every folder counts as
 * safe; git before 2.38 takes that from no command line (git-config, safe.directory), but asks about no folder
 * that is named with --git-dir.
 */
async function openRepository(exec: Exec, folder: string) {
  const start = (where: readonly string[]) => (args: readonly string[]) =>
    exec('git', ['-c', 'safe.directory=*', ...where, ...args], { timeout: 30_000, env: { LC_ALL: 'C' } })
  const git = start(['-C', folder])
  const head = await git(readHead)
  const refused = /(?:dubious ownership in repository at|unsafe repository \()\s*'(.+?)'/.exec(
    head.stderr,
  )?.[1]
  if (head.code === 0 || refused === undefined) return { git, head }
  const named = start([`--git-dir=${refused.replace(/\/\.git$/, '')}/.git`])
  return { git: named, head: await named(readHead) }
}
