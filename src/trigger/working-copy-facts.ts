import { type Checkout, readCheckout } from '../git/checkout.ts'
import { type Git, type GitPorts, openWorkspaceGit } from '../git/run-git.ts'
import { findUncommitted } from '../git/uncommitted.ts'
import type { HeadRefs } from './choose-ref.ts'
import { parseRemoteUrl, type RemoteRepository } from './remote-url.ts'
import type { UserSettings } from './user-name.ts'

/** What git says about a working copy. */
export interface WorkingCopyFacts {
  readonly head: Checkout
  readonly refs: HeadRefs
  /** The remote that the repository is known by; absent without a remote. */
  readonly remote?: {
    readonly name: string
    /** Absent for a local path. */
    readonly repository?: RemoteRepository
  }
  readonly user: UserSettings
  /** Changes that no commit has; false if git may not run here. */
  readonly hasChanges: boolean
  /** Asks git for the commits of full ref names; a ref that does not exist is missing in the answer. */
  readonly findRefs: (patterns: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/**
 * Asks git about a working copy; undefined without a commit. If the repository's configuration is not trusted (it includes a
 * file of the tree), only HEAD is known, without remotes and user.
 */
export async function readWorkingCopyFacts(
  ports: GitPorts,
  workspace: string,
): Promise<WorkingCopyFacts | undefined> {
  const [git, head] = await Promise.all([
    openWorkspaceGit(ports, workspace),
    readCheckout(ports, workspace, workspace),
  ])
  if (head === undefined) return undefined
  const ask = asking(git)
  const [tags, config, changes] = await Promise.all([
    ask('for-each-ref', '--points-at=HEAD', '--format=%(refname:lstrip=2)', 'refs/tags/'),
    ask(
      'config',
      '-z',
      '--get-regexp',
      '^(remote\\..*\\.url|branch\\..*\\.remote|user\\.(name|email)|github\\.user)$',
    ),
    git && findUncommitted(git),
  ])
  const settings = readSettings(config)
  const remote = chooseRemote(settings, head.branch)
  const url = remote === undefined ? '' : await ask('remote', 'get-url', '--', remote)
  const repository = parseRemoteUrl(url.trim())
  return {
    head,
    refs: { ...(head.branch !== undefined && { branch: head.branch }), tags: linesOf(tags) },
    ...(remote !== undefined && { remote: { name: remote, ...(repository && { repository }) } }),
    user: readUser(settings),
    hasChanges: changes !== undefined,
    findRefs: async (patterns) => readRefs(await ask('for-each-ref', refFormat, ...patterns)),
  }
}

/** Git's output; empty if it fails. */
const asking =
  (git: Git | undefined) =>
  async (...args: readonly string[]): Promise<string> => {
    const done = await git?.(args)
    return done?.code === 0 ? done.stdout : ''
  }

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')

/** The commit that an annotated tag names comes after that of the tag object. */
const refFormat = '--format=%(refname) %(objectname) %(*objectname)'

const readRefs = (text: string): ReadonlyMap<string, string> =>
  new Map(
    linesOf(text).map((line) => {
      const [name = '', id = '', peeled = ''] = line.split(' ')
      return [name, peeled || id]
    }),
  )

/** The values of each key, in the order in which git reads them: the last one counts. */
function readSettings(text: string): ReadonlyMap<string, string> {
  const entries = text.split('\0').filter((entry) => entry !== '')
  return new Map(entries.map((entry) => [entry.replace(/\n.*$/s, ''), entry.replace(/^[^\n]*\n?/, '')]))
}

/** `origin`; without it the remote of the branch; without that the only remote. */
function chooseRemote(settings: ReadonlyMap<string, string>, branch: string | undefined): string | undefined {
  const names = [...settings.keys()].flatMap((key) => /^remote\.(.+)\.url$/s.exec(key)?.[1] ?? [])
  if (names.includes('origin')) return 'origin'
  const own = settings.get(`branch.${branch}.remote`)
  if (own !== undefined && names.includes(own)) return own
  return names.length === 1 ? names[0] : undefined
}

const readUser = (settings: ReadonlyMap<string, string>): UserSettings => {
  const [login, name, email] = ['github.user', 'user.name', 'user.email'].map((key) => settings.get(key))
  return {
    ...(login !== undefined && { login }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
  }
}
