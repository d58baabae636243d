import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { isWithin } from '../is-within.ts'
import type { Files } from '../ports/ports.ts'

/** Who named a path: the workflow in an input, or the checkout, which a pull request can change. */
export type Author = 'workflow' | 'checkout'

/** Why a path must not be used: it leads out of the workspace, or it is a pipe, device or socket, which may block. */
export type Violation = 'outside' | 'special'

/** How a path is used. Input `allow` grants reading with `fs.read=`, writing with `fs.write=`, and both with `fs=`. */
export type PathAccess = 'read' | 'write'

/** Decides which paths buildx may read and write in this run. */
export interface PathPolicy {
  /** Checks a path, relative to the workspace or absolute. Undefined if it may be used, or does not exist inside the workspace. */
  check(path: string, author: Author, access?: PathAccess): Promise<Violation | undefined>
  /** The absolute paths to which a write to `path` may lead, one for each reading of its `..`. Links with missing targets are followed. */
  resolveWrites(path: string): Promise<readonly string[]>
}

/**
 * Allows the workspace, and the paths that `allow` names with `fs.read=`, `fs.write=` or `fs=`. The workflow may also name any path
 * outside, but not through a link inside the workspace, because links belong to the checkout. Between this check and buildx's access
 * only a program on the runner can change a link, and not a pull request.
 */
export function createPathPolicy(files: Files, workspace: string, allow: readonly string[]): PathPolicy {
  const follows = { read: createFollow(files, false), write: createFollow(files, true) }
  const roots = {
    read: findRoots(follows.read, workspace, allow, /^fs(?:\.read)?=(.+)$/),
    write: findRoots(follows.write, workspace, allow, /^fs(?:\.write)?=(.+)$/),
  }
  return {
    async check(path, author, access = 'read') {
      if (path === '/dev/null') return undefined
      const { workspaces, allowed, allowsAny } = await roots[access]
      const spellings = spell(workspace, path)
      const isInside = spellings.every((each) => workspaces.some((root) => isWithin(root, each)))
      if (!isInside && author === 'workflow') return undefined
      const resolved = await Promise.all(spellings.map(follows[access]))
      const isOut = (target: Resolved) =>
        target === undefined ? !isInside : !allowed.some((root) => isWithin(root, target.path))
      if (!allowsAny && resolved.some((target) => target === unfollowed || isOut(target))) return 'outside'
      const [first] = resolved
      if (first === undefined || first === unfollowed || !first.exists) return undefined
      return (await isSpecial(files, spellings[0] ?? workspace)) ? 'special' : undefined
    },
    async resolveWrites(path) {
      const spellings = spell(workspace, path)
      const resolved = await Promise.all(spellings.map(follows.write))
      return resolved.map((target, index) =>
        target === undefined || target === unfollowed ? (spellings[index] ?? path) : target.path,
      )
    },
  }
}

/** A path as buildx passes it to the kernel, with its `..` kept: behind a link, `..` is the parent of the link's target. */
export const absolutePath = (workspace: string, path: string): string =>
  isAbsolute(path) ? path : `${workspace}/${path}`

/** The two readings of a path with `..`: normalized as text, and as the kernel resolves it, for which `..` behind a link is above its target. */
function spell(workspace: string, path: string): readonly string[] {
  const clean = resolve(workspace, path)
  if (!path.split('/').includes('..')) return [clean]
  return [clean, absolutePath(workspace, path)]
}

/** A path that cannot be followed, for example a cycle of links. */
const unfollowed = Symbol('unfollowed')

/** The real path, also of one that does not exist yet, such as the folder of a cache before its first run. */
type Resolved = { readonly path: string; readonly exists: boolean } | undefined

type Follow = (path: string) => Promise<Resolved | typeof unfollowed>

/** The kernel's limit (path_resolution(7)). */
const maxLinks = 40

/**
 * Resolves paths and caches the results, since most of the paths do not exist and share a few folders. With `isWriting`, links with a
 * missing target are followed, too, because a write through the link would create the target.
 */
function createFollow(files: Files, isWriting: boolean): Follow {
  const known = new Map<string, Promise<string | undefined>>()
  const realPath = (path: string) => {
    const real = known.get(path) ?? files.realPath(path)
    known.set(path, real)
    return real
  }
  const walk = async (path: string, links: number): Promise<Resolved | typeof unfollowed> => {
    for (let at = path; ; at = dirname(at)) {
      const real = await realPath(at)
      if (real !== undefined) return { path: join(real, relative(at, path)), exists: at === path }
      const target = isWriting ? await files.readLink(at).catch(() => undefined) : undefined
      if (target !== undefined) {
        if (links === maxLinks) return unfollowed
        return walk(join(resolve(dirname(at), target), relative(at, path)), links + 1)
      }
      if (at === dirname(at)) return undefined
    }
  }
  return async (path) => {
    try {
      return await walk(path, 0)
    } catch {
      return unfollowed
    }
  }
}

async function findRoots(follow: Follow, workspace: string, allow: readonly string[], grants: RegExp) {
  const real = async (path: string) => {
    const found = await follow(path)
    return found === undefined || found === unfollowed ? path : found.path
  }
  const granted = allow.flatMap((item) => grants.exec(item)?.[1] ?? [])
  const [root, ...others] = await Promise.all([
    real(workspace),
    ...granted.map((path) => real(resolve(workspace, path))),
  ])
  return {
    workspaces: [workspace, root ?? workspace],
    allowed: [root ?? workspace, ...others],
    allowsAny: granted.includes('*'),
  }
}

/** Whether a path is a pipe, device or socket: neither a file nor a folder. */
async function isSpecial(files: Files, path: string): Promise<boolean> {
  if ((await files.size(path)) !== undefined || (await files.isDirectory(path))) return false
  return (await files.realPath(path)) !== undefined
}
