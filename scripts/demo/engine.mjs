/**
 * The engine that the demo builds with: a local engine if one answers, otherwise a temporary one.
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
 * @typedef {{docker: string, env: Env, own: boolean}} DemoEngine the client, and the environment with which it and the action
 *   use this engine without the user's configuration; `own`: a temporary engine
 */

/**
 * Makes sure that all programs are installed and that an engine runs.
 * @param {{dir: string, yes: boolean, say: Say}} options
 * @returns {Promise<DemoEngine>}
 */
export async function prepareEngine({ dir, yes, say }) {
  const local = await localEngine()
  const client = await ensurePackages({ engine: !local, packages: PACKAGES, yes, say })
  const config = join(dir, 'docker')
  mkdirSync(config, { mode: 0o700 })
  // A buildx that is installed only for this user is in the docker configuration.
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
  if (local) say(`engine: the local one on ${local}`)
  const engine = local ? { host: local } : await startEngine({ dir: join(dir, 'e'), name: 'demo' })
  if (!local) say('engine: a temporary one, since none answered')
  return { docker: client.path, env: { ...env, DOCKER_HOST: engine.host }, own: !local }
}

/** The socket of the local engine; '' if none answers, or for one on another machine, which cannot reach the demo's registry. */
async function localEngine() {
  const client = await findClient()
  if (!client || !(await engineAnswers())) return ''
  const { stdout } = await run(client.path, ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'])
  return stdout.trim().startsWith('unix://') ? stdout.trim() : ''
}

/**
 * Removes the demo's images from an engine that keeps running.
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
