/**
 * The engine the demo builds with: the one that answers on this machine, else a throw-away one.
 * @import { Env, Say } from '../lib/run.mjs'
 */
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { findClient } from '../lib/docker-client.mjs'
import { engineAnswers, startEngine } from '../lib/engine.mjs'
import { ensurePackages } from '../lib/packages.mjs'
import { run } from '../lib/run.mjs'
import { onTeardown } from '../lib/teardown.mjs'

const PACKAGES = ['docker-registry', 'apache2-utils', 'busybox-static', 'git']

/**
 * @typedef {{docker: string, env: Env, own: boolean}} DemoEngine the client, and the environment that makes it, and the action,
 *   use this engine and nothing of the person's configuration; `own`: a throw-away one
 */

/**
 * Makes sure that all programs and an engine are there.
 * @param {{dir: string, yes: boolean, say: Say}} options
 * @returns {Promise<DemoEngine>}
 */
export async function prepareEngine({ dir, yes, say }) {
  const there = await localEngine()
  const client = await ensurePackages({ engine: !there, packages: PACKAGES, yes, say })
  const config = join(dir, 'docker')
  mkdirSync(config, { mode: 0o700 })
  // A buildx that is installed for this person only lives below the configuration.
  const plugins = join(process.env.DOCKER_CONFIG ?? join(homedir(), '.docker'), 'cli-plugins')
  if (existsSync(plugins))
    cpSync(plugins, join(config, 'cli-plugins'), { recursive: true, dereference: true })
  const env = {
    ...process.env,
    PATH: client.PATH,
    HOME: dir,
    DOCKER_CONFIG: config,
    DOCKER_CONTEXT: undefined,
  }
  if (there) say(`engine: the one that answers on ${there}`)
  const engine = there ? { host: there } : await startEngine({ dir: join(dir, 'e'), name: 'demo' })
  if (!there) say('engine: a throw-away one, since none answered')
  return { docker: client.path, env: { ...env, DOCKER_HOST: engine.host }, own: !there }
}

/** The socket of the engine that answers here; '' for one on another machine, which cannot reach the demo's registry. */
async function localEngine() {
  const client = await findClient()
  if (!client || !(await engineAnswers())) return ''
  const { stdout } = await run(client.path, ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'])
  return stdout.trim().startsWith('unix://') ? stdout.trim() : ''
}

/**
 * Takes the demo's images out of an engine that stays, at the end.
 * @param {DemoEngine} engine
 * @param {string} repository
 */
export function removeImagesAtEnd({ docker, env, own }, repository) {
  if (own) return
  onTeardown('images', async () => {
    const { stdout } = await run(docker, ['image', 'ls', '--quiet', '--no-trunc', repository], { env })
    const ids = [...new Set(stdout.split('\n').filter(Boolean))]
    if (ids.length > 0) await run(docker, ['image', 'rm', '--force', ...ids], { env })
  })
}
