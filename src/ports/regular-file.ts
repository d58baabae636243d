import { constants, type Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { fileNotRegular, fileTooLarge } from '../errors/files.ts'
import { stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'

/** Bytes of a file that is read whole, unless its reader knows better. */
export const usualFileLimit = 16 * 1024 * 1024

/**
 * Opens a regular file for reading. The type is checked on the open handle, so that nothing can be put in its place
 * between the check and the reading. Without O_NONBLOCK the opening of a named pipe waits for a writer, and without
 * O_NOCTTY a terminal could become ours. Throws a TagboatError for anything but a file or a folder; a folder is
 * undefined, and a path without a file throws ENOENT.
 */
export async function openFile(path: string): Promise<{ file: FileHandle; stats: Stats } | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY).catch(
    (error: unknown) => {
      // ENXIO: a socket, or a device without a driver.
      if (stringAt(error, 'code') === 'ENXIO')
        throw new TagboatError(fileNotRegular(path, 'a socket or a device'))
      throw error
    },
  )
  try {
    const stats = await file.stat()
    if (stats.isFile()) return { file, stats }
    if (!stats.isDirectory()) throw new TagboatError(fileNotRegular(path, describeKind(stats)))
  } catch (error) {
    await file.close()
    throw error
  }
  await file.close()
  return undefined
}

/** As `openFile`, with EISDIR for a folder. */
export async function openRegular(path: string): Promise<{ file: FileHandle; stats: Stats }> {
  const opened = await openFile(path)
  if (opened === undefined)
    throw Object.assign(new Error(`EISDIR: '${path}' is a folder`), { code: 'EISDIR' })
  return opened
}

/**
 * The bytes of an open file. They are counted as they come: files of /proc have the size 0, and others can grow. Throws
 * a TagboatError where there are more than `limit`.
 */
export async function readLimited(path: string, file: FileHandle, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(64 * 1024))
    if (bytesRead === 0) return Buffer.concat(chunks)
    length += bytesRead
    if (length > limit) throw new TagboatError(fileTooLarge(path, limit))
    chunks.push(buffer.subarray(0, bytesRead))
  }
}

function describeKind(stats: Stats): string {
  if (stats.isFIFO()) return 'a named pipe'
  if (stats.isCharacterDevice() || stats.isBlockDevice()) return 'a device'
  return 'a socket'
}
