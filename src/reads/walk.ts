import { isAbsolute } from 'node:path'
import * as errors from '../errors/reads.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import { type EnvTable, interpolate, type Lookup, readEnvFile } from './compose-variables.ts'
import type { PathPolicy } from './path-policy.ts'

export interface WalkPorts {
  readonly files: Files
  readonly pathPolicy: PathPolicy
  /** Absolute. */
  readonly workspace: string
}

/** What a walk through compose files has found so far. */
export interface Walk {
  readonly problems: Problem[]
  /** Files that bake files name and that buildx reads with them; relative to the workspace or absolute. */
  readonly named: Map<string, 'env' | 'compose'>
  /** What has been read, each with what could give it another meaning; the index is its short name. */
  readonly seen: Map<string, number>
  /** Bytes that have been read. */
  size: number
}

/** More than a real project has, and little enough to be read in a moment. */
const limits = { files: 500, bytes: 8 * 1024 * 1024, depth: 30 }

export const createWalk = (): Walk => ({ problems: [], named: new Map(), seen: new Map(), size: 0 })

/** As the kernel gets it from buildx: behind a link, `..` is above the link's target. */
export const absolutePath = (workspace: string, path: string): string =>
  isAbsolute(path) ? path : `${workspace}/${path}`

/** A path with its variables replaced and resolved; undefined, with a problem, where it is not certain. */
export function evaluate(
  walk: Walk,
  where: string,
  path: string,
  lookup: Lookup,
  from: (path: string) => string | undefined,
): string | undefined {
  const refuse = (why: string) => void walk.problems.push(errors.referenceUncertain(where, path, why))
  const value = interpolate(path, lookup)
  if (value === undefined) return refuse('has a variable whose value is not known for certain')
  if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i.test(value)) return refuse('is a remote address')
  const resolved = value.startsWith('~') ? undefined : from(value)
  return resolved === undefined ? refuse("begins with '~', the home directory") : resolved
}

export async function isReadable(
  { pathPolicy }: WalkPorts,
  walk: Walk,
  where: string,
  path: string,
): Promise<boolean> {
  const violation = await pathPolicy.check(path, 'checkout')
  if (violation === 'outside') walk.problems.push(errors.readOutside(where, path))
  if (violation === 'special') walk.problems.push(errors.readSpecial(where, path))
  return violation === undefined
}

/** The variables of an env file, which is checked first; none where it does not exist. */
export async function readEnv(ports: WalkPorts, walk: Walk, where: string, path: string): Promise<EnvTable> {
  if (path === '/dev/null' || !(await isReadable(ports, walk, where, path))) return new Map()
  const text = await readBounded(ports, walk, path)
  if (text === undefined) return new Map()
  walk.named.set(path, 'env')
  return readEnvFile(text)
}

/** Variables of env files below those that are set; a later file wins over an earlier one. */
export function layer(lookup: Lookup, tables: readonly EnvTable[]): Lookup {
  return (name) => {
    const found = lookup(name)
    if (found === 'unknown' || found.value !== undefined) return found
    if (tables.includes(undefined)) return 'unknown'
    return tables.map((table) => table?.get(name)).findLast((value) => value !== undefined) ?? found
  }
}

/** A file's text; undefined where there is none, or, with a problem, where the walk has read too much. */
export async function readBounded(
  { files, workspace }: WalkPorts,
  walk: Walk,
  path: string,
): Promise<string | undefined> {
  const absolute = absolutePath(workspace, path)
  const size = await files.size(absolute)
  if (size === undefined) return undefined
  walk.size += size
  if (walk.size <= limits.bytes) return files.read(absolute)
  walk.problems.push(errors.composeTooLarge(`more than ${limits.bytes} bytes`))
  return undefined
}

/** Whether a file was read before with the same key; also, with a problem, where the walk has seen too many. */
export function isSeen(walk: Walk, key: string): boolean {
  if (walk.seen.has(key)) return true
  walk.seen.set(key, walk.seen.size)
  if (walk.seen.size <= limits.files) return false
  walk.problems.push(errors.composeTooLarge(`more than ${limits.files} files`))
  return true
}

export function isTooDeep(walk: Walk, depth: number): boolean {
  if (depth <= limits.depth) return false
  walk.problems.push(errors.composeTooLarge(`more than ${limits.depth} files inside each other`))
  return true
}
