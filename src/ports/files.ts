import { constants, createReadStream, type Dirent } from 'node:fs'
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { stringAt } from '../json.ts'
import type { Files, FolderEntry } from './ports.ts'

/** The Files port over node:fs. */
export function createFiles(): Files {
  return {
    read: (path) => orWhenAbsent(undefined, () => readFile(path, 'utf8'), 'EISDIR'),
    async write(path, text, mode = 0o644) {
      await writeFile(path, text, { mode, flag: constants.O_CREAT | constants.O_WRONLY | constants.O_TRUNC })
      await chmod(path, mode)
    },
    makePrivateDir: (parent, prefix) => mkdtemp(join(parent, prefix)),
    list: (path) => orWhenAbsent([], () => readdir(path)),
    entries: async (path) => (await readdir(path, { withFileTypes: true })).map(asEntry),
    isExecutable: async (path) => ((await stat(path)).mode & constants.S_IXUSR) !== 0,
    readLink: (path) => readlink(path),
    isDirectory: (path) => orWhenAbsent(false, async () => (await stat(path)).isDirectory()),
    makeFolder: async (path) => void (await mkdir(path, { mode: 0o700 })),
    realPath: (path) => orWhenAbsent(undefined, () => realpath(path)),
    size: (path) => orWhenAbsent(undefined, () => sizeOf(path)),
    openRead: (path, start) => createReadStream(path, { start, highWaterMark: 256 * 1024 }),
    link: (target, path) => symlink(target, path),
    remove: (path) => rm(path, { recursive: true, force: true, maxRetries: 3 }),
  }
}

function asEntry(entry: Dirent): FolderEntry {
  const kinds = { file: entry.isFile(), folder: entry.isDirectory(), link: entry.isSymbolicLink() }
  const kind = (['file', 'folder', 'link'] as const).find((name) => kinds[name])
  return { name: entry.name, kind: kind ?? 'other' }
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path)
  return found.isFile() ? found.size : undefined
}

async function orWhenAbsent<T, D>(absent: D, read: () => Promise<T>, ...codes: string[]): Promise<T | D> {
  try {
    return await read()
  } catch (error) {
    const code = stringAt(error, 'code')
    if (code !== undefined && ['ENOENT', 'ENOTDIR', ...codes].includes(code)) return absent
    throw error
  }
}
