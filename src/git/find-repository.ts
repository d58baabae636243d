import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { isWithin } from '../is-within.ts'
import type { Files } from '../ports/ports.ts'

/** The git repository around a folder. */
export type FoundRepository =
  /** The workspace's own. The runner and the workflow wrote its configuration, so git may run with it. */
  | { readonly kind: 'workspace'; readonly gitDir: string; readonly folder: string }
  /**
   * Below the workspace root, or outside of it. Its configuration may be untrusted (another workflow's artifact, a pull
   * request's checkout), so it is read as files, and git never runs with it.
   */
  | { readonly kind: 'foreign'; readonly gitDir: string; readonly folder: string }
  | { readonly kind: 'none' }

/** The repository of a folder, and whether git would find the same one. */
export interface Surroundings {
  readonly repository: FoundRepository
  /** Git, started in the folder, would find the workspace's own repository and no other before it. */
  readonly isSafeForGit: boolean
}

/**
 * Finds the repository of a folder as git does, upwards from the folder, but without running git. `workspace` and `folder`
 * are absolute. A folder outside the workspace belongs to the repository around it there.
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

/** Whether a repository is the root's own `.git`, or a worktree's outside of it, and its configuration includes no file of the tree. */
async function isTrusted(files: Files, root: string, gitDir: string): Promise<boolean> {
  const real = (await files.realPath(gitDir)) ?? gitDir
  const isOwn = real === join(root, '.git')
  if (!isOwn && isWithin(root, real)) return false
  return !(await includesTree(files, root, real))
}

/** The maximum number of included files; no real configuration has as many. */
const longest = 50

/**
 * Whether a repository's configuration includes a file of the tree (git-config, "Includes"): the author of the tree would
 * then control the configuration. Conditions of `includeIf` count as met. Files outside the tree are trusted:
 * actions/checkout keeps its credentials in one. `root` and `gitDir` have no links.
 */
export async function includesTree(
  files: Files,
  root: string,
  gitDir: string,
  home = homedir(),
): Promise<boolean> {
  const common = await readCommonDir(files, gitDir)
  const left = [join(common, 'config'), join(gitDir, 'config.worktree')]
  const seen = new Set<string>()
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    const real = await files.realPath(path)
    if (real === undefined || seen.has(real)) continue
    if (isWithin(root, real) && !isWithin(gitDir, real) && !isWithin(common, real)) return true
    if (seen.size === longest) return true
    seen.add(real)
    const folder = dirname(path)
    left.push(
      ...readIncludes((await files.read(real)) ?? '').map((each) =>
        resolve(folder, each.replace(/^~(?=\/)/, home)),
      ),
    )
  }
  return false
}

/** The folder of the shared configuration and refs: a worktree uses that of its main repository. */
export async function readCommonDir(files: Files, gitDir: string): Promise<string> {
  const text = (await files.read(join(gitDir, 'commondir')))?.trim()
  return text ? resolve(gitDir, text) : gitDir
}

/** The values of `path` in sections `include` and `includeIf`; names are case-insensitive. */
function readIncludes(config: string): readonly string[] {
  const paths: string[] = []
  let isInclude = false
  for (const line of config.replace(/\\\r?\n/g, '').split(/\r?\n/)) {
    const [, section, rest = line] = /^\s*\[([^\]"\s]*)(?:\s*"(?:[^"\\]|\\.)*")?\s*\](.*)$/.exec(line) ?? []
    if (section !== undefined) isInclude = /^include(if)?(\.|$)/i.test(section)
    const value = isInclude ? /^\s*path\s*=\s*(.*)$/i.exec(rest)?.[1] : undefined
    if (value !== undefined) paths.push(readValue(value))
  }
  return paths
}

/** Removes quotation marks, escapes and comments. */
function readValue(text: string): string {
  const parts = text.match(/"(?:[^"\\]|\\.)*"|\\.|[^\s#;"\\]+|\s+|[#;].*$/g) ?? []
  return parts
    .filter((part) => !/^[#;]/.test(part))
    .map((part) => part.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/g, '$1'))
    .join('')
    .trim()
}
