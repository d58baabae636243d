/**
 * Runs docker/metadata-action's own bundle for an event, offline: a server on the loopback stands in for GitHub's API.
 * @import { Described } from './recorded-workflows.mjs'
 * @import { Env } from './run.mjs'
 * @typedef {{tags: string[], version: string}} Observed the references, and the output version
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commit, now } from './recorded-workflows.mjs'
import { inputVariable, parseCommandFile } from './runner-protocol.mjs'

/** Fixes the clock, so that recorded dates are reproducible. */
const stillClock = `data:text/javascript,${encodeURIComponent(`
  const Real = Date
  const still = Real.parse('${now}')
  globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length > 0 ? given : [still])) }
    static now() { return still }
  }
`)}`

/**
 * @param {string} action the folder of a checkout of docker/metadata-action, with its dist/
 * @returns {Promise<{observe(inputs: Record<string, string>, event: Described): Promise<Observed>, close(): void}>}
 * `observe` throws an error with the action's log if it fails
 */
export async function startMetadataAction(action) {
  /** @type {{repository: object}} */
  const asked = { repository: {} }
  const server = createServer((request, response) => {
    const isCommit = /\/commits\//.test(request.url ?? '')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(isCommit ? { commit: { committer: { date: now } } } : asked.repository))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  const api = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    close: () => server.close(),
    observe: (inputs, event) => {
      asked.repository = event.payload.repository
      return run(action, api, inputs, event)
    },
  }
}

/**
 * @param {string} action
 * @param {string} api
 * @param {Record<string, string>} inputs
 * @param {Described} event
 * @returns {Promise<Observed>}
 */
async function run(action, api, inputs, { payload, contexts: { github } }) {
  const temp = mkdtempSync(join(tmpdir(), 'metadata-action-'))
  try {
    for (const name of ['output', 'env', 'summary']) writeFileSync(join(temp, name), '')
    writeFileSync(join(temp, 'event.json'), JSON.stringify(payload))
    const given = Object.entries({ context: 'workflow', 'github-token': 'none', ...inputs })
    const env = {
      ...Object.fromEntries(given.map(([name, value]) => [inputVariable(name), value])),
      PATH: process.env.PATH,
      HOME: temp,
      RUNNER_TEMP: temp,
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTOR: github.actor,
      GITHUB_API_URL: api,
      GITHUB_ENV: join(temp, 'env'),
      GITHUB_EVENT_NAME: github.event_name,
      GITHUB_EVENT_PATH: join(temp, 'event.json'),
      GITHUB_OUTPUT: join(temp, 'output'),
      GITHUB_REF: github.ref,
      GITHUB_REPOSITORY: github.repository,
      GITHUB_RUN_ID: '1',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_SHA: commit,
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
      GITHUB_WORKSPACE: temp,
    }
    const { code, log } = await runNode([`--import=${stillClock}`, join(action, 'dist/index.cjs')], env)
    if (code !== 0) throw new Error(`docker/metadata-action failed:\n${log}`)
    const { tags = '', version = '' } = parseCommandFile(readFileSync(join(temp, 'output'), 'utf8'))
    return { tags: tags.split('\n').filter(Boolean), version }
  } finally {
    rmSync(temp, { recursive: true, force: true })
  }
}

/** @param {string[]} args @param {Env} env @returns {Promise<{code: number | null, log: string}>} */
function runNode(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let log = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, log }))
  })
}
