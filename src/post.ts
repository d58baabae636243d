import { createRedactor } from './masking/redactor.ts'
import { createLog, createRunner } from './ports/actions.ts'
import { createExec } from './ports/exec.ts'
import { createFiles } from './ports/node-files.ts'
import { cleanUp } from './prepare/clean-up.ts'

// The post step removes the private docker config and the builder that the main step made, however that step ended.
const runner = createRunner(process.env)

// An exported login ends here: other actions' post steps get the docker configuration from before.
const previous: Record<string, string> = {}
for (const name of ['DOCKER_CONFIG', 'BUILDX_CONFIG']) {
  const state = runner.state(`exported-${name}`)
  if (state === '') continue
  previous[name] = state.slice('was:'.length)
  runner.exportVariable(name, previous[name])
}

const ports = { exec: createExec(process.env), files: createFiles(), log: createLog(createRedactor()) }
const leftovers = {
  builder: runner.state('builder'),
  config: runner.state('config'),
  buildx: runner.state('buildx'),
}
await cleanUp(ports, leftovers, previous)
