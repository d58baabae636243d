import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Files } from '../ports/ports.ts'

/** Who wrote a path: the workflow, in one of its inputs, or the checkout, into which a pull request can write. */
export type Writer = 'workflow' | 'checkout'

/** Why a path must not be read: it leads out of the workspace, or a read of it may never end. */
export type Barrier = 'outside' | 'special'

/** What this run may read, for every file that buildx reads on its behalf. */
export interface Reach {
  /** `path` is relative to the workspace or absolute. Undefined where it may be read, or where nothing exists. */
  judge(path: string, writer: Writer): Promise<Barrier | undefined>
}

/**
 * The workspace, and what `allow` names with `fs.read=` or `fs=`. A path of the workflow's own may lie outside, but no link
 * inside the workspace leads there, whoever names it: a link is the checkout's. Between this check and buildx's own read
 * only a program on the runner can change a link; a pull request cannot.
 */
export function createReach(files: Files, workspace: string, allow: readonly string[]): Reach {
  const roots = findRoots(files, workspace, allow)
  return {
    async judge(path, writer) {
      if (path === '/dev/null') return undefined
      const { workspaces, allowed, allowsAny } = await roots
      const spellings = spell(workspace, path)
      const isInside = spellings.every((each) => workspaces.some((root) => isBelow(root, each)))
      if (!isInside && writer === 'workflow') return undefined
      const reals = await Promise.all(spellings.map((each) => follow(files, each)))
      const isOut = (real: string | undefined) =>
        real === undefined ? !isInside : !allowed.some((root) => isBelow(root, real))
      if (!allowsAny && reals.some((real) => real === unfollowed || isOut(real))) return 'outside'
      return (await isSpecial(files, spellings[0] ?? workspace)) ? 'special' : undefined
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

/** Where nothing exists yet, a build could write: the path below the nearest folder that exists. */
async function follow(files: Files, path: string): Promise<string | undefined | typeof unfollowed> {
  try {
    for (let at = path; ; at = dirname(at)) {
      const real = await files.realPath(at)
      if (real !== undefined) return join(real, relative(at, path))
      if (at === dirname(at)) return undefined
    }
  } catch {
    return unfollowed
  }
}

async function findRoots(files: Files, workspace: string, allow: readonly string[]) {
  const real = async (path: string) => (await files.realPath(path).catch(() => undefined)) ?? path
  const granted = allow.flatMap((item) => /^fs(?:\.read)?=(.+)$/.exec(item)?.[1] ?? [])
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

export function isBelow(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** A pipe, a device or a socket: neither a file nor a folder. */
async function isSpecial(files: Files, path: string): Promise<boolean> {
  if ((await files.size(path)) !== undefined || (await files.isDirectory(path))) return false
  return (await files.realPath(path)) !== undefined
}
