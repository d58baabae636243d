/**
 * The environment that a GitHub runner gives to a step.
 * @import { ActionFile } from './action-yml.mjs'
 * @import { Env } from './run.mjs'
 * @import { Step } from './runner.mjs'
 */
import { join } from 'node:path'
import { inputVariable } from './runner-protocol.mjs'

/** The variables that a step inherits: few, so that a test does not depend on the machine. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'DOCKER_HOST', 'DOCKER_CONFIG', 'BUILDX_CONFIG']

/** The runner's command files, by the result that they return. */
export const FILES = {
  outputs: 'GITHUB_OUTPUT',
  state: 'GITHUB_STATE',
  exportedEnv: 'GITHUB_ENV',
  path: 'GITHUB_PATH',
  summary: 'GITHUB_STEP_SUMMARY',
}

/** @typedef {Step & {action: ActionFile, temp: string, commands: string}} StepPart `commands` is the folder of the command files */

/**
 * The complete environment of one part of a step.
 * @param {StepPart} step
 * @returns {Record<string, string>}
 */
export function stepEnvironment(step) {
  const passed = PASSED_ON.map((name) => [name, process.env[name]])
  const state = Object.entries(step.state ?? {}).map(([name, value]) => [`STATE_${name}`, value])
  const files = Object.values(FILES).map((name) => [name, join(step.commands, name)])
  /** @type {Env} */
  const all = {
    ...Object.fromEntries([...passed, ...files, ...state]),
    ...githubVariables(step),
    ...inputVariables(step),
    ...step.env,
  }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/**
 * A runner passes every input of action.yml: the value in the step, or the default, or an empty string.
 * @param {StepPart} step
 */
function inputVariables({ action, inputs = {}, env }) {
  const token = env?.GITHUB_TOKEN ?? ''
  /** @type {[string, string][]} */
  const defaults = Object.entries(action.inputs).map(([name, value]) => [
    name,
    value.replace(/\$\{\{\s*github\.token\s*\}\}/g, token),
  ])
  /** @type {[string, string][]} */
  const given = Object.entries(inputs).map(([name, value]) => [name, String(value)])
  return Object.fromEntries([...defaults, ...given].map(([name, value]) => [inputVariable(name), value]))
}

/** @param {StepPart} step */
function githubVariables(step) {
  const {
    eventName = 'push',
    ref = 'refs/heads/main',
    sha = '0'.repeat(40),
    repository = 'acme/app',
    workspace,
    temp,
    commands,
  } = step
  const [, kind, name] = /^refs\/(heads|tags|pull)\/(.*)$/.exec(ref) ?? []
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__self',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_EVENT_NAME: eventName,
    GITHUB_EVENT_PATH: join(commands, 'event.json'),
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_JOB: 'image',
    GITHUB_REF: ref,
    GITHUB_REF_NAME: name ?? ref,
    GITHUB_REF_TYPE: kind === 'tags' ? 'tag' : 'branch',
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_OWNER: repository.split('/')[0],
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1234567890',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: sha,
    GITHUB_TRIGGERING_ACTOR: 'octocat',
    GITHUB_WORKFLOW: 'image',
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_NAME: 'throw-away',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: join(temp, '_tools'),
  }
}
