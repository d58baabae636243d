/** The directories of a PATH that programs may be started from: absolute, and none of the workspace's. */
export function trustedDirectories(path: string, workspace: string): readonly string[] {
  return splitPath(path).filter((directory) => !isWithin(directory, workspace))
}

/** The absolute directories of a PATH, in its order; of Windows too. */
function splitPath(path: string): readonly string[] {
  return path
    .split(separatorOf(path))
    .filter((part) => part.startsWith('/') || windows.test(part))
    .map(trimEnd)
}

const windows = /^[A-Za-z]:[/\\]/

/** What divides the directories of a PATH: `;` on Windows, `:` elsewhere. */
export const separatorOf = (path: string): string => (path.includes(';') || windows.test(path) ? ';' : ':')

const trimEnd = (directory: string): string => directory.replace(/(?<=.)[/\\]+$/, '')

/** Two dots in a path could lead anywhere, so a directory with them counts as within. */
function isWithin(directory: string, workspace: string): boolean {
  const [inner, outer] = [partsOf(directory), partsOf(workspace)]
  if (outer.length === 0) return false
  return inner.includes('..') || outer.every((part, index) => part === inner[index])
}

const partsOf = (path: string): readonly string[] =>
  path
    .toLowerCase()
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.')
