import { dirname, join, resolve } from 'node:path'
import { readDockerignore } from '../content/build-files.ts'
import { type Dockerignore, type IgnoreMatch, parseDockerignore } from '../content/dockerignore.ts'
import type { Files } from '../ports/ports.ts'

/**
 * The innermost git checkout around a path, found by its `.git`, which no commit can contain; undefined without one. The
 * search ends at the workspace. A submodule belongs to the checkout that has its repository, whose commit pins it.
 */
export async function findCheckout(
  files: Files,
  path: string,
  workspace: string,
): Promise<string | undefined> {
  for (let at = path; ; at = dirname(at)) {
    if (await isCheckout(files, at)) return at
    if (at === workspace || at === dirname(at)) return undefined
  }
}

async function isCheckout(files: Files, folder: string): Promise<boolean> {
  const marker = join(folder, '.git')
  if (await files.isDirectory(marker)) return true
  if ((await files.size(marker)) === undefined) return false
  return !(await isSubmodule(files, folder))
}

/** `gitdir: ../.git/modules/NAME`, in a checkout around the folder (gitrepository-layout, "modules"). */
async function isSubmodule(files: Files, folder: string): Promise<boolean> {
  const text = await files.read(join(folder, '.git'))
  const named = /^gitdir: (.+)$/m.exec(text ?? '')?.[1]
  if (named === undefined) return false
  const repository = resolve(folder, named.trim())
  const [outer = ''] = repository.split('/.git/modules/')
  return outer !== repository && folder.startsWith(`${outer}/`) && (await files.isDirectory(repository))
}

/** The checkouts below a folder that a build of that folder can see. Like a build, it does not follow links. */
export async function findNested(
  files: Files,
  folder: string,
  ignored: { readonly dockerfile: string | undefined } | undefined,
): Promise<readonly string[]> {
  const ignore = (ignored && (await readDockerignore(files, folder, ignored.dockerfile))) ?? nothing
  const found: string[] = []
  await walk('', undefined)
  return found.sort()

  async function walk(prefix: string, parent: IgnoreMatch | undefined): Promise<void> {
    // buildx cannot send a folder that this process cannot read.
    const entries = await files.entries(join(folder, prefix)).catch(() => [])
    const below = entries.filter(({ name, kind }) => kind === 'folder' && name !== '.git')
    const isMarked = prefix !== '' && entries.some(({ name }) => name === '.git')
    if (isMarked && !(await isSubmodule(files, join(folder, prefix)).catch(() => false))) {
      found.push(join(folder, prefix))
    }
    const seen = below.map((entry) => {
      const path = prefix + entry.name
      const look = ignore.match(path, parent)
      return look.isIgnored && !ignore.mayReinclude(path) ? undefined : walk(`${path}/`, look)
    })
    await Promise.all(seen)
  }
}

const nothing: Dockerignore = parseDockerignore('') ?? {
  match: () => ({ isIgnored: false, matched: [] }),
  mayReinclude: () => false,
}

/** Whether a checkout's configuration holds a login, as actions/checkout before v6 leaves its token there. */
export async function holdsLogin(files: Files, checkout: string): Promise<boolean> {
  const text = (await files.read(join(checkout, '.git', 'config'))) ?? ''
  return /^\s*extraheader\s*=\s*"?authorization:|https?:\/\/[^/\s"@]+@/im.test(text)
}
