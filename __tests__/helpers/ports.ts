import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Exec, Files, Log } from '../../src/ports/ports.ts'

/** A log that keeps its lines and its masks. */
export function createFakeLog(): Log & { readonly lines: string[]; readonly masks: string[] } {
  const lines: string[] = []
  const masks: string[] = []
  const write = (line: string) => void lines.push(line)
  return {
    lines,
    masks,
    debug: write,
    info: write,
    notice: write,
    warning: write,
    error: write,
    foreign: write,
    mask: (secret) => void masks.push(secret),
    group: (_title, body) => body(),
  }
}

/** A clock that only sleeping moves. */
export function createFakeClock(start = 0, random = 0.5): Clock & { readonly sleeps: number[] } {
  const sleeps: number[] = []
  let time = start
  return {
    sleeps,
    now: () => time,
    random: () => random,
    sleep: async (ms) => {
      sleeps.push(ms)
      time += ms
    },
  }
}

/** Files that are only a table: path to text. */
export function createFakeFiles(texts: Readonly<Record<string, string>>): Files {
  const fail = async () => {
    throw new Error('Not in this test.')
  }
  return {
    read: async (path) => texts[path],
    list: async (path) =>
      Object.keys(texts)
        .filter((name) => name.startsWith(`${path}/`))
        .map((name) => name.slice(path.length + 1))
        .filter((name) => !name.includes('/')),
    isDirectory: async (path) => Object.keys(texts).some((name) => name.startsWith(`${path}/`)),
    write: fail,
    makePrivateDir: fail,
    link: fail,
    remove: fail,
  }
}

const absent = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/** The real files, for tests against real registries. */
export const realFiles: Files = {
  read: async (path) => {
    try {
      return await readFile(path, 'utf8')
    } catch (error) {
      if (absent(error)) return undefined
      throw error
    }
  },
  list: async (path) => {
    try {
      return await readdir(path)
    } catch (error) {
      if (absent(error)) return []
      throw error
    }
  },
  isDirectory: async (path) => (await stat(path)).isDirectory(),
  write: (path, text, mode = 0o644) => writeFile(path, text, { mode }),
  makePrivateDir: (parent, prefix) => mkdtemp(join(parent, prefix)),
  link: (target, path) => symlink(target, path),
  remove: (path) => rm(path, { recursive: true, force: true }),
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
}

export const realExec: Exec = (command, args, options) =>
  new Promise((resolve) => {
    const child = execFile(
      command,
      [...args],
      { timeout: options?.timeout ?? 0 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127
        resolve({ code, stdout, stderr })
      },
    )
    child.stdin?.end(options?.input ?? '')
  })
