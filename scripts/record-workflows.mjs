// Writes what docker's actions publish into __tests__/workflows/*.yml, by running docker/metadata-action itself.
// `node scripts/record-workflows.mjs PATH [NAME...]`, where PATH is a checkout of docker/metadata-action; NAMEs limit it to some files.
/** @import { Workflow, WorkflowEvent } from './lib/recorded-workflows.mjs' */
import { readFileSync, writeFileSync } from 'node:fs'
import { isMap, parseDocument } from 'yaml'
import { startMetadataAction } from './lib/metadata-action.mjs'
import { describeEvent, folder, readWorkflows, resolveInputs, runs } from './lib/recorded-workflows.mjs'

const [path, ...names] = process.argv.slice(2)
if (path === undefined) {
  console.error('usage: node scripts/record-workflows.mjs PATH-TO-METADATA-ACTION [NAME...]')
  process.exit(1)
}

const action = await startMetadataAction(path)
try {
  const chosen = readWorkflows().filter(({ name }) => names.length === 0 || names.includes(name))
  for (const workflow of chosen) await record(workflow)
} finally {
  action.close()
}

/** @param {Workflow} workflow */
async function record(workflow) {
  const file = `${folder}${workflow.name}.yml`
  const document = parseDocument(readFileSync(file, 'utf8'))
  for (const [index, event] of workflow.events.entries()) {
    const { there, pushes, version } = await observe(workflow, event)
    const node = document.getIn(['events', index])
    if (!isMap(node)) throw new Error(`${file}: event ${index} is not a map`)
    node.set('there', document.createNode(there))
    node.set('pushes', pushes)
    if (version !== undefined) node.set('version', version)
  }
  writeFileSync(file, document.toString({ lineWidth: 0 }))
  console.log(`${workflow.name}: ${workflow.events.length} events`)
}

/**
 * The references of all steps that run, whether any pushes, and docker/metadata-action's output version where its tags are used.
 * @param {Workflow} workflow
 * @param {WorkflowEvent} event
 */
async function observe(workflow, event) {
  const described = describeEvent(workflow, event)
  const steps = workflow.before.filter((step) => runs(step, described.contexts))
  /** @type {string[]} */
  const there = []
  let pushes = false
  /** @type {string | undefined} */
  let version
  for (const step of steps) {
    const { contexts } = described
    const meta = step['metadata-action'] && resolveInputs(step['metadata-action'], contexts)
    const seen = meta && (await action.observe(meta, described))
    const tags = seen?.tags ?? []
    const outputs = { steps: { ...(contexts.steps ?? {}), meta: { outputs: { tags: tags.join('\n') } } } }
    const build = resolveInputs(step['build-push-action'] ?? step['bake-action'] ?? step.run ?? {}, {
      ...contexts,
      ...outputs,
    })
    const references = build.tags === undefined ? tags : build.tags.split(/[\n,]/).map((one) => one.trim())
    if (seen && references.join() === tags.join()) version = seen.version
    there.push(...references.filter((one) => one !== '' && !there.includes(one)))
    pushes ||= build.push?.trim() === 'true'
  }
  return { there, pushes: pushes && there.length > 0, version }
}
