import { dirname, join, resolve } from 'node:path'
import { isWithin } from '../paths.ts'
import type { Files } from '../ports/ports.ts'
import { includesTree } from './config-includes.ts'

/** The git repository around a folder. */
export type FoundRepository =
  /** The workspace's own. Its configuration is the runner's and the workflow's: git may run with it. */
  | { readonly kind: 'workspace'; readonly gitDir: string; readonly folder: string }
  /**
   * Below the workspace root, or outside of it. The configuration may come from a stranger (another workflow's
   * artifact, a pull request's checkout): it is read as files, and git never runs with it.
   */
  | { readonly kind: 'foreign'; readonly gitDir: string; readonly folder: string }
  | { readonly kind: 'none' }

/** What lies between a folder and the root of its repository. */
export interface Surroundings {
  readonly repository: FoundRepository
  /** Git that starts in the folder finds the workspace's own repository, and nothing else on the way to it. */
  readonly isSafeForGit: boolean
}

/**
 * Looks for the repository of a folder as git does, upwards from it, but without git. `workspace` and `folder` are
 * absolute. A folder outside the workspace belongs to whatever repository is around it there.
 */
export async function findRepository(files: Files, workspace: string, folder: string): Promise<Surroundings> {
  const [root = workspace, start] = await Promise.all([files.realPath(workspace), files.realPath(folder)])
  let mayBeBare = false
  for (const each of start === undefined ? [] : foldersUpTo(root, start)) {
    const names = (await files.list(each)).map((name) => name.toLowerCase())
    const gitDir = names.includes('.git') ? await readGitDir(files, each) : undefined
    if (gitDir !== undefined) {
      const isOwn = each === root && (await isTrusted(files, root, gitDir))
      const kind = isOwn ? 'workspace' : 'foreign'
      return { repository: { kind, gitDir, folder: each }, isSafeForGit: isOwn && !mayBeBare }
    }
    // A tree can bring a bare repository: plain files, which git takes for one where it finds HEAD among them.
    mayBeBare ||= names.includes('head') || names.includes('.git')
  }
  return { repository: { kind: 'none' }, isSafeForGit: false }
}

/** The folders from `start` up to the workspace; outside of it up to the file system's root. */
function foldersUpTo(root: string, start: string): readonly string[] {
  const folders = [start]
  for (let at = start; at !== root && dirname(at) !== at; at = dirname(at)) folders.push(dirname(at))
  return folders
}

/** A repository's folder: `.git`, or what a file of that name points to ("gitrepository-layout"); with HEAD in it. */
async function readGitDir(files: Files, folder: string): Promise<string | undefined> {
  const path = join(folder, '.git')
  const isFolder = await files.isDirectory(path)
  const pointer = isFolder ? undefined : /^gitdir: (.+?)\n*$/.exec((await files.read(path)) ?? '')?.[1]
  const gitDir = isFolder ? path : pointer === undefined ? undefined : resolve(folder, pointer)
  if (gitDir === undefined || !(await files.list(gitDir)).includes('HEAD')) return undefined
  return gitDir
}

/** The root's own `.git`, or a worktree's outside; not one that leads into the tree, nor a configuration that does. */
async function isTrusted(files: Files, root: string, gitDir: string): Promise<boolean> {
  const real = (await files.realPath(gitDir)) ?? gitDir
  const isOwn = real === join(root, '.git')
  if (!isOwn && isWithin(root, real)) return false
  return !(await includesTree(files, root, real))
}
