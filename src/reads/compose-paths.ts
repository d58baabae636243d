/**
 * Resolves paths in compose files as buildx has compose do it: from the working directory, without a project directory (compose-go,
 * `loader/include.go`, `loader/extends.go`, `paths/resolve.go`; unchanged from 2.6, in buildx 0.23, to 2.14, in 0.36). Paths stay
 * relative to the workspace, and are joined once for every level of includes.
 */

/** The folders that the paths of one compose file are relative to. */
export interface Level {
  /** For `include` and `extends`. */
  readonly loaderDir: string
  /** For all other paths, which are resolved again in each level above. */
  readonly workingDir: string
  readonly parent: Level | undefined
}

export const topLevel: Level = { loaderDir: '', workingDir: '', parent: undefined }

type IsFolder = (path: string) => Promise<boolean>

/** The level of an included file. `path` is its first path, a result of `locate`. */
export async function enter(
  level: Level,
  path: string,
  projectDirectory: string,
  isFolder: IsFolder,
): Promise<Level> {
  if (projectDirectory === '') {
    const workingDir = await relativeFolder(level.loaderDir, path, isFolder)
    return { loaderDir: folderOf(path), workingDir, parent: level }
  }
  if (projectDirectory.startsWith('/'))
    return { loaderDir: projectDirectory, workingDir: projectDirectory, parent: level }
  const workingDir = await relativeFolder(level.loaderDir, projectDirectory, isFolder)
  return { loaderDir: join(level.workingDir, projectDirectory), workingDir, parent: level }
}

/** Resolves a path in `include` or `extends`. */
export const locate = ({ loaderDir }: Level, path: string): string =>
  path.startsWith('/') ? path : join(loaderDir, path)

/** Resolves a service's path through all levels; undefined if compose would insert the home directory. */
export function resolveUp(level: Level | undefined, path: string): string | undefined {
  if (level === undefined || path === '') return path
  const resolved = resolveIn(level.workingDir, path)
  return resolved === undefined ? undefined : resolveUp(level.parent, resolved)
}

/** Resolves a path in a folder; undefined if compose would insert the home directory. */
export function resolveIn(folder: string, path: string): string | undefined {
  if (path.startsWith('~')) return undefined
  return path.startsWith('/') || path === '' ? path : join(folder, path)
}

/** The folder of a path as compose's loader returns it: relative to the loader's folder if possible. */
export async function relativeFolder(loaderDir: string, path: string, isFolder: IsFolder): Promise<string> {
  const whole = path.startsWith('/') ? path : join(loaderDir, path)
  const folder = folderOf(path)
  const found = (await isFolder(whole)) ? whole : folder.startsWith('/') ? folder : join(loaderDir, folder)
  return relate(loaderDir, found) ?? found
}

/** Go's filepath.Join, which skips empty parts. */
export function join(...parts: readonly string[]): string {
  const text = parts.filter((part) => part !== '').join('/')
  return text === '' ? '' : clean(text)
}

/** Go's filepath.Dir. */
const folderOf = (path: string): string => clean(path.slice(0, path.lastIndexOf('/') + 1))

/** Go's filepath.Clean. */
function clean(path: string): string {
  const isRooted = path.startsWith('/')
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    const isUp = part === '..'
    if (isUp && kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!isUp || !isRooted) kept.push(part)
  }
  const text = kept.join('/')
  return isRooted ? `/${text}` : text || '.'
}

/** Go's filepath.Rel; undefined for its errors. */
function relate(base: string, path: string): string | undefined {
  const [from, to] = [clean(base), clean(path)]
  if (from === to) return '.'
  if (from.startsWith('/') !== to.startsWith('/')) return undefined
  const split = (text: string) => (text === '.' ? [] : text.split('/').filter((part) => part !== ''))
  const [a, b] = [split(from), split(to)]
  const same = a.findIndex((part, index) => part !== b[index])
  const shared = same === -1 ? a.length : same
  if (a.slice(shared).includes('..')) return undefined
  return [...a.slice(shared).map(() => '..'), ...b.slice(shared)].join('/')
}
