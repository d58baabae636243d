/**
 * Workflows in the fenced blocks of a document. Pure.
 * @import { Workflow } from './workflow-rules.mjs'
 */
import { parse } from 'yaml'

/**
 * The blocks of YAML that are workflows, or the `jobs:` of one, which get a first line.
 * @param {string} path for messages
 * @param {string} document
 * @returns {{path: string, line: number, text: string}[]} `line` + a line of `text` is the line of the document
 */
export function findExamples(path, document) {
  const blocks = [...document.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
  return blocks.flatMap(({ index, 1: block = '' }) => {
    const fence = document.slice(0, index).split('\n').length
    if (/^on:/m.test(block)) return [{ path, line: fence, text: block }]
    return /^jobs:/m.test(block) ? [{ path, line: fence - 1, text: `on: push\n${block}` }] : []
  })
}

/**
 * The unknown inputs in an example's Tagboat steps, since actionlint knows only published actions.
 * @param {string} text a workflow
 * @param {string[]} inputs the names of its action.yml
 * @param {string} [folder] of the action: `/prune`
 * @returns {string[]}
 */
export function findWrongInputs(text, inputs, folder = '') {
  /** @type {Workflow} */
  const { jobs = {} } = parse(text)
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? [])
  const ours = steps.filter(({ uses }) => uses?.startsWith(`tagboat/tagboat${folder}@`))
  return ours.flatMap((step) =>
    Object.keys(step.with ?? {})
      .filter((name) => !inputs.includes(name))
      .map((name) => `Tagboat has no input '${name}'`),
  )
}
