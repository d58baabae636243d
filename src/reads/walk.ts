import * as errors from '../errors/reads.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import { type EnvTable, interpolate, type Lookup, readEnvFile } from './compose-variables.ts'
import { absolutePath, type PathPolicy } from './path-policy.ts'

export interface WalkPorts {
  readonly files: Files
  readonly pathPolicy: PathPolicy
  /** Absolute. */
  readonly workspace: string
}

/** The state of a walk through compose files. */
export interface FileWalk {
  readonly problems: Problem[]
  /** Files that bake files refer to and buildx reads, relative to the workspace or absolute. */
  readonly named: Map<string, 'env' | 'compose'>
  /** The files that have been read, by file and context. The value is a short id of both. */
  readonly seen: Map<string, number>
  /** Number of bytes read. */
  size: number
}

/** More than real projects need, and little enough to read quickly. */
const limits = { files: 500, bytes: 8 * 1024 * 1024, depth: 30 }

export const createWalk = (): FileWalk => ({ problems: [], named: new Map(), seen: new Map(), size: 0 })

/** Expands the variables in a path and resolves it. Undefined, with a problem, if the result is uncertain. */
export function evaluate(
  walk: FileWalk,
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

/** Whether a path may be read; otherwise with a problem. */
export async function isReadable(
  { pathPolicy }: WalkPorts,
  walk: FileWalk,
  where: string,
  path: string,
): Promise<boolean> {
  const violation = await pathPolicy.check(path, 'checkout')
  if (violation === 'outside') walk.problems.push(errors.readOutside(where, path))
  if (violation === 'special') walk.problems.push(errors.readSpecial(where, path))
  return violation === undefined
}

/** Checks an env file and reads its variables; empty if it does not exist. */
export async function readEnv(
  ports: WalkPorts,
  walk: FileWalk,
  where: string,
  path: string,
): Promise<EnvTable> {
  if (path === '/dev/null' || !(await isReadable(ports, walk, where, path))) return new Map()
  const text = await readBounded(ports, walk, path)
  if (text === undefined) return new Map()
  walk.named.set(path, 'env')
  return readEnvFile(text)
}

/** Adds env files to a lookup. Variables that are already set take precedence, then later files over earlier ones. */
export function layer(lookup: Lookup, tables: readonly EnvTable[]): Lookup {
  return (name) => {
    const found = lookup(name)
    if (found === 'unknown' || found.value !== undefined) return found
    if (tables.includes(undefined)) return 'unknown'
    return tables.map((table) => table?.get(name)).findLast((value) => value !== undefined) ?? found
  }
}

/** A file's text. Undefined if it does not exist, or, with a problem, if the walk has read too many bytes. */
export async function readBounded(
  { files, workspace }: WalkPorts,
  walk: FileWalk,
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

/** Whether a file was read before with the same key. Also true, with a problem, if the walk has read too many files. */
export function isSeen(walk: FileWalk, key: string): boolean {
  if (walk.seen.has(key)) return true
  walk.seen.set(key, walk.seen.size)
  if (walk.seen.size <= limits.files) return false
  walk.problems.push(errors.composeTooLarge(`more than ${limits.files} files`))
  return true
}

/** Whether files are nested too deeply; then with a problem. */
export function isTooDeep(walk: FileWalk, depth: number): boolean {
  if (depth <= limits.depth) return false
  walk.problems.push(errors.composeTooLarge(`more than ${limits.depth} files inside each other`))
  return true
}
