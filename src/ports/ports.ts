/** The doors to the world. run.ts gets them as arguments, so that no test mocks a module. */

export interface ExecOptions {
  /** Laid over the environment that every child gets (child-environment.ts); `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Names of the runner's own variables (`ACTIONS_*`) that the command needs; it gets no others. */
  readonly keep?: readonly string[]
  /** Names of more variables that the command does not get. */
  readonly without?: (name: string) => boolean
  readonly cwd?: string
  /** Written to standard input, which is then closed. Without it standard input is empty. */
  readonly input?: string
  /** Called for each line of standard output and standard error, as it comes. */
  readonly onLine?: (line: string) => void
  /** Milliseconds after which the command is ended. */
  readonly timeout?: number
  /** Called about once a second while the command runs. */
  readonly onSecond?: () => void
}

export interface ExecResult {
  /** 127 where the command is not on the PATH. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command without a shell, to its end; a failing one is a result, not an exception. */
export type Exec = (command: string, args: readonly string[], options?: ExecOptions) => Promise<ExecResult>

/** What a folder holds under one name. A link is itself, whatever it points to; `other` is a socket, a device, a pipe. */
export interface FolderEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
}

export interface FileHash {
  /** 64 hex over the bytes. */
  readonly sha256: string
  /** Whether the file's owner may run it. */
  readonly isExecutable: boolean
}

/**
 * Reading a device, a pipe or a socket throws a TagboatError: it could block or never end. So does writing where the disk is full,
 * read-only or not ours. Links are followed.
 */
export interface Files {
  /**
   * The text of a file, or undefined where there is none. Other failures throw: a TagboatError where it has more than
   * `limit` bytes, 16 MiB unless given.
   */
  read(path: string, limit?: number): Promise<string | undefined>
  /** Writes a file; `mode` is the permission bits, 0o644 unless told. */
  write(path: string, text: string, mode?: number): Promise<void>
  /** Makes a new private directory (mode 0700) below `parent` and returns its path. */
  makePrivateDir(parent: string, prefix: string): Promise<string>
  /** The names in a directory; empty where there is none. */
  list(path: string): Promise<string[]>
  /** What is in a folder, in no order. Throws where there is none. */
  entries(path: string): Promise<FolderEntry[]>
  isDirectory(path: string): Promise<boolean>
  /** Reads a file of any size for its digest. Throws where there is none. */
  hash(path: string): Promise<FileHash>
  /** The text of a link: what it points to, as it was written. */
  readLink(path: string): Promise<string>
  /** Makes a folder (mode 0700) whose parent is there. */
  makeFolder(path: string): Promise<void>
  /** The path without links; undefined where there is nothing. */
  realPath(path: string): Promise<string | undefined>
  /** Bytes of a file; undefined where there is none, and for what is no file. */
  size(path: string): Promise<number | undefined>
  /** The bytes of a file from `start` on, as they are asked for. */
  openRead(path: string, start: number): AsyncIterable<Uint8Array>
  link(target: string, path: string): Promise<void>
  /** Removes a file or a folder with all that is in it; links are removed, never followed. */
  remove(path: string): Promise<void>
  /** What is left where a path is, for an error: `1.2 MB of 20 MB free`; '' where that is unknown. */
  describeFree(path: string): Promise<string>
}

export interface Log {
  debug(message: string): void
  info(message: string): void
  notice(message: string): void
  warning(message: string): void
  error(message: string): void
  /** Runs `body` with its log lines in a collapsible group. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>
  /** Keeps a value out of every later log line, with its derived forms; `whyUnmasked` tells which values cannot be. */
  mask(secret: string): void
  /** The text without any secret that is masked. */
  clean(text: string): string
  /**
   * Prints a line about digests, references and tags as it is: a secret with the same text would make it say something
   * else. The caller cleans the free text in it.
   */
  report(line: string): void
  /** Prints text from outside so that no line of it can be a workflow command. */
  foreign(line: string): void
}

export interface Clock {
  /** Now, in milliseconds since 1970. */
  now(): number
  /** `ended` ends it early. */
  sleep(ms: number, ended?: AbortSignal): Promise<void>
  /** From 0 up to 1, for jitter. */
  random(): number
}

/** The process's environment: read only, and never passed on whole. */
export type Env = Readonly<Record<string, string | undefined>>
