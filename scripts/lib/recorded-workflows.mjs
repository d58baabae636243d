/**
 * The real workflows in `__tests__/workflows/*.yml`: the inputs that docker's actions and Tagboat get for each event.
 * @import { Contexts } from './expressions.mjs'
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { evaluate, fillIn } from './expressions.mjs'

export const folder = fileURLToPath(new URL('../../__tests__/workflows/', import.meta.url))

/** The run of every event: its commit and its time. */
export const commit = '5f569b50185ed57e4e3f3c78e6350d73d2e0fd7a'
export const now = '2020-01-10T00:30:00Z'

/**
 * @typedef {Record<string, unknown>} Inputs of one step, with `${{ }}`
 * @typedef {{if?: string, 'metadata-action'?: Inputs, 'build-push-action'?: Inputs, 'bake-action'?: Inputs, run?: Inputs}} Before
 * `run` is a script; its `tags` are the references that it writes
 * @typedef {{
 *   event: string, ref?: string, action?: string, number?: number, head?: string, fork?: boolean, actor?: string,
 *   payload?: object, contexts?: Record<string, object>,
 *   there: string[], pushes: boolean, version?: string,
 *   here?: string[], 'here-pushes'?: boolean, 'here-version'?: string, fails?: string, differs?: string,
 * }} WorkflowEvent
 * `there`, `pushes` and `version` were recorded from docker's actions; `here`, `here-pushes`, `here-version`, or the code of an error
 * in `fails` are Tagboat's where they differ, and `differs` says why
 * @typedef {{
 *   name: string, source: {repository: string, path: string, commit: string}, shows: string, 'default-branch': string,
 *   contexts?: Record<string, object>, before: Before[], after: Inputs, files?: Record<string, string>, print?: object, events: WorkflowEvent[],
 * }} Workflow
 * @typedef {{
 *   event_name: string, event: object, ref: string, ref_name: string | undefined, ref_type: string, head_ref: string,
 *   base_ref: string, sha: string, repository: string, repository_owner: string | undefined, actor: string,
 * }} GithubContext
 * @typedef {{payload: {repository: object}, ref: string, contexts: Contexts & {github: GithubContext}}} Described
 */

/** @returns {Workflow[]} */
export function readWorkflows() {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'))
  return names.sort().map((name) => ({
    ...parse(readFileSync(`${folder}${name}`, 'utf8'), { merge: true }),
    name: name.replace('.yml', ''),
  }))
}

/**
 * Describes an event like the runner: its variables, its payload and the contexts of its expressions.
 * @param {Workflow} workflow
 * @param {WorkflowEvent} event
 * @returns {Described}
 */
export function describeEvent(workflow, event) {
  const { repository } = workflow.source
  const ref = refOf(workflow, event)
  const payload = {
    repository: describeRepository(workflow),
    ...payloadOf(workflow, event, ref),
    ...event.payload,
  }
  const [, kind, refName] = /^refs\/(heads|tags|pull)\/(.*)$/.exec(ref) ?? []
  const github = {
    event_name: event.event,
    event: payload,
    ref,
    ref_name: refName,
    ref_type: kind === 'tags' ? 'tag' : 'branch',
    head_ref: event.head ?? '',
    base_ref: event.head === undefined ? '' : workflow['default-branch'],
    sha: commit,
    repository,
    repository_owner: repository.split('/')[0],
    actor: event.actor ?? 'octocat',
  }
  /** @type {Record<string, object>} */
  const contexts = { env: {}, secrets: {}, vars: {}, inputs: {}, matrix: {}, ...workflow.contexts }
  for (const [key, values] of Object.entries(event.contexts ?? {}))
    contexts[key] = { ...contexts[key], ...values }
  // GitHub gives a fork's pull request no secrets.
  if (event.fork) contexts.secrets = {}
  return { payload, ref, contexts: { ...contexts, github } }
}

/** @param {Workflow} workflow @param {WorkflowEvent} event */
function refOf(workflow, { event, ref, number }) {
  if (event.startsWith('pull_request')) return `refs/pull/${number ?? 7}/merge`
  return ref ?? `refs/heads/${workflow['default-branch']}`
}

/** @param {Workflow} workflow */
function describeRepository(workflow) {
  const { repository } = workflow.source
  const [owner, name] = repository.split('/')
  return {
    id: 1,
    name,
    full_name: repository,
    private: false,
    default_branch: workflow['default-branch'],
    owner: { login: owner },
    html_url: `https://github.com/${repository}`,
    description: '',
    license: null,
  }
}

/** @param {Workflow} workflow @param {WorkflowEvent} event @param {string} ref @returns {object} */
function payloadOf(workflow, event, ref) {
  if (event.event === 'push') return { ref, after: commit, head_commit: { id: commit, timestamp: now } }
  if (event.event === 'schedule') return { schedule: '0 0 * * *' }
  if (event.event === 'workflow_dispatch') return { ref, inputs: event.contexts?.inputs ?? {} }
  if (event.event === 'release') {
    const tag = ref.replace('refs/tags/', '')
    return { action: event.action ?? 'published', release: { tag_name: tag, prerelease: tag.includes('-') } }
  }
  if (!event.event.startsWith('pull_request')) return {}
  const number = event.number ?? 7
  const repo = { id: event.fork ? 2 : 1, full_name: event.fork ? 'octocat/fork' : workflow.source.repository }
  const head = { ref: event.head ?? 'fix', sha: '1'.repeat(40), repo }
  const base = { ref: workflow['default-branch'], repo: { id: 1 } }
  return {
    action: event.action ?? 'opened',
    number,
    pull_request: { number, draft: false, labels: [], head, base },
  }
}

/**
 * The inputs of a step, with expressions evaluated.
 * @param {Inputs} inputs
 * @param {Contexts} contexts
 * @returns {Record<string, string>}
 */
export function resolveInputs(inputs, contexts) {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, fillIn(String(value), contexts)]),
  )
}

/** Whether a step of `before` runs. @param {Before} step @param {Contexts} contexts */
export function runs({ if: condition }, contexts) {
  return condition === undefined || isTrue(evaluate(condition.replace(/^\$\{\{|\}\}$/g, ''), contexts))
}

/** @param {unknown} value */
const isTrue = (value) => value !== false && value !== null && value !== ''
