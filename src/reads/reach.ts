import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { isWithin } from '../is-within.ts'
import type { Files } from '../ports/ports.ts'

/** Who wrote a path: the workflow, in one of its inputs, or the checkout, into which a pull request can write. */
export type Writer = 'workflow' | 'checkout'

/** Why a path must not be read: it leads out of the workspace, or a read of it may never end. */
export type Barrier = 'outside' | 'special'

/** What is done with a path: `fs.read=` of input `allow` grants the one, `fs.write=` the other, `fs=` both. */
export type Access = 'read' | 'write'

/** What this run may read and write, for every path that buildx uses on its behalf. */
export interface Reach {
  /** `path` is relative to the workspace or absolute. Undefined where it may be used, or where nothing exists inside. */
  judge(path: string, writer: Writer, access?: Access): Promise<Barrier | undefined>
  /** Where a write to `path` ends up, absolute, through links to what does not exist yet too; each reading of its `..`. */
  destinations(path: string): Promise<readonly string[]>
}

/**
 * The workspace, and what `allow` names with `fs.read=`, `fs.write=` or `fs=`. A path of the workflow's own may lie outside,
 * but no link inside the workspace leads there, whoever names it: a link is the checkout's. Between this check and buildx's
 * own read only a program on the runner can change a link; a pull request cannot.
 */
export function createReach(files: Files, workspace: string, allow: readonly string[]): Reach {
  const follows = { read: createFollow(files, false), write: createFollow(files, true) }
  const roots = {
    read: findRoots(follows.read, workspace, allow, /^fs(?:\.read)?=(.+)$/),
    write: findRoots(follows.write, workspace, allow, /^fs(?:\.write)?=(.+)$/),
  }
  return {
    async judge(path, writer, access = 'read') {
      if (path === '/dev/null') return undefined
      const { workspaces, allowed, allowsAny } = await roots[access]
      const spellings = spell(workspace, path)
      const isInside = spellings.every((each) => workspaces.some((root) => isWithin(root, each)))
      if (!isInside && writer === 'workflow') return undefined
      const places = await Promise.all(spellings.map(follows[access]))
      const isOut = (place: Destination) =>
        place === undefined ? !isInside : !allowed.some((root) => isWithin(root, place.path))
      if (!allowsAny && places.some((place) => place === unfollowed || isOut(place))) return 'outside'
      const [first] = places
      if (first === undefined || first === unfollowed || !first.exists) return undefined
      return (await isSpecial(files, spellings[0] ?? workspace)) ? 'special' : undefined
    },
    async destinations(path) {
      const spellings = spell(workspace, path)
      const places = await Promise.all(spellings.map(follows.write))
      return places.map((place, index) =>
        place === undefined || place === unfollowed ? (spellings[index] ?? path) : place.path,
      )
    },
  }
}

/** A path as it is written, and without its `..`: behind a link the kernel goes up from the link's target. */
function spell(workspace: string, path: string): readonly string[] {
  const clean = resolve(workspace, path)
  if (!path.split('/').includes('..')) return [clean]
  return [clean, isAbsolute(path) ? path : `${workspace}${sep}${path}`]
}

/** What cannot be followed, for example a circle of links. */
const unfollowed = Symbol('unfollowed')

/** Where a path leads; of one that does not exist yet, such as a cache's folder in its first run, where it would be. */
type Destination = { readonly path: string; readonly exists: boolean } | undefined

type Follow = (path: string) => Promise<Destination | typeof unfollowed>

/** As many as the kernel follows (path_resolution(7)). */
const mostLinks = 40

/**
 * Asks about each path once: most of those that are looked for do not exist, and lie in the same few folders. Who writes
 * through a link whose target does not exist makes that target: with `isWriting` such links are followed too.
 */
function createFollow(files: Files, isWriting: boolean): Follow {
  const known = new Map<string, Promise<string | undefined>>()
  const realPath = (path: string) => {
    const real = known.get(path) ?? files.realPath(path)
    known.set(path, real)
    return real
  }
  const walk = async (path: string, links: number): Promise<Destination | typeof unfollowed> => {
    for (let at = path; ; at = dirname(at)) {
      const real = await realPath(at)
      if (real !== undefined) return { path: join(real, relative(at, path)), exists: at === path }
      const target = isWriting ? await files.readLink(at).catch(() => undefined) : undefined
      if (target !== undefined) {
        if (links === mostLinks) return unfollowed
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

/** A pipe, a device or a socket: neither a file nor a folder. */
async function isSpecial(files: Files, path: string): Promise<boolean> {
  if ((await files.size(path)) !== undefined || (await files.isDirectory(path))) return false
  return (await files.realPath(path)) !== undefined
}
