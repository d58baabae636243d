import { basename, dirname, relative, resolve, sep } from 'node:path'
import { type BakeTarget, textOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/context-address.ts'
import { readDockerfile } from '../content/build-files.ts'
import { findRepository } from '../git/find-repository.ts'
import { isWithin } from '../is-within.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Files } from '../ports/ports.ts'

/** A Dockerfile of the checkout that a target is built from. */
export interface LocalDockerfile {
  readonly target: string
  /** Its name without the folder, by which BuildKit names it. */
  readonly name: string
  /** As GitHub's annotations need it: relative to the repository, with slashes. */
  readonly path: string
  readonly text: string
}

export interface DockerfileSearch {
  readonly targets: ReadonlyMap<string, BakeTarget>
  readonly workspace: string
  readonly trigger: Pick<Trigger, 'revision' | 'sha'>
}

/**
 * Reads the Dockerfiles of all targets. Those that are inline in the definition, in a remote context or outside the workspace are left
 * out, and so is any that cannot be read: annotations are not worth an error.
 */
export async function readLocalDockerfiles(
  files: Files,
  { targets, workspace, trigger }: DockerfileSearch,
): Promise<readonly LocalDockerfile[]> {
  const found = [...targets].map(async ([target, definition]) => {
    const folder = contextFolder(workspace, textOf(definition, 'context') || '.')
    const read = await readDockerfile(files, folder, definition).catch(() => undefined)
    if (read?.path === undefined || !isWithin(workspace, read.path)) return []
    const root = await findRoot(files, workspace, dirname(read.path), trigger)
    const path = relative(root, read.path).split(sep).join('/')
    return [{ target, name: basename(read.path), path, text: read.text }]
  })
  return (await Promise.all(found)).flat()
}

/** A checkout in a subfolder is the event's repository if its HEAD is the event's commit. */
async function findRoot(
  files: Files,
  workspace: string,
  folder: string,
  { revision, sha }: DockerfileSearch['trigger'],
): Promise<string> {
  if (revision !== sha) return workspace
  const { repository } = await findRepository(files, workspace, folder).catch(() => unknownPlace)
  if (repository.kind !== 'foreign' || !isWithin(workspace, repository.folder)) return workspace
  return resolve(workspace, repository.folder)
}

const unknownPlace = { repository: { kind: 'none' } } as const
