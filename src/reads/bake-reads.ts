import * as errors from '../errors/reads.ts'
import type { BakeInputs } from '../inputs/bake-inputs.ts'
import { throwAll } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import { type Include, mayNameFiles, type References, readReferences } from './compose-file.ts'
import { enter, type Level, locate, relativeFolder, resolveIn, resolveUp, topLevel } from './compose-paths.ts'
import type { EnvTable, Lookup } from './compose-variables.ts'
import type { Walk, WalkPorts } from './walk.ts'
import * as walks from './walk.ts'

/** What buildx reads together with the bake files. */
export interface BakeReads {
  /** The files of the bake files' own making, `.env` too; relative to the workspace or absolute. */
  readonly named: ReadonlyMap<string, 'env' | 'compose'>
  /** The variables that paths in compose files have, as they were replaced: buildx must find the same. */
  readonly pinned: Readonly<Record<string, string | undefined>>
}

/** A compose file's surroundings. */
interface Scope {
  /** The file, for messages: relative to the workspace or absolute. */
  readonly file: string
  readonly level: Level
  readonly lookup: Lookup
  /** The included files down to this one, as compose compares them to find circles. */
  readonly path: readonly string[]
  /** Distinguishes scopes in which the same file could mean something else. */
  readonly id: number | undefined
}

/**
 * Follows, before buildx starts, everything that `buildx bake --print` reads: the bake files, `.env` in the workspace, which
 * it reads for every kind of bake file, and what compose files name. buildx checks the paths of targets afterwards, and never
 * these (buildx, `bake/compose.go`). Throws a TagboatError with all that leads out of the workspace or is not certain.
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

/** buildx's environment, `env`, below input `vars`. */
function findVariable(env: Env, { vars }: BakeInputs, pinned: Map<string, string | undefined>): Lookup {
  const given = new Map(vars.map(({ key, value }) => [key, value]))
  // Without an environment, buildx finds variables in .env alone.
  const isHidden = (env.BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP ?? '') !== ''
  return (name) => {
    if (isHidden || ownVariables.test(name)) return 'unknown'
    const value = given.get(name) ?? (Object.hasOwn(env, name) ? env[name] : undefined)
    pinned.set(name, value)
    return { value }
  }
}

/** Variables that compose sets itself, that buildx does not get, or that this run sets for git. */
const ownVariables = /^(?:INPUT|ACTIONS|GIT|COMPOSE|TAGBOAT)_/

/**
 * Checks a bake file that could be a compose file, and everything that compose would read on its behalf: `include` with its
 * env files and the `.env` beside it, `extends`, `env_file` and `label_file`. `lookup` knows buildx's environment and `.env`.
 */
export async function walkBakeFile(
  ports: WalkPorts,
  walk: Walk,
  file: string,
  lookup: Lookup,
): Promise<void> {
  const text = await walks.readBounded(ports, walk, file)
  if (text === undefined) return
  const references = readReferences(text)
  // Compose does not know a bake file's name at first: a file that includes itself is read twice.
  if (references !== undefined)
    return follow(ports, walk, references, { file, level: topLevel, lookup, path: [], id: undefined })
  // Compose by its name; another one is HCL where YAML does not fit.
  if (/\.ya?ml$/i.test(file) || mayNameFiles(text)) walk.problems.push(errors.composeUncertain(file))
}

async function follow(ports: WalkPorts, walk: Walk, references: References, scope: Scope): Promise<void> {
  for (const include of references.includes) await followInclude(ports, walk, include, scope)
  await checkServices(ports, walk, references, scope, (path) => resolveUp(scope.level, path))
  for (const path of references.extended) {
    const value = walks.evaluate(walk, `${scope.file}, extends`, path, scope.lookup, (text) => text)
    if (value !== undefined) await followExtends(ports, walk, value, scope, 0)
  }
}

async function followInclude(ports: WalkPorts, walk: Walk, include: Include, scope: Scope): Promise<void> {
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
  // What is refused already needs no further look, and compose itself ends at a circle.
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
 * A file that a service extends: its includes are not read, its paths are relative to it, and its variables are those of
 * the file that extends it. `path` is where the loader of `scope` looks.
 */
async function followExtends(
  ports: WalkPorts,
  walk: Walk,
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
  walk: Walk,
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

/** The references of a file that another one names; undefined where it does not exist or, with a problem, is not certain. */
async function readNamed(ports: WalkPorts, walk: Walk, path: string): Promise<References | undefined> {
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
    files.isDirectory(walks.absolutePath(workspace, path))
