/** The directories of a PATH that programs may be started from: absolute, and none of the workspace's. */
export function trustedDirectories(path: string, workspace: string): readonly string[] {
  return splitPath(path).filter((directory) => !isWithin(directory, trimEnd(workspace)))
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

/** Dots in a path could lead anywhere, so a directory with them counts as within. */
function isWithin(directory: string, workspace: string): boolean {
  if (workspace === '') return false
  if (directory.split(/[/\\]/).includes('..')) return true
  return directory === workspace || ['/', '\\'].some((bar) => directory.startsWith(workspace + bar))
}
