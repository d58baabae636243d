import { join, resolve } from 'node:path'
import * as errors from '../errors/build.ts'
import { type Problem, TagboatError, throwAll } from '../errors/tagboat-error.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import type { Files } from '../ports/ports.ts'
import { contextFolder, dockerfilePath } from './paths.ts'

/** Checks in the first second that what the build reads is there; throws with everything that is not. */
export async function checkSources(files: Files, workspace: string, inputs: BuildInputs): Promise<void> {
  const folder = contextFolder(workspace, inputs.context)
  const problems: Problem[] = []
  if (folder !== undefined) {
    if ((await files.list(workspace)).length === 0) throw new TagboatError(errors.workspaceEmpty(workspace))
    if (!(await files.isDirectory(folder))) throw new TagboatError(errors.contextMissing(inputs.context))
    const dockerfile = dockerfilePath(workspace, inputs.context, inputs.file) ?? join(folder, 'Dockerfile')
    if (!(await hasDockerfile(files, dockerfile))) problems.push(errors.dockerfileMissing(dockerfile))
  }
  for (const { key, value } of inputs.secretFiles) {
    const isThere = (await files.read(resolve(workspace, value))) !== undefined
    if (!isThere) problems.push(errors.secretFileMissing(key, value))
  }
  throwAll(problems)
}

/** BuildKit also takes `dockerfile` for `Dockerfile`. */
async function hasDockerfile(files: Files, path: string): Promise<boolean> {
  const small = path.replace(/(^|[/\\])Dockerfile$/, '$1dockerfile')
  return (await files.read(path)) !== undefined || (await files.read(small)) !== undefined
}
