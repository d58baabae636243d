import { join } from 'node:path'
import type { Files } from '../ports/ports.ts'
import { readCommonDir } from './config-includes.ts'

/** HEAD of a repository, from its files. */
export interface ForeignHead {
  /** 40 or 64 hex digits. */
  readonly revision: string
  readonly branch?: string
  readonly defaultBranch?: string
  /** The folder of its objects, absolute. */
  readonly objects: string
}

/**
 * Reads HEAD as files ("gitrepository-layout"), without git; undefined where it names no commit. Refs that are kept in
 * another format than files (reftable) are not found.
 */
export async function readForeignHead(files: Files, gitDir: string): Promise<ForeignHead | undefined> {
  const common = await readCommonDir(files, gitDir)
  const head = await files.read(join(gitDir, 'HEAD'))
  const ref = pointedTo(head)
  const revision = ref === undefined ? idIn(head) : await readRef(files, common, ref)
  if (revision === undefined) return undefined
  const branch = /^refs\/heads\/(.+)$/.exec(ref ?? '')?.[1]
  const origin = pointedTo(await files.read(join(common, 'refs/remotes/origin/HEAD')))
  const defaultBranch = /^refs\/remotes\/origin\/(.+)$/.exec(origin ?? '')?.[1]
  return {
    revision,
    objects: join(common, 'objects'),
    ...(branch === undefined ? {} : { branch }),
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
  }
}

/** A loose ref is newer than a packed one. */
async function readRef(files: Files, common: string, ref: string): Promise<string | undefined> {
  const loose = idIn(await files.read(join(common, ref)))
  if (loose !== undefined) return loose
  const packed = (await files.read(join(common, 'packed-refs'))) ?? ''
  const line = packed.split('\n').find((each) => each.endsWith(` ${ref}`))
  return idIn(line?.slice(0, -ref.length - 1))
}

/** The name that a symbolic ref holds; git lets no name have `..` in it (git-check-ref-format). */
const pointedTo = (text: string | undefined): string | undefined => {
  const name = /^ref:\s*(refs\/\S+)\s*$/.exec(text ?? '')?.[1]
  return name?.includes('..') ? undefined : name
}

const idIn = (text: string | undefined): string | undefined =>
  /^([0-9a-f]{40}(?:[0-9a-f]{24})?)\s*$/.exec(text ?? '')?.[1]
