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

/**
 * Reads the working copy around a folder; undefined where there is none, or git is missing. Job containers own
 * the workspace as another user, which git refuses; we only read, so every folder counts as safe.
 */
export async function readCheckout(exec: Exec, folder: string): Promise<Checkout | undefined> {
  const git = (...args: string[]) =>
    exec('git', ['-c', 'safe.directory=*', '-C', folder, ...args], { timeout: 30_000 })
  const head = await git('log', '-1', '--no-show-signature', '--format=%H %ct %D', '--decorate=full')
  const found = /^([0-9a-f]{40,64}) (\d+) (.*)$/m.exec(head.stdout)
  if (head.code !== 0 || !found) return undefined
  const [, revision = '', seconds = '', refs = ''] = found
  const branch = /HEAD -> refs\/heads\/([^,]+)/.exec(refs)?.[1]
  const remote = await git('symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD')
  const defaultBranch = /^refs\/remotes\/origin\/(.+)$/m.exec(remote.stdout)?.[1]
  return {
    revision,
    commitTime: isoFromMillis(Number(seconds) * 1000),
    ...(branch === undefined ? {} : { branch }),
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
  }
}
