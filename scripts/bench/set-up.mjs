/**
 * What set-up costs: Tagboat when nothing is missing, and the whole way from a fresh runner to a pushed image, alone and with docker's
 * five actions.
 * @import { StepResult } from '../lib/runner.mjs'
 * @import { Options } from './options.mjs'
 * @import { Scenario } from './publish.mjs'
 * @import { Setting } from './setting.mjs'
 * @import { Sample } from './sides.mjs'
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureRuns } from '../lib/emulation.mjs'
import { fetchBusybox } from '../lib/foreign-busybox.mjs'
import { EMULATED, pushQemuImage, unregisterForTests } from '../lib/qemu-image.mjs'
import { startRegistry } from '../lib/registry.mjs'
import { SetupError, tail } from '../lib/run.mjs'
import { runAction } from '../lib/runner.mjs'
import { onTeardown } from '../lib/teardown.mjs'
import { runTagboat } from './sides.mjs'

const foreign = process.arch === 'arm64' ? 'amd64' : 'arm64'
const native = process.arch === 'arm64' ? 'arm64' : 'amd64'
const platforms = `linux/${native},linux/${foreign}`
const copies = 'FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH/busybox /bin/busybox\n'

/** docker's actions, in the order of a usual workflow. */
const ACTIONS = ['setup-qemu', 'setup-buildx', 'login', 'metadata', 'build-push']

/**
 * @param {Setting} setting
 * @param {Pick<Options, 'dockerActions'>} options
 * @returns {Scenario[]}
 */
export function setUpScenarios(setting, { dockerActions }) {
  const { host } = setting.store.meter
  /** @param {string} name @param {number} turn @param {Record<string, string>} more */
  const publish = (name, turn, more) =>
    runTagboat(setting, {
      images: `${host}/acme/${name}`,
      tags: `type=raw,value=t${turn}`,
      ...{ registry: host, ...setting.auth, platforms },
      ...more,
    })
  const present = {
    name: 'two platforms, nothing is missing',
    about: { what: 'set-up' },
    prepare: async () => {
      setting.store.meter.delay(0)
      await writeProject(setting)
      for (const file of ['Dockerfile.run', 'Dockerfile.copy']) await publish('set-up', 0, { file })
    },
    sides: [
      { name: 'a RUN on each', run: run('with-run', 'Dockerfile.run') },
      { name: 'no RUN', run: run('without-run', 'Dockerfile.copy') },
    ],
  }
  if (dockerActions === undefined) return [present]
  return [present, compareActions(setting, dockerActions, run('first', 'Dockerfile.copy'))]

  /** @param {string} name @param {string} file @returns {(turn: number) => Promise<Sample>} */
  function run(name, file) {
    return (turn) => publish(name, turn, { file })
  }
}

/**
 * A Dockerfile that executes a program on both platforms, and one that only copies it.
 * @param {Setting} setting
 */
async function writeProject({ project: { workspace } }) {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/tagboat', import.meta.url))
  const program = await fetchBusybox(foreign, cache)
  await ensureRuns(program, foreign)
  for (const [architecture, path] of [
    [native, join(workspace, 'busybox')],
    [foreign, program],
  ]) {
    mkdirSync(join(workspace, architecture ?? ''), { recursive: true })
    copyFileSync(path ?? '', join(workspace, architecture ?? '', 'busybox'))
  }
  writeFileSync(join(workspace, 'Dockerfile.copy'), copies)
  writeFileSync(join(workspace, 'Dockerfile.run'), `${copies}RUN ["/bin/busybox", "true"]\n`)
}

/**
 * @param {Setting} setting
 * @param {string} folder has a folder with action.yml and dist/ for each of docker's actions: `login-action`, ...
 * @param {(turn: number) => Promise<Sample>} tagboat
 * @returns {Scenario}
 */
function compareActions(setting, folder, tagboat) {
  /** @type {{qemu: string, api: string}} */
  const prepared = { qemu: '', api: '' }
  return {
    name: 'first step to image',
    about: { what: 'first step' },
    prepare: async () => {
      prepared.api = await startApi(setting)
      prepared.qemu = await makeQemuImage(setting)
    },
    sides: [
      { name: 'tagboat', run: tagboat },
      { name: 'five actions', run: (turn) => runActions(setting, folder, prepared, turn) },
    ],
  }
}

/**
 * The stand-in of tonistiigi/binfmt in an open registry, since the bench pulls no image.
 * @param {Setting} setting
 */
async function makeQemuImage(setting) {
  await unregisterForTests()
  const { host } = await startRegistry({ dir: join(setting.dir, 'tools') })
  const reference = `${host}/tools/binfmt:1`
  const busybox = join(setting.project.workspace, 'busybox')
  await pushQemuImage({ dir: join(setting.dir, 'qemu'), reference, busybox, env: setting.env })
  return reference
}

/** GitHub's API as far as docker/metadata-action asks it: the repository, and the commit's time. @param {Setting} setting */
async function startApi({ project }) {
  const { repository } = /** @type {{repository: object}} */ (project.event)
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'application/json')
    const commit = { commit: { committer: { date: new Date(0).toISOString() } } }
    response.end(JSON.stringify(url.includes('/commits/') ? commit : repository))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  onTeardown('the API for docker/metadata-action', () => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

/**
 * Runs the main files of docker's actions like a runner, with the outputs of the fourth in the fifth. `ms` is their sum.
 * @param {Setting} setting
 * @param {string} folder
 * @param {{qemu: string, api: string}} prepared
 * @param {number} turn
 * @returns {Promise<Sample>}
 */
async function runActions(setting, folder, { qemu, api }, turn) {
  const { node, project, env, auth } = setting
  const { host } = setting.store.meter
  const home = join(setting.dir, `actions-${turn}`)
  mkdirSync(home)
  /** @type {Record<string, string>} */
  let found = {}
  /** @type {Record<string, () => Record<string, string>>} */
  const inputs = {
    'setup-qemu': () => ({ image: qemu, platforms: EMULATED, 'cache-image': 'false' }),
    'setup-buildx': () => ({ driver: 'docker', 'cache-binary': 'false' }),
    login: () => ({ registry: host, ...auth, logout: 'false' }),
    metadata: () => ({
      images: `${host}/acme/five`,
      tags: `type=raw,value=t${turn}`,
      'github-token': 'none',
    }),
    'build-push': () => ({
      ...{ context: '.', file: 'Dockerfile.copy', push: 'true', platforms },
      ...{ tags: found.tags ?? '', labels: found.labels ?? '' },
    }),
  }
  let ms = 0
  for (const name of ACTIONS) {
    const start = performance.now()
    const done = await runAction({
      ...{
        root: join(folder, `${name}-action`),
        node,
        workspace: project.workspace,
        temp: join(home, 'temp'),
      },
      ...{ ref: 'refs/heads/main', sha: project.sha, event: project.event, eventName: 'push' },
      inputs: inputs[name]?.() ?? {},
      env: { ...env, HOME: home, GITHUB_API_URL: api, DOCKER_BUILD_SUMMARY: 'false' },
    })
    ms += performance.now() - start
    check(name, done)
    found = done.outputs
  }
  return { ms }
}

/** @param {string} name @param {StepResult} done */
function check(name, done) {
  if (done.code !== 0) throw new SetupError(`docker/${name}-action failed:\n${tail(done.log, 20)}`)
}
