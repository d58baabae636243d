import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { isWithin } from '../paths.ts'
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
}

/**
 * The workspace, and what `allow` names with `fs.read=`, `fs.write=` or `fs=`. A path of the workflow's own may lie outside,
 * but no link inside the workspace leads there, whoever names it: a link is the checkout's. Between this check and buildx's
 * own read only a program on the runner can change a link; a pull request cannot.
 */
export function createReach(files: Files, workspace: string, allow: readonly string[]): Reach {
  const roots = {
    read: findRoots(files, workspace, allow, /^fs(?:\.read)?=(.+)$/),
    write: findRoots(files, workspace, allow, /^fs(?:\.write)?=(.+)$/),
  }
  return {
    async judge(path, writer, access = 'read') {
      if (path === '/dev/null') return undefined
      const { workspaces, allowed, allowsAny } = await roots[access]
      const spellings = spell(workspace, path)
      const isInside = spellings.every((each) => workspaces.some((root) => isWithin(root, each)))
      if (!isInside && writer === 'workflow') return undefined
      const reals = await Promise.all(spellings.map((each) => follow(files, each)))
      const isOut = (real: string | undefined) =>
        real === undefined ? !isInside : !allowed.some((root) => isWithin(root, real))
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

/** Where a path leads; of one that does not exist yet, such as a cache's folder in its first run, where it would be. */
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

async function findRoots(files: Files, workspace: string, allow: readonly string[], grants: RegExp) {
  const real = async (path: string) => {
    const found = await follow(files, path)
    return typeof found === 'string' ? found : path
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
