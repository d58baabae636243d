import * as errors from '../errors/reads.ts'
import type { BakeInputs } from '../inputs/bake-inputs.ts'
import { throwAll } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import { type Include, mayNameFiles, type References, readReferences } from './compose-file.ts'
import { enter, type Level, locate, relativeFolder, resolveIn, resolveUp, topLevel } from './compose-paths.ts'
import type { EnvTable, Lookup } from './compose-variables.ts'
import { absolutePath } from './path-policy.ts'
import type { FileWalk, WalkPorts } from './walk.ts'
import * as walks from './walk.ts'

/** The files and variables that buildx reads together with the bake files. */
export interface BakeReads {
  /** Files that the bake files refer to, and `.env`; relative to the workspace or absolute. */
  readonly named: ReadonlyMap<string, 'env' | 'compose'>
  /** The variables in paths of compose files with the values that were used here, which buildx must use, too. */
  readonly pinned: Readonly<Record<string, string | undefined>>
}

/** The context in which a compose file is read. */
interface Scope {
  /** The file, for messages: relative to the workspace or absolute. */
  readonly file: string
  readonly level: Level
  readonly lookup: Lookup
  /** The chain of included files down to this one, which compose uses to detect cycles. */
  readonly path: readonly string[]
  /** Distinguishes scopes in which the same file can have different references. */
  readonly id: number | undefined
}

/**
 * Checks all files that `buildx bake --print` will read, before it starts: the bake files, `.env` in the workspace, which buildx reads for
 * every kind of bake file, and the files that compose files refer to. buildx itself checks the paths of targets, but never these (buildx,
 * `bake/compose.go`). Throws a TagboatError with every path that leads out of the workspace or is uncertain.
 */
export async function checkBakeReads(ports: WalkPorts, env: Env, inputs: BakeInputs): Promise<BakeReads> {
  const walk = walks.createWalk()
  const pinned = new Map<string, string | undefined>()
  for (const path of inputs.files) {
    const violation = await ports.pathPolicy.check(path, 'workflow')
    if (violation === 'outside') walk.problems.push(errors.readOutside('Input bake-files', path))
    if (violation === 'special') walk.problems.push(errors.readSpecial('Input bake-files', path))
  }
  const dotEnv = await walks.readEnv(ports, walk, 'The .env file that buildx reads', '.env')
  throwAll(walk.problems)
  const lookup = walks.layer(findVariable(env, inputs, pinned), [dotEnv])
  for (const path of inputs.files) {
    if (/\.(?:hcl|json)$/i.test(path)) continue
    await walkBakeFile(ports, walk, path, lookup)
  }
  throwAll([...new Map(walk.problems.map((problem) => [problem.what, problem])).values()].slice(0, 10))
  return { named: walk.named, pinned: Object.fromEntries(pinned) }
}

/** Looks up a variable as buildx does: in input `vars`, then in its environment `env`. */
function findVariable(env: Env, { vars }: BakeInputs, pinned: Map<string, string | undefined>): Lookup {
  const given = new Map(vars.map(({ key, value }) => [key, value]))
  // With this setting, buildx finds variables only in .env.
  const isHidden = (env.BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP ?? '') !== ''
  return (name) => {
    if (isHidden || ownVariables.test(name)) return 'unknown'
    const value = given.get(name) ?? (Object.hasOwn(env, name) ? env[name] : undefined)
    pinned.set(name, value)
    return { value }
  }
}

/** Variables that compose sets itself, that buildx does not get, or that this run sets for git: their values are unknown. */
const ownVariables = /^(?:INPUT|ACTIONS|GIT|COMPOSE|TAGBOAT)_/

/**
 * Checks a bake file that may be a compose file, and everything that compose would read for it: `include` with its env files and the
 * `.env` beside it, `extends`, `env_file` and `label_file`. `lookup` finds the variables of buildx's environment and `.env`.
 */
async function walkBakeFile(ports: WalkPorts, walk: FileWalk, file: string, lookup: Lookup): Promise<void> {
  const text = await walks.readBounded(ports, walk, file)
  if (text === undefined) return
  const references = readReferences(text)
  // The path starts empty, as in compose: a file that includes itself is read twice before the cycle is detected.
  if (references !== undefined)
    return follow(ports, walk, references, { file, level: topLevel, lookup, path: [], id: undefined })
  // A file with another extension that is not YAML is HCL.
  if (/\.ya?ml$/i.test(file) || mayNameFiles(text)) walk.problems.push(errors.composeUncertain(file))
}

