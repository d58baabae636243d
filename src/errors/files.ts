import type { Problem } from '../model/tagboat-error.ts'
import { formatBytes } from '../units.ts'

/** A device or a pipe can block its reader or never end. `kind` is a noun: `a named pipe`. */
export function fileNotRegular(path: string, kind: string): Problem {
  return {
    code: 'file-type',
    what: `'${path}' is ${kind}, not a regular file.`,
    fix: 'Replace it with a regular file. If the path is a link, check where it leads.',
  }
}

/** `limit` in bytes. */
export function fileTooLarge(path: string, limit: number): Problem {
  return {
    code: 'file-size',
    what: `'${path}' is larger than ${limit / (1024 * 1024)} MiB.`,
    fix: 'Check that the path names the right file; no file of this purpose is that large.',
  }
}

/** Free space of a file system: bytes free for this user, bytes in all, and the number of free inodes where it is limited. */
export interface Free {
  readonly bytes: number
  readonly all: number
  readonly files?: number
}

/** `1.2 MB of 20 MB free`; '' where it is unknown. */
export const describeFree = (free: Free | undefined): string =>
  free === undefined
    ? ''
    : `${formatBytes(free.bytes)} of ${formatBytes(free.all)} free${free.files === 0 ? ', no free inodes' : ''}`

export function diskFull(path: string, free: Free | undefined): Problem {
  const left = describeFree(free)
  return {
    code: 'disk-full',
    what: `The disk is full: '${path}' could not be written${left === '' ? '' : ` (${left})`}.`,
    fix: 'Free space there, or set RUNNER_TEMP or TMPDIR to a folder on a larger disk, and run the job again.',
  }
}

/** A program that Tagboat runs reports a full disk, on this machine or on the builder's. */
export function programDiskFull(program: string, free: string, original: string): Problem {
  return {
    code: 'disk-full',
    what: `${program} reports a full disk${free}.`,
    fix: "Free space: 'docker system df' shows the engine's data root, 'docker builder prune' empties its build cache, and 'df' shows this machine's TMPDIR and RUNNER_TEMP. Where the program names a path, it is below.",
    original,
  }
}

/** `reason` is a clause about the path (`is read-only`), `errno` the system's name for it. */
export function notWritable(path: string, reason: string, errno: string): Problem {
  return {
    code: 'path-not-writable',
    what: `'${path}' cannot be written: it ${reason} (${errno}).`,
    fix: 'Create the folder or make it writable. RUNNER_TEMP must name a folder that this user can write to.',
  }
}

export function notReadable(path: string, errno: string): Problem {
  return {
    code: 'path-not-readable',
    what: `'${path}' cannot be read (${errno}).`,
    fix: 'Give the user of this runner permission to read it, or check the disk.',
  }
}

/**
 * Whether the output of a program reports a full disk: the text of ENOSPC and EDQUOT in Go and in the C library. A registry's answer to
 * a push is about the registry's disk, and Linux also returns ENOSPC for too many file watchers (inotify(7)).
 */
export const isDiskFull = (text: string): boolean =>
  text
    .split('\n')
    .some(
      (line) =>
        /no space left on device|disk quota exceeded|ENOSPC(?!: System limit)/i.test(line) &&
        !/failed to push|unexpected status from|unexpected HTTP status/i.test(line),
    )

/** The run itself finished; `problem` is why its outputs could not be written. */
export function outputsUnwritten(problem: Problem): Problem {
  return {
    ...problem,
    what: `The outputs of this step are missing; the log and the summary show the result of the run. ${problem.what}`,
  }
}
