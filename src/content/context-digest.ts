import { createHash } from 'node:crypto'
import { stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { createPool } from '../pool.ts'
import type { Files } from '../ports/ports.ts'
import { readDockerignore } from './build-files.ts'
import type { Dockerignore, IgnoreMatch } from './dockerignore.ts'

/** A value that was read, or the reason why it could not be. */
export interface Attempt<T> {
  readonly found: T | undefined
  readonly doubts: readonly string[]
}

/**
 * Digests a local context's folder. `what` names it in a doubt. `dockerfile` is the path whose own `.dockerignore` comes first,
 * undefined for a named context.
 */
export type DigestFolder = (
  what: string,
  folder: string,
  dockerfile: string | undefined,
) => Promise<Attempt<string>>

export function createFolderDigests(files: Files, digestFile = createFileDigests(files)): DigestFolder {
  return (what, folder, dockerfile) =>
    attempt(what, async () => {
      const ignore = await readDockerignore(files, folder, dockerfile)
      return ignore && (await digestTree(files, folder, ignore, digestFile))
    })
}

/** Turns a value that does not exist, cannot be opened or cannot be understood into a doubt. */
export async function attempt<T>(what: string, read: () => Promise<T | undefined>): Promise<Attempt<T>> {
  try {
    const found = await read()
    return { found, doubts: found === undefined ? [`${what} could not be read`] : [] }
  } catch (error) {
    const isClosed =
      error instanceof TagboatError && error.problems.every(({ code }) => code === 'path-not-readable')
    const code = isClosed ? 'permission denied' : stringAt(error, 'code')
    if (code === undefined) throw error
    return { found: undefined, doubts: [`${what} could not be read (${code})`] }
  }
}

/** One entry of a context, as COPY would copy it. */
export interface TreeEntry {
  /** From the context's root, with `/` between names. */
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link'
}

/**
 * Lists the entries of a local context that a build can see, sorted by path. An ignored folder is listed if something below it is not
 * ignored. Sockets, devices and pipes are left out. So is `.git` at the root: every commit changes it, so that no two commits would have
 * the same content.
 */
export async function listTree(files: Files, root: string, ignore: Dockerignore): Promise<TreeEntry[]> {
  const found: TreeEntry[] = []
  await walk('', undefined)
  return found.sort((one, other) => (one.path < other.path ? -1 : 1))

  async function walk(prefix: string, parent: IgnoreMatch | undefined): Promise<void> {
    for (const { name, kind } of await files.entries(`${root}/${prefix}`)) {
      const path = prefix + name
      if (path === '.git' || kind === 'other') continue
      const match = ignore.match(path, parent)
      const before = found.length
      if (kind === 'folder' && !(match.isIgnored && !ignore.mayReinclude(path))) await walk(`${path}/`, match)
      if (!match.isIgnored || found.length > before) found.push({ path, kind })
    }
  }
}

/**
 * Digests (64 hex) a context: the paths, the bytes and executable bits of files, and the targets of links. Times, owners and other
 * permissions do not count, because they differ between two checkouts of the same commit.
 */
export async function digestTree(
  files: Files,
  root: string,
  ignore: Dockerignore,
  digestFile: DigestFile,
): Promise<string> {
  const entries = await listTree(files, root, ignore)
  const facts = await Promise.all(entries.map((entry) => readFacts(entry)))
  const hash = createHash('sha256')
  for (const fact of facts) hash.update(`${JSON.stringify(fact)}\n`)
  return hash.digest('hex')

  async function readFacts({ path, kind }: TreeEntry): Promise<readonly string[]> {
    const absolute = `${root}/${path}`
    if (kind === 'folder') return [kind, path]
    return [kind, path, kind === 'link' ? await files.readLink(absolute) : await digestFile(absolute)]
  }
}

/** Digests a file's bytes and whether its owner may execute it, as one text. */
export type DigestFile = (path: string) => Promise<string>

/** How many files are open at the same time. */
const maxOpenFiles = 16

/** Reads each file once, even if several targets share it. */
export function createFileDigests(files: Files): DigestFile {
  const known = new Map<string, Promise<string>>()
  const pool = createPool(maxOpenFiles)
  return (path) => {
    const found = known.get(path) ?? pool(() => digest(files, path))
    known.set(path, found)
    return found
  }
}

async function digest(files: Files, path: string): Promise<string> {
  const { sha256, isExecutable } = await files.hash(path)
  return `${isExecutable ? 'x' : '-'}${sha256}`
}