async function follow(ports: WalkPorts, walk: FileWalk, references: References, scope: Scope): Promise<void> {
  for (const include of references.includes) await followInclude(ports, walk, include, scope)
  await checkServices(ports, walk, references, scope, (path) => resolveUp(scope.level, path))
  for (const path of references.extended) {
    const value = walks.evaluate(walk, `${scope.file}, extends`, path, scope.lookup, (text) => text)
    if (value !== undefined) await followExtends(ports, walk, value, scope, 0)
  }
}

async function followInclude(
  ports: WalkPorts,
  walk: FileWalk,
  include: Include,
  scope: Scope,
): Promise<void> {
  const { file, level, lookup } = scope
  const resolveAll = (
    key: string,
    paths: readonly string[],
    from: (path: string) => string | undefined,
  ): readonly string[] =>
    paths.flatMap((path) => walks.evaluate(walk, `${file}, ${key}`, path, lookup, from) ?? [])
  const paths = resolveAll('include', include.paths, (path) => locate(level, path))
  const [folder = ''] = resolveAll('project_directory', [include.projectDirectory], (path) => path)
  const envFiles = resolveAll('env_file', include.envFiles, (path) => resolveIn(level.workingDir, path))
  const [main] = paths
  // Stop after a problem, and at a cycle, where compose stops with an error of its own.
  if (main === undefined || scope.path.includes(main) || walk.problems.length > 0) return
  if (walks.isTooDeep(walk, scope.path.length)) return
  const inner = await enter(level, main, folder, isFolderIn(ports))
  const own = include.envFiles.length > 0 ? envFiles : [locate(inner, '.env')]
  const tables: EnvTable[] = []
  for (const path of own) tables.push(await walks.readEnv(ports, walk, `${file}, env_file`, path))
  for (const path of paths) {
    const key = JSON.stringify([scope.id, path, inner, own])
    const where = `${file}, include`
    if (!(await walks.isReadable(ports, walk, where, path)) || walks.isSeen(walk, key)) continue
    const references = await readNamed(ports, walk, path)
    const id = walk.seen.get(key)
    const within = { file: path, level: inner, lookup: walks.layer(lookup, tables), id }
    if (references !== undefined)
      await follow(ports, walk, references, { ...within, path: [...scope.path, path] })
  }
}

/**
 * Checks a file that a service extends. Its includes are not read, its paths are relative to it, and its variables are those of the file
 * that extends it. `path` is relative to the loader of `scope`.
 */
async function followExtends(
  ports: WalkPorts,
  walk: FileWalk,
  path: string,
  scope: Scope,
  depth: number,
): Promise<void> {
  const { level } = scope
  const found = locate(level, path)
  if (!(await walks.isReadable(ports, walk, `${scope.file}, extends`, found))) return
  if (walks.isTooDeep(walk, depth) || walks.isSeen(walk, JSON.stringify([scope.id, 'extends', path]))) return
  const references = await readNamed(ports, walk, found)
  if (references === undefined) return
  const folder = await relativeFolder(level.loaderDir, path, isFolderIn(ports))
  const within = { ...scope, file: found }
  await checkServices(ports, walk, references, within, (each) => {
    const resolved = resolveIn(folder, each)
    return resolved === undefined ? undefined : resolveUp(level, resolved)
  })
  for (const other of references.extended) {
    const next = walks.evaluate(walk, `${found}, extends`, other, scope.lookup, (each) =>
      resolveIn(folder, each),
    )
    if (next !== undefined) await followExtends(ports, walk, next, within, depth + 1)
  }
}

async function checkServices(
  ports: WalkPorts,
  walk: FileWalk,
  { envFiles, labelFiles }: References,
  { file, lookup }: Scope,
  from: (path: string) => string | undefined,
): Promise<void> {
  const keys = [
    ['env_file', envFiles],
    ['label_file', labelFiles],
  ] as const
  for (const [key, paths] of keys) {
    for (const path of new Set(paths)) {
      const where = `${file}, ${key}`
      const resolved = walks.evaluate(walk, where, path, lookup, from)
      if (resolved === undefined || resolved === '') continue
      if (await walks.isReadable(ports, walk, where, resolved)) walk.named.set(resolved, 'env')
    }
  }
}

/** The references of a file that another one names. Undefined if it does not exist, or, with a problem, if it is uncertain. */
async function readNamed(ports: WalkPorts, walk: FileWalk, path: string): Promise<References | undefined> {
  walk.named.set(path, 'compose')
  const text = await walks.readBounded(ports, walk, path)
  if (text === undefined) return undefined
  const references = readReferences(text)
  if (references === undefined) walk.problems.push(errors.composeUncertain(path))
  return references
}

const isFolderIn =
  ({ files, workspace }: WalkPorts) =>
  (path: string): Promise<boolean> =>
    files.isDirectory(absolutePath(workspace, path))
