import { join } from 'node:path'
import { removeBuilder } from './builder/create-builder.ts'
import { createBuildx } from './docker/docker.ts'
import { createRedactor } from './masking/redactor.ts'
import { describeProblem, problemsOf } from './model/tagboat-error.ts'
import { createLog, createRunner } from './ports/actions.ts'
import { createExec } from './ports/exec.ts'
import { createFiles } from './ports/node-files.ts'
import { buildxFile } from './setup/buildx-release.ts'

// The post step removes the private docker config and the builder that the main step made, however that step ended.
const runner = createRunner(process.env)
const log = createLog(createRedactor())

// An exported login ends here: other actions' post steps get the docker configuration from before.
const previous: Record<string, string> = {}
for (const name of ['DOCKER_CONFIG', 'BUILDX_CONFIG']) {
  const state = runner.state(`exported-${name}`)
  if (state === '') continue
  previous[name] = state.slice('was:'.length)
  runner.exportVariable(name, previous[name])
}

/** The folder of a downloaded buildx. */
const downloaded = runner.state('buildx')
const builder = runner.state('builder')
if (builder !== '') {
  const plugin = downloaded === '' ? undefined : join(downloaded, buildxFile)
  const done = await removeBuilder(createBuildx(createExec(process.env), plugin, previous), builder)
  if (done) log.info(`Removed builder ${builder}.`)
  else log.warning(`Builder ${builder} could not be removed; 'docker buildx rm ${builder}' does it.`)
}

const config = runner.state('config')
if (config !== '') {
  const problems = await problemsOf(() => createFiles().remove(config))
  for (const problem of problems)
    log.warning(`The private docker config could not be removed: ${describeProblem(problem)}`)
  if (problems.length === 0) log.info('Removed the private docker config.')
}

if (downloaded !== '') {
  for (const problem of await problemsOf(() => createFiles().remove(downloaded)))
    log.warning(`The downloaded buildx could not be removed: ${describeProblem(problem)}`)
}
