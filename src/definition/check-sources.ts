import { join, resolve } from 'node:path'
import { contextFolder, dockerfilePath } from '../bake/context-address.ts'
import * as errors from '../errors/build.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import type { NamedBuild } from '../inputs/builds.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'

/**
 * Checks early that contexts, Dockerfiles and secret files exist. Throws a TagboatError with everything that is missing. With `isMany`
 * a problem names the item of input builds.
 */
export async function checkSources(
  files: Files,
  workspace: string,
  builds: readonly NamedBuild[],
  isMany = false,
): Promise<void> {
  if (await lacksCheckout(files, workspace, builds)) throw new TagboatError(errors.workspaceEmpty(workspace))
  const problems: Problem[] = []
  for (const { name, build } of builds) {
    problems.push(...(await findMissing(files, workspace, build, isMany ? name : undefined)))
  }
  // Secret files belong to the step and are the same for every item.
  for (const { key, value } of builds[0]?.build.secretFiles ?? []) {
    const exists = (await files.read(resolve(workspace, value))) !== undefined
    if (!exists) problems.push(errors.secretFileMissing(key, value))
  }
  throwAll(problems)
}

/** Whether the workspace is empty although a build has a local context. */
export async function lacksCheckout(
  files: Files,
  workspace: string,
  builds: readonly NamedBuild[],
): Promise<boolean> {
  const isLocal = builds.some(({ build }) => contextFolder(workspace, build.context) !== undefined)
  return isLocal && (await files.list(workspace)).length === 0
}

async function findMissing(
  files: Files,
  workspace: string,
  { context, file }: BuildInputs,
  item: string | undefined,
): Promise<readonly Problem[]> {
  const folder = contextFolder(workspace, context)
  if (folder === undefined) return []
  if (!(await files.isDirectory(folder))) return [errors.contextMissing(context, item)]
  const dockerfile = dockerfilePath(workspace, context, file) ?? join(folder, 'Dockerfile')
  return (await hasDockerfile(files, dockerfile)) ? [] : [errors.dockerfileMissing(dockerfile, item)]
}

/** BuildKit falls back from `Dockerfile` to `dockerfile`. */
async function hasDockerfile(files: Files, path: string): Promise<boolean> {
  const small = path.replace(/(^|[/\\])Dockerfile$/, '$1dockerfile')
  return (await files.read(path)) !== undefined || (await files.read(small)) !== undefined
}
