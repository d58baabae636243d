/** Access to the outside. run.ts gets the ports as arguments, so that no test mocks a module. */

export interface ExecOptions {
  /** Added to the environment of every child process (child-environment.ts); `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Names of the runner's own variables (`ACTIONS_*`) that the command needs; it gets no others. */
  readonly keep?: readonly string[]
  /** Names of more variables that the command does not get. */
  readonly without?: (name: string) => boolean
  readonly cwd?: string
  /** Written to standard input, which is then closed. Without it standard input is empty. */
  readonly input?: string
  /** Called for each line of standard output and standard error, as it arrives. */
  readonly onLine?: (line: string) => void
  /** The time limit of the command, in milliseconds. */
  readonly timeout?: number
  /** Called about once a second while the command runs. */
  readonly onSecond?: () => void
  /** The command draws its progress on the terminal: its standard error is that of this process, and missing in the result. */
  readonly drawsProgress?: boolean
}

export interface ExecResult {
  /** 127 if the command is not on the PATH. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command without a shell and waits for it. A failed command is a result, not an exception. */
export type Exec = (command: string, args: readonly string[], options?: ExecOptions) => Promise<ExecResult>

/** An entry of a folder. A link is not followed; `other` is a socket, a device or a pipe. */
export interface FolderEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
}

export interface FileHash {
  /** Of the bytes, as 64 hex digits. */
  readonly sha256: string
  /** Whether the file's owner may run it. */
  readonly isExecutable: boolean
}

/**
 * Reading a device, a pipe or a socket throws a TagboatError, because it could block or never end. So does writing if the disk is full,
 * read-only or not writable for this user. Links are followed.
 */
export interface Files {
  /**
   * The text of a file, or undefined if it does not exist. Other failures throw: a TagboatError if the file has more than
   * `limit` bytes, by default 16 MiB.
   */
  read(path: string, limit?: number): Promise<string | undefined>
  /** Writes a file; `mode` is the permission bits, by default 0o644. */
  write(path: string, text: string, mode?: number): Promise<void>
  /** Creates a private directory (mode 0700) in `parent` and returns its path. */
  makePrivateDir(parent: string, prefix: string): Promise<string>
  /** The names in a directory; empty if it does not exist. */
  list(path: string): Promise<string[]>
  /** The entries of a folder, unordered. Throws if it does not exist. */
  entries(path: string): Promise<FolderEntry[]>
  isDirectory(path: string): Promise<boolean>
  /** Hashes a file of any size. Throws if it does not exist. */
  hash(path: string): Promise<FileHash>
  /** The target of a link, as it was written. */
  readLink(path: string): Promise<string>
  /** Creates a folder (mode 0700), whose parent must exist. */
  makeFolder(path: string): Promise<void>
  /** Creates a folder and its missing parents, with the usual mode. */
  makeFolders(path: string): Promise<void>
  /** The path without links; undefined if it does not exist. */
  realPath(path: string): Promise<string | undefined>
  /** Bytes of a file; undefined if it does not exist or is not a regular file. */
  size(path: string): Promise<number | undefined>
  /** Streams the bytes of a file from `start` on. */
  openRead(path: string, start: number): AsyncIterable<Uint8Array>
  /** Writes a file (mode 0600) from a stream. Throws a TagboatError if it has more than `limit` bytes; the file is incomplete then. */
  writeStream(path: string, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<void>
  link(target: string, path: string): Promise<void>
  /** Removes a file, or a folder with its content; links are removed, never followed. */
  remove(path: string): Promise<void>
  /** The free space at a path, for error messages: `1.2 MB of 20 MB free`; '' if it is unknown. */
  describeFree(path: string): Promise<string>
}

/** A line of a file, relative to the repository, and the title of its annotation. */
export interface Annotated {
  readonly file: string
  readonly line: number
  readonly title: string
}

export interface Log {
  debug(message: string): void
  info(message: string): void
  notice(message: string): void
  warning(message: string): void
  error(message: string): void
  /** An annotation on a line of a file in the checkout. */
  annotate(level: 'warning' | 'error', message: string, place: Annotated): void
  /** Runs `body` with its log lines in a collapsible group. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>
  /** Keeps a value out of every later log line, with its derived forms; `whyUnmasked` reports values that cannot be masked. */
  mask(secret: string): void
  /** The text without masked secrets. */
  clean(text: string): string
  /**
   * Prints a line about digests, references and tags unchanged, because masking a secret with the same text would make the line
   * wrong. The caller cleans its free text.
   */
  report(line: string): void
  /** Prints text from outside so that none of its lines is a workflow command. */
  foreign(line: string): void
}

export interface Clock {
  /** Now, in milliseconds since 1970. */
  now(): number
  /** Ends early when `ended` is aborted. */
  sleep(ms: number, ended?: AbortSignal): Promise<void>
  /** From 0 up to 1, for jitter. */
  random(): number
}

/** The process's environment. Child processes never get all of it. */
export type Env = Readonly<Record<string, string | undefined>>
