import { delimiter, isAbsolute } from 'node:path'

/** The directories of a PATH that programs may be started from: absolute, and none of the workspace's. */
export function trustedDirectories(path: string, workspace: string): readonly string[] {
  const directories = path.split(delimiter).filter((directory) => isAbsolute(directory))
  return directories.map(trimEnd).filter((directory) => !isWithin(directory, workspace))
}

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
