import { join } from 'node:path'
import { removeBuilder } from '../builder/create-builder.ts'
import { createBuildx } from '../docker/docker.ts'
import { describeProblem, problemsOf } from '../model/tagboat-error.ts'
import type { Env, Exec, Files, Log } from '../ports/ports.ts'
import { buildxFile } from '../setup/buildx-release.ts'

/** What a run leaves on the machine; '' for each that it did not make. */
export interface Leftovers {
  /** The name of a builder. */
  readonly builder: string
  /** The folder of the private docker configuration. */
  readonly config: string
  /** The folder of a downloaded buildx. */
  readonly buildx: string
}

interface CleanUpPorts {
  readonly exec: Exec
  readonly files: Pick<Files, 'remove'>
  readonly log: Log
}

/**
 * Removes what a run leaves on the machine, however it ended. A failure is a warning. `env` is added to the environment of buildx:
 * docker's own configuration, after an exported login.
 */
export async function cleanUp(
  { exec, files, log }: CleanUpPorts,
  { builder, config, buildx }: Leftovers,
  env: Env = {},
): Promise<void> {
  if (builder !== '') {
    const plugin = buildx === '' ? undefined : join(buildx, buildxFile)
    const done = await removeBuilder(createBuildx(exec, plugin, env), builder)
    if (done) log.info(`Removed builder ${builder}.`)
    else log.warning(`Builder ${builder} could not be removed; 'docker buildx rm ${builder}' does it.`)
  }
  const remove = async (what: string, folder: string) => {
    const problems = folder === '' ? [] : await problemsOf(() => files.remove(folder))
    for (const problem of problems)
      log.warning(`The ${what} could not be removed: ${describeProblem(problem)}`)
    return folder !== '' && problems.length === 0
  }
  if (await remove('private docker config', config)) log.info('Removed the private docker config.')
  await remove('downloaded buildx', buildx)
}
