import type { Clock, Files, Log } from '../../src/ports/ports.ts'
import type { Tools } from '../../src/ports/tool-cache.ts'

type Level = 'debug' | 'info' | 'notice' | 'warning' | 'error' | 'foreign' | 'group' | 'report'

export interface FakeLog extends Log {
  readonly lines: string[]
  readonly masks: string[]
  /** The lines of one level, or the titles of groups. */
  at(level: Level): readonly string[]
}

/** A log that keeps its lines and its masks. */
export function createFakeLog(): FakeLog {
  const lines: string[] = []
  const masks: string[] = []
  const entries: { level: Level; text: string }[] = []
  const write = (level: Level) => (text: string) => {
    if (level !== 'group') lines.push(text)
    entries.push({ level, text })
  }
  return {
    lines,
    masks,
    at: (level) => entries.filter((entry) => entry.level === level).map(({ text }) => text),
    debug: write('debug'),
    info: write('info'),
    notice: write('notice'),
    warning: write('warning'),
    error: write('error'),
    annotate: (level, message, { file, line }) => write(level)(`${file}:${line}: ${message}`),
    foreign: write('foreign'),
    mask: (secret) => void masks.push(secret),
    clean: (text) => text,
    report: write('report'),
    group: (title, body) => {
      write('group')(title)
      return body()
    },
  }
}

/** A clock that only advances by sleeping. */
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

/** Tools of a machine for which nothing is downloaded. */
export function createFakeTools(): Tools {
  const fail = async () => {
    throw new Error('Not in this test.')
  }
  return { machine: 'linux-amd64', placed: new Map(), find: fail, keep: fail, save: fail }
}

/** Files in memory, as texts by path. */
export function createFakeFiles(texts: Readonly<Record<string, string>>): Files {
  const fail = async () => {
    throw new Error('Not in this test.')
  }
  const isFolder = (path: string) => Object.keys(texts).some((name) => name.startsWith(`${path}/`))
  return {
    read: async (path) => texts[path],
    list: async (path) =>
      Object.keys(texts)
        .filter((name) => name.startsWith(`${path}/`))
        .map((name) => name.slice(path.length + 1).replace(/\/.*$/, ''))
        .filter((name, index, all) => all.indexOf(name) === index),
    isDirectory: async (path) => isFolder(path),
    realPath: async (path) => (path in texts || isFolder(path) ? path : undefined),
    size: async (path) => (texts[path] === undefined ? undefined : Buffer.byteLength(texts[path])),
    async *openRead(path, start) {
      yield Buffer.from(texts[path] ?? '').subarray(start)
    },
    entries: fail,
    hash: fail,
    readLink: fail,
    makeFolder: async () => undefined,
    makeFolders: fail,
    write: fail,
    writeStream: fail,
    makePrivateDir: fail,
    link: fail,
    remove: fail,
    describeFree: async () => '',
  }
}
