import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { diskFull, type Free, notReadable, notWritable } from '../errors/files.ts'
import { stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'

/** errno names (errno(3)) and what is wrong, as a clause about the path. */
const reasons: Readonly<Record<string, string>> = {
  EROFS: 'is on a file system that is mounted read-only',
  EACCES: 'may not be written by this user',
  EPERM: 'may not be written by this user',
  ENOENT: 'is in a folder that does not exist',
  ENOTDIR: 'is below a file, not below a folder',
  EEXIST: 'exists already',
  ENAMETOOLONG: 'has a name that is too long',
  EIO: 'is on a disk that reports an error',
}

/** Has a failed write name the path and the cause. Throws a TagboatError for every errno above; other errors as they are. */
export async function explainWrite<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    throw describeWrite(path, error) ?? error
  }
}

/** What a failed write means; undefined for what is no matter of the disk. */
export function describeWrite(path: string, error: unknown): TagboatError | undefined {
  const code = stringAt(error, 'code') ?? ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return new TagboatError(diskFull(path, findFree(path)))
  const reason = reasons[code]
  return reason === undefined ? undefined : new TagboatError(notWritable(path, reason, code))
}

/** The same for reading. What is absent is its reader's matter. */
export async function explainRead<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const code = stringAt(error, 'code') ?? ''
    throw ['EACCES', 'EPERM', 'EIO'].includes(code) ? new TagboatError(notReadable(path, code)) : error
  }
}

/** What is left on the file system of a path, or of the nearest folder above it. */
export function findFree(path: string): Free | undefined {
  try {
    const { bavail, bsize, blocks, ffree, files } = statfsSync(path)
    return { bytes: bavail * bsize, all: blocks * bsize, ...(files > 0 && { files: ffree }) }
  } catch {
    const parent = dirname(path)
    return parent === path ? undefined : findFree(parent)
  }
}
