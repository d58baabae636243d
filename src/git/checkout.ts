import { join } from 'node:path'
import type { Files } from '../ports/ports.ts'
import { isoFromMillis } from '../ports/time.ts'
import { type FoundRepository, findRepository, readCommonDir } from './find-repository.ts'
import { type Git, type GitPorts, openRepository, withObjects } from './run-git.ts'

/** The state of a working copy. */
export interface Checkout {
  /** HEAD: 40 hex digits. */
  readonly revision: string
  /** HEAD's commit time; absent if the commit cannot be read. */
  readonly commitTime?: string
  /** The branch that is checked out; absent with a detached HEAD, as after actions/checkout of a tag. */
  readonly branch?: string
  readonly defaultBranch?: string
}

/**
 * Reads the innermost working copy around a folder; undefined without one, or if it has no commit. `workspace` and `folder`
 * are absolute. Git runs only with the configuration of the workspace's own repository: any other may be untrusted, and can
 * name commands (core.sshCommand, filters).
 */
export async function readCheckout(
  ports: GitPorts,
  workspace: string,
  folder: string,
): Promise<Checkout | undefined> {
  const { repository } = await findRepository(ports.files, workspace, folder)
  return readRepository(ports, repository)
}

/** As `readCheckout`, but only if the folder itself is the root of the working copy. */
export async function readCheckoutAt(
  ports: GitPorts,
  workspace: string,
  folder: string,
): Promise<Checkout | undefined> {
  const { repository } = await findRepository(ports.files, workspace, folder)
  if (repository.kind === 'none' || repository.folder !== (await ports.files.realPath(folder)))
    return undefined
  return readRepository(ports, repository)
}

async function readRepository(ports: GitPorts, repository: FoundRepository): Promise<Checkout | undefined> {
  if (repository.kind === 'foreign') return readForeign(ports, repository.gitDir)
  return repository.kind === 'workspace' ? readWithGit(openRepository(ports, repository)) : undefined
}

const readHead = ['log', '-1', '--no-show-signature', '--format=%H %ct %D', '--decorate=full']

const readDefaultBranch = ['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD']

/** Runs both commands at once, because each start of git takes milliseconds. */
async function readWithGit(git: Git): Promise<Checkout | undefined> {
  const [head, remote] = await Promise.all([git(readHead), git(readDefaultBranch)])
  const found = /^([0-9a-f]{40,64}) (\d+) (.*)$/m.exec(head.stdout)
  if (head.code !== 0 || !found) return undefined
  const [, revision = '', seconds = '', refs = ''] = found
  const branch = /HEAD -> refs\/heads\/(\S+?)(?:, |$)/.exec(refs)?.[1]
  const defaultBranch = /^refs\/remotes\/origin\/(.+)$/m.exec(remote.stdout)?.[1]
  return {
    revision,
    commitTime: isoFromSeconds(seconds),
    ...(branch === undefined ? {} : { branch }),
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
  }
}

/** Reads HEAD from files, and the commit's time from the objects, without the repository's configuration. */
async function readForeign(ports: GitPorts, gitDir: string): Promise<Checkout | undefined> {
  const head = await readForeignHead(ports.files, gitDir)
  if (head === undefined) return undefined
  const { objects, ...rest } = head
  const commitTime = await readCommitTime(ports, head)
  return { ...rest, ...(commitTime === undefined ? {} : { commitTime }) }
}

async function readCommitTime(ports: GitPorts, head: ForeignHead): Promise<string | undefined> {
  const read = (git: Git) => git(['cat-file', 'commit', head.revision])
  const { code, stdout } = await withObjects(ports, head, read)
  const seconds = /^committer .*> (\d+) [+-]\d{4}$/m.exec(stdout)?.[1]
  return code !== 0 || seconds === undefined ? undefined : isoFromSeconds(seconds)
}

const isoFromSeconds = (seconds: string): string => isoFromMillis(Number(seconds) * 1000)

/** HEAD of a repository, from its files. */
export interface ForeignHead {
  /** 40 or 64 hex digits. */
  readonly revision: string
  readonly branch?: string
  readonly defaultBranch?: string
  /** The folder of its objects, absolute. */
  readonly objects: string
}

/**
 * Reads HEAD from files ("gitrepository-layout"), without git; undefined if it names no commit. Refs in other formats than
 * files (reftable) are not found.
 */
async function readForeignHead(files: Files, gitDir: string): Promise<ForeignHead | undefined> {
  const common = await readCommonDir(files, gitDir)
  const head = await files.read(join(gitDir, 'HEAD'))
  const ref = pointedTo(head)
  const revision = ref === undefined ? idIn(head) : await readRef(files, common, ref)
  if (revision === undefined) return undefined
  const branch = /^refs\/heads\/(.+)$/.exec(ref ?? '')?.[1]
  const origin = pointedTo(await files.read(join(common, 'refs/remotes/origin/HEAD')))
  const defaultBranch = /^refs\/remotes\/origin\/(.+)$/.exec(origin ?? '')?.[1]
  return {
    revision,
    objects: join(common, 'objects'),
    ...(branch === undefined ? {} : { branch }),
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
  }
}

/** A loose ref takes precedence over a packed one. */
async function readRef(files: Files, common: string, ref: string): Promise<string | undefined> {
  const loose = idIn(await files.read(join(common, ref)))
  if (loose !== undefined) return loose
  const packed = (await files.read(join(common, 'packed-refs'))) ?? ''
  const line = packed.split('\n').find((each) => each.endsWith(` ${ref}`))
  return idIn(line?.slice(0, -ref.length - 1))
}

/** The target of a symbolic ref. Git forbids `..` in it (git-check-ref-format). */
const pointedTo = (text: string | undefined): string | undefined => {
  const name = /^ref:\s*(refs\/\S+)\s*$/.exec(text ?? '')?.[1]
  return name?.includes('..') ? undefined : name
}

const idIn = (text: string | undefined): string | undefined =>
  /^([0-9a-f]{40}(?:[0-9a-f]{24})?)\s*$/.exec(text ?? '')?.[1]
