import { isAbsolute, relative } from 'node:path'

/** Whether an absolute path is a folder or in it. Links are not resolved. */
export function isWithin(folder: string, path: string): boolean {
  const inside = relative(folder, path)
  return inside !== '..' && !/^\.\.[/\\]/.test(inside) && !isAbsolute(inside)
}
