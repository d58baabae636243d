import type { Clock, Files, Log } from '../../src/ports/ports.ts'

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
