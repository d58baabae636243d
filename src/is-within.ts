import { isAbsolute, relative } from 'node:path'

/** Whether an absolute path is a folder or something in it, as both are written: links are for the caller to resolve. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !/^\.\.[/\\]/.test(way) && !isAbsolute(way)
}
