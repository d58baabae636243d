// Writes README.md's tables of inputs and outputs from action.yml. `npm run docs`; with --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseDocument } from 'yaml'

const actionPath = fileURLToPath(new URL('../action.yml', import.meta.url))
const readmePath = fileURLToPath(new URL('../README.md', import.meta.url))

const action = parseDocument(readFileSync(actionPath, 'utf8'))
const groups = readGroups(action.get('inputs'))
const readme = readFileSync(readmePath, 'utf8')
const sections = {
  'first-inputs': inputTable(groups[0].inputs),
  inputs: groups.map(({ title, inputs }) => `### ${title}\n\n${inputTable(inputs)}`).join('\n\n'),
  outputs: outputTable(readEntries(action.get('outputs'))),
}
const written = Object.entries(sections).reduce(fillSection, readme)

if (written === readme) console.log("README.md's tables are those of action.yml")
else if (process.argv.includes('--check')) {
  fail("README.md's tables are not those of action.yml. Run `npm run docs` and commit README.md.")
} else {
  writeFileSync(readmePath, written)
  console.log("README.md's tables were written anew")
}

/** The inputs by the headings above them: comments with two hashes, as in `## Credentials`. */
function readGroups(inputs) {
  const groups = []
  for (const [index, entry] of readEntries(inputs).entries()) {
    // The parser gives the comment before a map's first key to the map.
    const comment = index === 0 ? inputs.commentBefore : inputs.items[index].key.commentBefore
    const title = /^# (.+)$/m.exec(comment ?? '')?.[1]
    if (title) groups.push({ title, inputs: [] })
    if (groups.length === 0) fail('action.yml: the first input needs a heading, such as `## The build`')
    groups.at(-1).inputs.push(entry)
  }
  return groups
}

function readEntries(map) {
  return Object.entries(map.toJSON()).map(([name, { description, default: preset }]) => {
    if (!description) fail(`action.yml: ${name} has no description`)
    return { name, description, preset }
  })
}

function inputTable(inputs) {
  const rows = inputs.map(({ name, description, preset }) => {
    return row(code(name), preset === undefined ? '' : code(preset), cell(description))
  })
  return [row('input', 'default', 'what it does'), row('---', '---', '---'), ...rows].join('\n')
}

function outputTable(outputs) {
  const rows = outputs.map(({ name, description }) => row(code(name), cell(description)))
  return [row('output', 'what it holds'), row('---', '---'), ...rows].join('\n')
}

function row(...cells) {
  return `| ${cells.join(' | ')} |`
}

function code(text) {
  return `\`${text}\``
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function fillSection(text, [name, body]) {
  const begin = `<!-- begin ${name}: written by npm run docs -->`
  const end = `<!-- end ${name} -->`
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) fail(`README.md: the lines '${begin}' and '${end}' are missing`)
  return `${text.slice(0, from)}${begin}\n\n${body}\n\n${text.slice(to)}`
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
