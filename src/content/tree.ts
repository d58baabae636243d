import { createHash } from 'node:crypto'
import type { Files } from '../ports/ports.ts'
import type { DigestFile } from './file-digests.ts'
import type { Ignore, Look } from './ignore.ts'

/** One thing of a context, as COPY would bring it. */
export interface TreeEntry {
  /** From the context's root, with `/` between names. */
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link'
}

/**
 * What a build gets to see of a local context, in the order of their paths. A folder that is ignored is there where
 * something below it is not. Sockets, devices and pipes are left out. So is `.git` at the root, which every commit changes:
 * a build that reads it cannot tell by its content whether it has changed.
 */
export async function listTree(files: Files, root: string, ignore: Ignore): Promise<TreeEntry[]> {
  const found: TreeEntry[] = []
  await walk('', undefined)
  return found.sort((one, other) => (one.path < other.path ? -1 : 1))

  async function walk(prefix: string, parent: Look | undefined): Promise<void> {
    for (const { name, kind } of await files.entries(`${root}/${prefix}`)) {
      const path = prefix + name
      if (path === '.git' || kind === 'other') continue
      const look = ignore.look(path, parent)
      const before = found.length
      if (kind === 'folder' && !(look.isIgnored && !ignore.mayHold(path))) await walk(`${path}/`, look)
      if (!look.isIgnored || found.length > before) found.push({ path, kind })
    }
  }
}

/**
 * A digest (64 hex) over the paths, the bytes, the owner's right to run and the links' texts of a context. Times, owners
 * and the other permissions do not count: they differ between two checkouts of one commit.
 */
export async function digestTree(
  files: Files,
  root: string,
  ignore: Ignore,
  digestFile: DigestFile,
): Promise<string> {
  const entries = await listTree(files, root, ignore)
  const facts = await Promise.all(entries.map((entry) => readFacts(entry)))
  const hash = createHash('sha256')
  for (const fact of facts) hash.update(`${JSON.stringify(fact)}\n`)
  return hash.digest('hex')

  async function readFacts({ path, kind }: TreeEntry): Promise<readonly string[]> {
    const place = `${root}/${path}`
    if (kind === 'folder') return [kind, path]
    return [kind, path, kind === 'link' ? await files.readLink(place) : await digestFile(place)]
  }
}
