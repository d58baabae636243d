import { basename, dirname, join, resolve } from 'node:path'
import { type BakeTarget, textOf } from '../bake/bake-target.ts'
import type { Files } from '../ports/ports.ts'
import { type Dockerignore, parseDockerignore } from './dockerignore.ts'

/** A Dockerfile that was found. */
export interface FoundDockerfile {
  readonly text: string
  /** The path that was asked for, absolute; undefined where the text stands in the definition. */
  readonly path: string | undefined
}

/** The Dockerfile of a target, from its definition or its context's folder; undefined where it is in neither. */
export async function readDockerfile(
  files: Files,
  folder: string | undefined,
  target: BakeTarget,
): Promise<FoundDockerfile | undefined> {
  const inline = textOf(target, 'dockerfile-inline')
  if (inline !== '') return { text: inline, path: undefined }
  if (folder === undefined) return undefined
  const path = resolve(folder, textOf(target, 'dockerfile') || 'Dockerfile')
  // BuildKit also takes `dockerfile` for `Dockerfile`.
  const small = basename(path) === 'Dockerfile' ? join(dirname(path), 'dockerfile') : path
  const text = (await files.read(path)) ?? (await files.read(small))
  return text === undefined ? undefined : { text, path }
}

/**
 * What is left out of a context: by the file beside its Dockerfile that has the Dockerfile's name and `.dockerignore`
 * behind it, else by `.dockerignore` at the context's root (Docker docs, "Build context"). A named context has only the
 * latter. Undefined where that file cannot be understood.
 */
export async function readDockerignore(
  files: Files,
  folder: string,
  dockerfile: string | undefined,
): Promise<Dockerignore | undefined> {
  const own = dockerfile === undefined ? undefined : await files.read(`${dockerfile}.dockerignore`)
  return parseDockerignore(own ?? (await files.read(join(folder, '.dockerignore'))) ?? '')
}
