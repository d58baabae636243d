import { basename, dirname, join, resolve } from 'node:path'
import { type BakeTarget, textOf } from '../bake/bake-target.ts'
import type { Files } from '../ports/ports.ts'
import { type Dockerignore, parseDockerignore } from './dockerignore.ts'

/** A Dockerfile and where it was found. */
export interface FoundDockerfile {
  readonly text: string
  /** The requested path, absolute; undefined for a Dockerfile that is inline in the definition. */
  readonly path: string | undefined
}

/** Reads a target's Dockerfile from its definition or its context's folder; undefined if it is in neither. */
export async function readDockerfile(
  files: Files,
  folder: string | undefined,
  target: BakeTarget,
): Promise<FoundDockerfile | undefined> {
  const inline = textOf(target, 'dockerfile-inline')
  if (inline !== '') return { text: inline, path: undefined }
  if (folder === undefined) return undefined
  const path = resolve(folder, textOf(target, 'dockerfile') || 'Dockerfile')
  // BuildKit falls back from `Dockerfile` to `dockerfile`.
  const small = basename(path) === 'Dockerfile' ? join(dirname(path), 'dockerfile') : path
  const text = (await files.read(path)) ?? (await files.read(small))
  return text === undefined ? undefined : { text, path }
}

/**
 * Reads the ignore rules of a context: `<Dockerfile>.dockerignore` beside the Dockerfile, or else `.dockerignore` at the context's
 * root (Docker docs, "Build context"). A named context has only the latter, so `dockerfile` is undefined for it. Undefined if the file
 * cannot be understood.
 */
export async function readDockerignore(
  files: Files,
  folder: string,
  dockerfile: string | undefined,
): Promise<Dockerignore | undefined> {
  const own = dockerfile === undefined ? undefined : await files.read(`${dockerfile}.dockerignore`)
  return parseDockerignore(own ?? (await files.read(join(folder, '.dockerignore'))) ?? '')
}
