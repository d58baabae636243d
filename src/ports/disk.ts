import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { diskFull, type Free, notReadable, notWritable } from '../errors/files.ts'
import { stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'

/** The problem of each errno (errno(3)), as a clause about the path. */
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

/** Runs a write. Throws a TagboatError with the path and the cause for every errno above; other errors as they are. */
export async function explainWrite<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    throw describeWrite(path, error) ?? error
  }
}

/** Explains a failed write; undefined if the disk is not the cause. */
export function describeWrite(path: string, error: unknown): TagboatError | undefined {
  const code = stringAt(error, 'code') ?? ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return new TagboatError(diskFull(path, findFree(path)))
  const reason = reasons[code]
  return reason === undefined ? undefined : new TagboatError(notWritable(path, reason, code))
}

/** Like `explainWrite`, but for a read. The caller handles a missing file. */
export async function explainRead<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const code = stringAt(error, 'code') ?? ''
    throw ['EACCES', 'EPERM', 'EIO'].includes(code) ? new TagboatError(notReadable(path, code)) : error
  }
}

/** The free space on the file system of a path, or of the nearest existing folder above it. */
export function findFree(path: string): Free | undefined {
  try {
    const { bavail, bsize, blocks, ffree, files } = statfsSync(path)
    return { bytes: bavail * bsize, all: blocks * bsize, ...(files > 0 && { files: ffree }) }
  } catch {
    const parent = dirname(path)
    return parent === path ? undefined : findFree(parent)
  }
}
