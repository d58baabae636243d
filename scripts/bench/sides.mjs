/**
 * The sides of a comparison. Each runs once, and returns its measurements.
 * @import { Step } from '../lib/runner.mjs'
 * @import { Command } from './peers.mjs'
 * @import { Phase } from './requests.mjs'
 * @import { Setting } from './setting.mjs'
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { run, SetupError, tail } from '../lib/run.mjs'
import { runAction } from '../lib/runner.mjs'
import { countRequests, splitPhases } from './requests.mjs'

/** @typedef {{ms: number, requests?: number, rounds?: number, bytes?: number, phases?: Phase[], post?: number}} Sample */

let steps = 0

/**
 * Runs the action's main file as a runner does, then its post file. `ms` is main's time; the job waits for post too, but
 * only at its end.
 * @param {Setting} setting
 * @param {Record<string, string>} inputs
 * @returns {Promise<Sample & {post: number}>}
 */
export async function runTagboat(setting, inputs) {
  const { root, node, project, env } = setting
  // A separate home: the user's logins must not help.
  const home = join(setting.dir, `home-${++steps}`)
  mkdirSync(home)
  const step = {
    ...{ root, node, inputs, workspace: project.workspace, temp: join(setting.dir, 'runner') },
    ...{ ref: 'refs/heads/main', sha: project.sha, event: project.event, eventName: 'push' },
    env: { ...env, HOME: home },
  }
  const main = await timeAction(step)
  const measured = await takeMeasured(setting)
  const post = await timeAction({ ...step, part: 'post', state: main.state })
  return {
    ms: main.end - main.start,
    ...countRequests(measured),
    phases: splitPhases(measured, main),
    post: post.end - post.start,
  }
}

/** @param {Step & {part?: 'main' | 'post'}} step */
async function timeAction(step) {
  let start = performance.now()
  const onStart = () => {
    start = performance.now()
  }
  const done = await runAction({ ...step, onStart })
  const end = performance.now()
  if (done.code !== 0) throw new SetupError(`The action failed:\n${tail(done.log, 20)}`)
  return { start, end, state: done.state }
}

/**
 * Runs a command as a user who has logged in before.
 * @param {Setting} setting
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Sample>}
 */
export function runCommand(setting, command, args) {
  return runCommands(setting, [[command, args]])
}

/**
 * Runs commands as that user, one after another.
 * @param {Setting} setting
 * @param {Command[]} commands
 * @returns {Promise<Sample>}
 */
export async function runCommands(setting, commands) {
  const { env, project } = setting
  const start = performance.now()
  for (const [command, args] of commands) {
    const { code, stdout, stderr } = await run(command, args, { env, cwd: project.workspace })
    if (code === 0) continue
    // Its requests must not count for the next run.
    await takeMeasured(setting)
    throw new SetupError(`"${command} ${args[0]}" failed:\n${tail(`${stdout}\n${stderr}`, 20)}`)
  }
  const end = performance.now()
  const measured = await takeMeasured(setting)
  return { ms: end - start, ...countRequests(measured), phases: splitPhases(measured, { start, end }) }
}

/** The requests to both registries together, since those to one may wait for the other. @param {Setting} setting */
async function takeMeasured({ store, second }) {
  return [...(await store.meter.take()), ...(await second.meter.take())]
}
