import { stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import { createFileDigests } from './file-digests.ts'
import { readIgnoreFile } from './sources.ts'
import { digestTree } from './tree.ts'

/** What was read, or why it could not be. */
export interface Attempt<T> {
  readonly found: T | undefined
  readonly doubts: readonly string[]
}

/**
 * The digest of a local context's folder. `what` names it in a doubt; `dockerfile` is the path whose own list of ignored
 * files comes first, undefined for a named context.
 */
export type ReadFolder = (
  what: string,
  folder: string,
  dockerfile: string | undefined,
) => Promise<Attempt<string>>

export function createFolderReader(files: Files, digestFile = createFileDigests(files)): ReadFolder {
  return (what, folder, dockerfile) =>
    attempt(what, async () => {
      const ignore = await readIgnoreFile(files, folder, dockerfile)
      return ignore && (await digestTree(files, folder, ignore, digestFile))
    })
}

/** What is not there, cannot be opened or cannot be understood becomes a doubt. */
export async function attempt<T>(what: string, read: () => Promise<T | undefined>): Promise<Attempt<T>> {
  try {
    const found = await read()
    return { found, doubts: found === undefined ? [`${what} could not be read`] : [] }
  } catch (error) {
    const isClosed =
      error instanceof TagboatError && error.problems.every(({ code }) => code === 'path-not-readable')
    const code = isClosed ? 'no right to read it' : stringAt(error, 'code')
    if (code === undefined) throw error
    return { found: undefined, doubts: [`${what} could not be read (${code})`] }
  }
}
