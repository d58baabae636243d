/**
 * Runs an action's files like a GitHub runner.
 * @import { ChildProcess } from 'node:child_process'
 * @import { Env } from './run.mjs'
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseActionYml } from './action-yml.mjs'
import { sleep } from './run.mjs'
import { FILES, stepEnvironment } from './runner-environment.mjs'
import { parseCommandFile, parseWorkflowCommands, shownLog } from './runner-protocol.mjs'
import { onTeardown } from './teardown.mjs'

/**
 * @typedef {{
 *   root: string,
 *   inputs?: Record<string, string>,
 *   env?: Env,
 *   event?: object,
 *   eventName?: string,
 *   ref?: string,
 *   sha?: string,
 *   repository?: string,
 *   workspace: string,
 *   temp?: string,
 *   node?: string,
 *   state?: Record<string, string>,
 *   onStart?: ((child: ChildProcess) => void) | undefined,
 *   onOutput?: (text: string) => void,
 *   timeout?: number,
 * }} Step
 * `root` holds action.yml; `env` overrides everything, and undefined removes a variable; `temp` is RUNNER_TEMP, and
 * is kept when it is given; `node` runs the files; `state` is the state that main saved, for post; `timeout` in ms
 * @typedef {{
 *   code: number, signal: string, stdout: string, stderr: string, log: string, shown: string,
 *   outputs: Record<string, string>, state: Record<string, string>, exportedEnv: Record<string, string>,
 *   path: string[], summary: string,
 *   annotations: {level: string, message: string, title: string, file?: string, line?: number}[], masks: string[], temp: string,
 * }} StepResult
 * `log` is stdout and stderr in order of output, `shown` the same as a runner shows it; `code` is 1 after a signal
 */

/**
 * Runs one part of an action.
 * @param {Step & {part?: 'main' | 'post'}} step
 * @returns {Promise<StepResult>}
 * @throws {Error} if action.yml names no such file, the file is missing, or a command file is malformed
 */
export async function runAction({ part = 'main', ...step }) {
  const action = parseActionYml(readFileSync(join(step.root, 'action.yml'), 'utf8'))
  const file = join(step.root, action[part])
  if (!action[part] || !existsSync(file))
    throw new Error(`action.yml names no existing file for "${part}": "${action[part]}"`)
  return withTemp(step, async (temp) => {
    // In the same place as on a runner, so that they are removed with RUNNER_TEMP.
    const commands = join(temp, '_runner_file_commands')
    mkdirSync(commands, { recursive: true })
    try {
      for (const name of Object.values(FILES)) writeFileSync(join(commands, name), '')
      writeFileSync(join(commands, 'event.json'), JSON.stringify(step.event ?? {}))
      const ended = await runNode(file, stepEnvironment({ ...step, action, temp, commands }), step)
      return { ...ended, ...readCommands(commands), ...readLog(ended.log), temp }
    } finally {
      rmSync(commands, { recursive: true, force: true })
    }
  })
}

/**
 * Passes the step's RUNNER_TEMP, or a folder that is removed afterwards.
 * @template T
 * @param {Step} step
 * @param {(temp: string) => Promise<T>} work
 */
async function withTemp(step, work) {
  if (step.temp) return work(step.temp)
  const temp = mkdtempSync(join(tmpdir(), 'tagboat-runner-'))
  const remove = () => rmSync(temp, { recursive: true, force: true })
  const forget = onTeardown(temp, remove)
  try {
    return await work(temp)
  } finally {
    remove()
    forget()
  }
}

/**
 * Runs main and then post, even if main failed, like the runner. Post gets the state that main saved.
 * @param {Step} step
 * @returns {Promise<{main: StepResult, post: StepResult | undefined}>} post is undefined where the action has none
 */
export async function runStep(step) {
  return withTemp(step, async (temp) => {
    const main = await runAction({ ...step, temp })
    const { post } = parseActionYml(readFileSync(join(step.root, 'action.yml'), 'utf8'))
    if (!post) return { main, post: undefined }
    const later = {
      ...step,
      temp,
      env: { ...main.exportedEnv, ...step.env },
      state: main.state,
      onStart: undefined,
    }
    return { main, post: await runAction({ ...later, part: 'post' }) }
  })
}

/**
 * Starts the action in its own process group, so that its child processes can be killed with it, and Ctrl-C on a terminal reaches only
 * the script, which stops everything in order.
 * @param {string} file
 * @param {Record<string, string>} env
 * @param {Step} step
 * @returns {Promise<Pick<StepResult, 'code' | 'signal' | 'stdout' | 'stderr' | 'log'>>}
 */
function runNode(file, env, { node = process.execPath, workspace, onStart, onOutput, timeout = 300_000 }) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [file], {
      cwd: workspace,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const forget = onTeardown('the action', () => endGroup(child))
    const timer = setTimeout(() => endGroup(child), timeout)
    const said = { stdout: '', stderr: '', log: '' }
    /** @param {'stdout' | 'stderr'} stream @returns {(text: string) => void} */
    const hear = (stream) => (text) => {
      said[stream] += text
      said.log += text
      onOutput?.(text)
    }
    child.stdout.setEncoding('utf8').on('data', hear('stdout'))
    child.stderr.setEncoding('utf8').on('data', hear('stderr'))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      forget()
      resolve({ code: code ?? 1, signal: signal ?? '', ...said })
    })
    onStart?.(child)
  })
}

/** As a runner cancels a step: asked first, then made. @param {ChildProcess} child */
async function endGroup(child) {
  const { pid } = child
  if (pid === undefined) return
  /** @param {'SIGINT' | 'SIGKILL'} signal */
  const tell = (signal) => {
    try {
      process.kill(-pid, signal)
    } catch {
      // The process has already exited.
    }
  }
  tell('SIGINT')
  for (let waited = 0; child.exitCode === null && child.signalCode === null && waited < 5_000; waited += 50)
    await sleep(50)
  tell('SIGKILL')
}

/** @param {string} folder */
function readCommands(folder) {
  /** @param {keyof typeof FILES} name */
  const text = (name) => readFileSync(join(folder, FILES[name]), 'utf8')
  return {
    outputs: parseCommandFile(text('outputs')),
    state: parseCommandFile(text('state')),
    exportedEnv: parseCommandFile(text('exportedEnv')),
    path: text('path').split('\n').filter(Boolean),
    summary: text('summary'),
  }
}

/** @param {string} log */
function readLog(log) {
  const commands = parseWorkflowCommands(log)
  const shows = commands.filter(({ command }) => ['error', 'warning', 'notice'].includes(command))
  return {
    shown: shownLog(log),
    annotations: shows.map(({ command, message, properties }) => ({
      level: command,
      message,
      title: properties.title ?? '',
      ...(properties.file && { file: properties.file, line: Number(properties.line) }),
    })),
    masks: commands.filter(({ command }) => command === 'add-mask').map(({ message }) => message),
  }
}
