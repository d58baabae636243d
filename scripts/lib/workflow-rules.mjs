/** Rules for this repository's workflows that actionlint lacks. Pure. */
import { parse } from 'yaml'

/**
 * @typedef {{run?: string, uses?: string, with?: Record<string, unknown>}} Step
 * @typedef {string | {image?: string}} Container
 * @typedef {{
 *   permissions?: string | Record<string, string>, steps?: Step[], uses?: string,
 *   needs?: string | string[], container?: Container, services?: Record<string, Container>,
 * }} Job
 * @typedef {{on?: string | string[] | Record<string, unknown>, permissions?: unknown, jobs?: Record<string, Job>}} Workflow
 */

/** An action pinned to a commit, with its version as a comment: its owner can move a tag, but not a commit. */
const pinned = /^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40}$/
/** This action, in a reusable workflow of the same version, which `npm run docs` writes. */
const own = /^tagboat\/tagboat@v\d+\.\d+\.\d+$/
const version = /^# v\d+\.\d+\.\d+$/

/** Events that process input of outsiders with this repository's permissions ("Events that trigger workflows"). */
const privileged = ['pull_request_target', 'workflow_run', 'issue_comment']

/**
 * The problems of a workflow.
 * @param {string} text
 * @returns {string[]} sentences without the file's name
 */
export function findFaults(text) {
  /** @type {Workflow} */
  const workflow = parse(text) ?? {}
  const jobs = Object.entries(workflow.jobs ?? {})
  return [
    ...findLoosePins(text, workflow),
    ...checkTop(workflow),
    ...findForgotten(workflow.jobs ?? {}),
    ...jobs.flatMap(([name, job]) => checkJob(job).map((fault) => `job ${name}: ${fault}`)),
  ]
}

/** @param {Workflow} workflow */
function checkTop(workflow) {
  const events = typeof workflow.on === 'string' ? [workflow.on] : eventsOf(workflow.on)
  const faults = events
    .filter((event) => privileged.includes(event))
    .map((event) => `${event} runs with this repository's rights on what anybody may send`)
  if (isReusable(workflow)) {
    if (workflow.permissions !== undefined)
      faults.push('a reusable workflow has the permissions of its caller')
  } else if (!isEmpty(workflow.permissions)) faults.push('top-level permissions must be {}')
  return faults
}

/**
 * The job `all` represents the workflow in branch protection, so it must need every other job.
 * @param {Record<string, Job>} jobs
 */
function findForgotten({ all, ...others }) {
  if (all === undefined) return []
  const needed = [all.needs ?? []].flat()
  return Object.keys(others)
    .filter((name) => !needed.includes(name))
    .map((name) => `job all does not need job ${name}`)
}

/**
 * Workflows of other repositories call it, and nothing else starts it.
 * @param {Workflow} workflow
 */
const isReusable = ({ on }) => eventsOf(typeof on === 'string' ? [on] : on).join() === 'workflow_call'

/** @param {string[] | Record<string, unknown> | undefined} on */
const eventsOf = (on) => (Array.isArray(on) ? on : Object.keys(on ?? {}))

/** @param {unknown} value */
const isEmpty = (value) => typeof value === 'object' && value !== null && Object.keys(value).length === 0

/** @param {Job} job */
function checkJob(job) {
  const steps = job.steps ?? []
  const faults = []
  const { permissions } = job
  if (typeof permissions === 'string') faults.push('permissions must be named one by one')
  for (const image of imagesOf(job)) {
    if (!/@sha256:[0-9a-f]{64}$/.test(image)) faults.push(`image '${image}' has no digest`)
  }
  for (const step of steps) {
    if (/\bsnap\s+install\b/.test(step.run ?? '')) faults.push('a snap has no version, and updates itself')
    if (/^actions\/checkout@/.test(step.uses ?? '') && step.with?.['persist-credentials'] !== false) {
      faults.push('actions/checkout leaves its token in the checkout without persist-credentials: false')
    }
  }
  if (typeof permissions === 'object' && permissions?.contents === 'write' && steps.some(bringsCode)) {
    faults.push('a job that may write contents must run no code of the repository')
  }
  return faults
}

/** @param {Step} step */
const bringsCode = ({ uses = '' }) => /^(?:actions\/checkout@|\.\/)/.test(uses)

/** @param {Job} job */
function imagesOf({ container, services = {} }) {
  return [container, ...Object.values(services)]
    .map((one) => (typeof one === 'string' ? one : one?.image))
    .filter((image) => image !== undefined)
}

/**
 * Every `uses:` of the parsed workflow, with its comment from the text.
 * @param {string} text
 * @param {Workflow} workflow
 */
function findLoosePins(text, workflow) {
  return usesOf(workflow)
    .filter((used) => !used.startsWith('./') && !(isReusable(workflow) && own.test(used)))
    .filter((used) => !pinned.test(used) || !hasVersion(text, used))
    .map((used) => `'${used}' needs a full commit id and its version: owner/name@<40 hex> # v1.2.3`)
}

/** @param {Workflow} workflow */
function usesOf({ jobs = {} }) {
  return Object.values(jobs)
    .flatMap(({ uses, steps = [] }) => [uses, ...steps.map((step) => step.uses)])
    .filter((used) => used !== undefined)
}

/** Whether the version is behind each mention of an action. @param {string} text @param {string} used */
function hasVersion(text, used) {
  const lines = text.split('\n').filter((line) => line.includes(used))
  return lines.length > 0 && lines.every((line) => version.test(line.split(used)[1]?.trim() ?? ''))
}
