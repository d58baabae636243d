import { createHash } from 'node:crypto'
import { constants, type Dirent, type Stats } from 'node:fs'
import {
  chmod,
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { describeFree, fileNotRegular, fileTooLarge } from '../errors/files.ts'
import { stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { cancelledError } from './cancellation.ts'
import { explainRead, explainWrite, findFree } from './disk.ts'
import type { FileHash, Files, FolderEntry } from './ports.ts'

/** The Files port over node:fs. Whatever it reads is a regular file. */
export function createFiles(signal?: AbortSignal): Files {
  return {
    read: (path, limit) => explainRead(path, () => orWhenAbsent(undefined, () => readText(path, limit))),
    write: (path, text, mode = 0o644) =>
      explainWrite(path, async () => {
        const flag = constants.O_CREAT | constants.O_WRONLY | constants.O_TRUNC
        await writeFile(path, text, { mode, flag })
        await chmod(path, mode)
      }),
    makePrivateDir: (parent, prefix) =>
      explainWrite(join(parent, prefix), () => mkdtemp(join(parent, prefix))),
    list: (path) => orWhenAbsent([], () => readdir(path)),
    entries: async (path) => (await readdir(path, { withFileTypes: true })).map(asEntry),
    hash: (path) => explainRead(path, () => hashFile(path, signal)),
    readLink: (path) => readlink(path),
    isDirectory: (path) => orWhenAbsent(false, async () => (await stat(path)).isDirectory()),
    makeFolder: (path) => explainWrite(path, async () => void (await mkdir(path, { mode: 0o700 }))),
    makeFolders: (path) => explainWrite(path, async () => void (await mkdir(path, { recursive: true }))),
    realPath: (path) => orWhenAbsent(undefined, () => realpath(path)),
    size: (path) => orWhenAbsent(undefined, () => sizeOf(path)),
    openRead: readFrom,
    writeStream: (path, bytes, limit) => explainWrite(path, () => writeFrom(path, bytes, limit, signal)),
    link: (target, path) => explainWrite(path, () => symlink(target, path)),
    remove: (path) => explainWrite(path, () => rm(path, { recursive: true, force: true, maxRetries: 3 })),
    describeFree: async (path) => describeFree(findFree(path)),
  }
}

function asEntry(entry: Dirent): FolderEntry {
  const kinds = { file: entry.isFile(), folder: entry.isDirectory(), link: entry.isSymbolicLink() }
  const kind = (['file', 'folder', 'link'] as const).find((name) => kinds[name])
  return { name: entry.name, kind: kind ?? 'other' }
}

async function readText(path: string, limit = usualFileLimit): Promise<string | undefined> {
  const opened = await openFile(path)
  if (opened === undefined) return undefined
  try {
    return (await readLimited(path, opened.file, limit)).toString('utf8')
  } finally {
    await opened.file.close()
  }
}

/** The stream closes the file, even if it is not read to the end. */
async function* readFrom(path: string, start: number): AsyncGenerator<Uint8Array, void, undefined> {
  const { file } = await openRegular(path)
  yield* file.createReadStream({ start, highWaterMark: 256 * 1024 })
}

async function writeFrom(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    let length = 0
    for await (const chunk of bytes) {
      if (signal?.aborted) throw cancelledError()
      length += chunk.byteLength
      if (length > limit) throw new TagboatError(fileTooLarge(path, limit))
      await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
}

/** Reads without a stream, which takes a fifth of the time for a context of many small files. */
async function hashFile(path: string, signal: AbortSignal | undefined): Promise<FileHash> {
  const { file, stats } = await openRegular(path)
  try {
    const { mode, size } = stats
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(Math.min(size + 1, 256 * 1024))
    let { bytesRead } = await readInto(file, buffer)
    while (bytesRead > 0) {
      if (signal?.aborted) throw cancelledError()
      hash.update(buffer.subarray(0, bytesRead))
      bytesRead = (await readInto(file, buffer)).bytesRead
    }
    return { sha256: hash.digest('hex'), isExecutable: (mode & constants.S_IXUSR) !== 0 }
  } finally {
    await file.close()
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path)
  return found.isFile() ? found.size : undefined
}

async function orWhenAbsent<T, D>(absent: D, read: () => Promise<T>): Promise<T | D> {
  try {
    return await read()
  } catch (error) {
    const code = stringAt(error, 'code')
    if (code !== undefined && ['ENOENT', 'ENOTDIR'].includes(code)) return absent
    throw error
  }
}

/** The default limit of `read`, in bytes. */
const usualFileLimit = 16 * 1024 * 1024

/**
 * Opens a regular file for reading. The type is checked on the open handle, so that the file cannot be replaced
 * between check and reading. Without O_NONBLOCK opening a named pipe would wait for a writer, and without
 * O_NOCTTY a terminal could become the controlling one. Throws a TagboatError for anything but a file or a folder; a folder is
 * undefined, and a path without a file throws ENOENT.
 */
async function openFile(path: string): Promise<{ file: FileHandle; stats: Stats } | undefined> {
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

/** Like `openFile`, but throws EISDIR for a folder. */
async function openRegular(path: string): Promise<{ file: FileHandle; stats: Stats }> {
  const opened = await openFile(path)
  if (opened === undefined)
    throw Object.assign(new Error(`EISDIR: '${path}' is a folder`), { code: 'EISDIR' })
  return opened
}

/**
 * The bytes of an open file, counted during reading: files of /proc have the size 0, and others can grow. Throws
 * a TagboatError for more than `limit` bytes.
 */
async function readLimited(path: string, file: FileHandle, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for (;;) {
    const { bytesRead, buffer } = await readInto(file, Buffer.allocUnsafe(64 * 1024))
    if (bytesRead === 0) return Buffer.concat(chunks)
    length += bytesRead
    if (length > limit) throw new TagboatError(fileTooLarge(path, limit))
    chunks.push(buffer.subarray(0, bytesRead))
  }
}

/** Names the length: without it Node before 20.11 reads nothing. */
const readInto = (file: FileHandle, buffer: Buffer) => file.read(buffer, 0, buffer.length)

function describeKind(stats: Stats): string {
  if (stats.isFIFO()) return 'a named pipe'
  if (stats.isCharacterDevice() || stats.isBlockDevice()) return 'a device'
  return 'a socket'
}
