import type { Problem } from '../model/tagboat-error.ts'
import { formatBytes } from '../units.ts'

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

/** What is left on a file system: bytes for this user, bytes in all, and how many files can be added where that has a limit. */
export interface Free {
  readonly bytes: number
  readonly all: number
  readonly files?: number
}

/** `1.2 MB of 20 MB free`; '' where it is unknown. */
export const describeFree = (free: Free | undefined): string =>
  free === undefined
    ? ''
    : `${formatBytes(free.bytes)} of ${formatBytes(free.all)} free${free.files === 0 ? ', no file can be added' : ''}`

export function diskFull(path: string, free: Free | undefined): Problem {
  const left = describeFree(free)
  return {
    code: 'disk-full',
    what: `The disk is full: '${path}' could not be written${left === '' ? '' : ` (${left})`}.`,
    fix: 'Free space there, or set RUNNER_TEMP or TMPDIR to a folder on a larger disk, and run the job again.',
  }
}

/** A program that Tagboat runs reports a full disk: on this machine, or on the one of the builder. */
export function programDiskFull(program: string, free: string, original: string): Problem {
  return {
    code: 'disk-full',
    what: `${program} reports a full disk${free}.`,
    fix: "Free space: 'docker system df' shows the engine's data root and 'docker builder prune' empties its build cache; 'df' shows this machine's TMPDIR and RUNNER_TEMP. The path is below, where the program names one.",
    original,
  }
}

/** `reason` as a clause about the path, `errno` the system's name for it. */
export function notWritable(path: string, reason: string, errno: string): Problem {
  return {
    code: 'path-not-writable',
    what: `'${path}' cannot be written: it ${reason} (${errno}).`,
    fix: 'Create the folder or make it writable; RUNNER_TEMP must name a folder that this user can write to.',
  }
}

export function notReadable(path: string, errno: string): Problem {
  return {
    code: 'path-not-readable',
    what: `'${path}' cannot be read (${errno}).`,
    fix: 'Give the user of this runner the right to read it, or check the disk.',
  }
}

/**
 * What a program writes about a full disk: the text of ENOSPC and EDQUOT in Go and in the C library. A registry's answer to a push is
 * about the registry's disk, and Linux has ENOSPC for too many file watchers too (inotify(7)).
 */
export const isDiskFull = (text: string): boolean =>
  text
    .split('\n')
    .some(
      (line) =>
        /no space left on device|disk quota exceeded|ENOSPC(?!: System limit)/i.test(line) &&
        !/failed to push|unexpected status from|unexpected HTTP status/i.test(line),
    )

/** The run itself came to its end; `problem` is why an output is missing. */
export function outputsUnwritten(problem: Problem): Problem {
  return {
    ...problem,
    what: `The outputs of this step are missing, and the rest of the run is as the log and the summary say. ${problem.what}`,
  }
}
