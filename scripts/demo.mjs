/**
 * `npm run demo`: three pushes to a temporary registry, each by the committed action, run as a GitHub runner runs it.
 * Works straight after a clone: it uses only Node's own modules. Options: --yes (install missing programs without asking),
 * --action FOLDER (another action.yml than this repository's).
 * @import { DemoEngine } from './demo/engine.mjs'
 * @import { Login } from './lib/registry-client.mjs'
 * @import { Env, Say } from './lib/run.mjs'
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { prepareEngine, removeImagesAtEnd } from './demo/engine.mjs'
import { checkOut, makeRepository, PUSHES } from './demo/repository.mjs'
import { barred, bold, shortLog, table } from './demo/show.mjs'
import { startRegistry } from './lib/registry.mjs'
import { headDigest, listTags } from './lib/registry-client.mjs'
import { describeError, mustRun, SetupError } from './lib/run.mjs'
import { runStep } from './lib/runner.mjs'
import { shownLog } from './lib/runner-protocol.mjs'
import { isEnding, onTeardown, teardown } from './lib/teardown.mjs'

const EXPECTED = ['1.2.3', 'latest', 'main', 'tickets-DM-42']

const { values } = parseArgs({
  options: { yes: { type: 'boolean', default: false }, action: { type: 'string' } },
})
const root = resolve(values.action ?? fileURLToPath(new URL('..', import.meta.url)))
/** @type {Say} */
const say = (line) => console.log(`  ${line}`)
/** @type {Say} */
const title = (text) => console.log(`\n${bold(text)}`)

async function demo() {
  const dir = mkdtempSync(join(tmpdir(), 'tagboat-demo-'))
  onTeardown(dir, () => rmSync(dir, { recursive: true, force: true }))
  title('What is needed')
  const engine = await prepareEngine({ dir, yes: values.yes, say })
  const auth = { username: 'demo', password: randomBytes(18).toString('base64url') }
  const registry = await startRegistry({
    dir: join(dir, 'registry'),
    users: { [auth.username]: auth.password },
  })
  say(`registry: a temporary one on ${registry.host}, with a password`)
  const source = join(dir, 'repository')
  await makeRepository(source)
  const image = `${registry.host}/acme/app`
  removeImagesAtEnd(engine, image)
  const inputs = { images: image, registry: registry.host, ...auth }
  for (const [index, push] of PUSHES.entries()) {
    title(`${index + 1}. ${push.title}: ${push.name}`)
    await runAsRunner({
      dir,
      source,
      workspace: join(dir, `workspace-${index}`),
      push,
      inputs,
      env: engine.env,
    })
  }
  await showRegistry(registry.host, auth)
  await pullAndRun(engine, `${image}:1.2.3`, registry.host, auth)
}

/**
 * @param {{
 *   dir: string, source: string, workspace: string, push: (typeof PUSHES)[number], inputs: Record<string, string>, env: Env,
 * }} options `source` is the repository that received the push
 */
async function runAsRunner({ dir, source, workspace, push, inputs, env }) {
  const { sha, event } = await checkOut(source, workspace, push)
  const { PATH, HOME, DOCKER_HOST, DOCKER_CONFIG } = env
  const runner = { workspace, temp: join(dir, 'runner'), env: { PATH, HOME, DOCKER_HOST, DOCKER_CONFIG } }
  const started = Date.now()
  const { main, post } = await runStep({
    ...runner,
    root,
    inputs,
    ref: push.ref,
    sha,
    event,
    eventName: 'push',
  })
  for (const part of [main, post]) {
    if (!part) continue
    if (part.code !== 0)
      throw new SetupError(`The action failed with exit code ${part.code}:\n${barred(part.shown)}`)
    if (part.log.trim()) console.log(shortLog(part.log, (log) => shownLog(log, part.masks)))
  }
  say(`done in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

/** @param {string} host @param {Login} auth */
async function showRegistry(host, auth) {
  title('What the registry holds now')
  const tags = await listTags(host, 'acme/app', auth)
  const rows = await Promise.all(
    tags.map(async (tag) => [`${host}/acme/app:${tag}`, await headDigest(host, 'acme/app', tag, auth)]),
  )
  console.log(table([['tag', 'digest'], ...rows]))
  if (tags.join() !== EXPECTED.join())
    throw new SetupError(`Expected the tags ${EXPECTED.join(', ')}; found ${tags.join(', ') || 'none'}`)
}

/** @param {DemoEngine} engine @param {string} reference @param {string} host @param {Login} auth */
async function pullAndRun({ docker, env }, reference, host, { username, password }) {
  title(`docker run ${reference}`)
  await mustRun(docker, ['login', '--username', username, '--password-stdin', host], { env, input: password })
  await mustRun(docker, ['pull', '--quiet', reference], { env })
  // A temporary engine has no network, and the image needs none.
  const said = await mustRun(docker, ['run', '--rm', '--network=none', reference], { env })
  console.log(barred(said))
}

const started = Date.now()
try {
  await demo()
} catch (error) {
  if (!isEnding()) console.error(`\n${describeError(error)}`)
  process.exitCode = 1
}
const left = await teardown()
if (left.length > 0) process.exitCode = 1
else
  console.log(
    `\nCleaned up: nothing of the demo is left. ${((Date.now() - started) / 1000).toFixed(1)} s in all.`,
  )
