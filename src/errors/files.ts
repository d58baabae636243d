import type { Problem } from './tagboat-error.ts'

/** A device or a pipe can block a reader or never end, and `kind` says which it is: `a named pipe`. */
export function fileNotRegular(path: string, kind: string): Problem {
  return {
    code: 'file-type',
    what: `'${path}' is ${kind}, not a regular file.`,
    fix: 'Put a regular file there. If the path is a link, check where it leads.',
  }
}

/** `limit` in bytes. */
export function fileTooLarge(path: string, limit: number): Problem {
  return {
    code: 'file-size',
    what: `'${path}' is larger than ${limit / (1024 * 1024)} MiB.`,
    fix: 'Check that the path names the file that you mean; no file of this purpose is that large.',
  }
}
