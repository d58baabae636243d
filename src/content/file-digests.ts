import { memoize, sameKey } from '../memoize.ts'
import { createPool } from '../pool.ts'
import type { Files } from '../ports/ports.ts'

/** A file's bytes and its owner's right to run it, as one text. */
export type DigestFile = (path: string) => Promise<string>

/** Files that are open at the same time. */
const OPEN_FILES = 16

/** Reads each file once, however many targets share it. */
export function createFileDigests(files: Files): DigestFile {
  const pool = createPool(OPEN_FILES)
  return memoize(sameKey, (path) => pool(() => digest(files, path)))
}

async function digest(files: Files, path: string): Promise<string> {
  const { sha256, isExecutable } = await files.hash(path)
  return `${isExecutable ? 'x' : '-'}${sha256}`
}
