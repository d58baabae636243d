/**
 * Where compose looks for the files that a compose file names, as buildx asks it to: from the working directory, with no
 * project directory (compose-go, `loader/include.go`, `loader/extends.go`, `paths/resolve.go`; the same from 2.6, in buildx
 * 0.23, to 2.14, in 0.36). Paths stay relative to the workspace, and are joined once for every level of includes.
 */

/** One compose file with what its paths are relative to. */
export interface Level {
  /** Where `include` and `extends` look. */
  readonly loaderDir: string
  /** What other paths are relative to; they are resolved again in each level above. */
  readonly workingDir: string
  readonly parent: Level | undefined
}

export const topLevel: Level = { loaderDir: '', workingDir: '', parent: undefined }

type IsFolder = (path: string) => Promise<boolean>

/** The level of an included file whose first path is `path`, as `locate` gave it. */
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

/** Where `include` and `extends` of a level find a path. */
export const locate = ({ loaderDir }: Level, path: string): string =>
  path.startsWith('/') ? path : join(loaderDir, path)

/** A path of a service, resolved through all levels; undefined where compose would put the home directory in. */
export function resolveUp(level: Level | undefined, path: string): string | undefined {
  if (level === undefined || path === '') return path
  const resolved = resolveIn(level.workingDir, path)
  return resolved === undefined ? undefined : resolveUp(level.parent, resolved)
}

export function resolveIn(folder: string, path: string): string | undefined {
  if (path.startsWith('~')) return undefined
  return path.startsWith('/') || path === '' ? path : join(folder, path)
}

/** The folder of a path as compose's loader gives it: relative to the loader's own, if it can be. */
export async function relativeFolder(loaderDir: string, path: string, isFolder: IsFolder): Promise<string> {
  const whole = path.startsWith('/') ? path : join(loaderDir, path)
  const folder = folderOf(path)
  const found = (await isFolder(whole)) ? whole : folder.startsWith('/') ? folder : join(loaderDir, folder)
  return relate(loaderDir, found) ?? found
}

/** Go's filepath.Join: empty parts are nothing. */
export function join(...parts: readonly string[]): string {
  const text = parts.filter((part) => part !== '').join('/')
  return text === '' ? '' : clean(text)
}

/** Go's filepath.Dir. */
export const folderOf = (path: string): string => clean(path.slice(0, path.lastIndexOf('/') + 1))

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
