// Writes README.md's tables of inputs and outputs, the reusable workflow and the command's flags from action.yml, its
// man page and completions from src/command, and
// docs/registries.md's table from the profiles of the test matrix, the tables of docs/describe.md
// and docs/prune.md from the action.yml of those actions.
// `npm run docs`; with --check it only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMap, isScalar, parseDocument } from 'yaml'
import { importSource } from './lib/import-source.mjs'
import { platformsWorkflow } from './lib/platforms-workflow.mjs'
import { operations, profiles, results } from './lib/registry-profiles.mjs'
import { quirks } from './lib/registry-quirks.mjs'

/**
 * @import { YAMLMap } from 'yaml'
 * @typedef {{name: string, description: string, preset: string | undefined}} Entry an input or an output
 * @typedef {{title: string, inputs: Entry[]}} Group of inputs
 */

const action = parseAction('action.yml')
const groups = readGroups(mapOf('inputs'))
const [first] = groups
if (first === undefined) fail('action.yml: there are no inputs')
/** @type {Record<string, Record<string, string>>} by page, and by section */
const pages = {
  'README.md': {
    'first-inputs': inputTable(first.inputs),
    inputs: groups.map(({ title, inputs }) => `### ${title}\n\n${inputTable(inputs)}`).join('\n\n'),
    outputs: outputTable(readEntries(mapOf('outputs'))),
  },
  'docs/registries.md': { matrix: matrixTable() },
  'docs/describe.md': actionTables('describe/action.yml'),
  'docs/prune.md': actionTables('prune/action.yml'),
}
for (const [name, sections] of Object.entries(pages)) writePage(name, sections)
writeFile('.github/workflows/platforms.yml', writeWorkflow())
writeFile('src/command/action-inputs.ts', writeInputs())
/** @type {import('../src/command/shells/shell-files.ts')} */
const { listShellFiles } = await importSource('src/command/shells/shell-files.ts')
for (const { path, text } of listShellFiles()) writeFile(path, text)

/** The tables of inputs and outputs of an action in a folder. @param {string} path */
function actionTables(path) {
  const described = parseAction(path)
  return {
    inputs: inputTable(readGroups(mapOf('inputs', described)).flatMap(({ inputs }) => inputs)),
    outputs: outputTable(readEntries(mapOf('outputs', described))),
  }
}

/** @param {string} name @param {Record<string, string>} sections */
function writePage(name, sections) {
  const page = read(name)
  writeFile(
    name,
    Object.entries(sections).reduce((text, section) => fillSection(name, text, section), page),
  )
}

/** @param {string} name @param {string} text */
function writeFile(name, text) {
  if (text === read(name)) console.log(`${name} is up to date`)
  else if (process.argv.includes('--check')) {
    fail(`${name} is not up to date. Run \`npm run docs\` and commit ${name}.`)
  } else {
    writeFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), text)
    console.log(`${name} was updated`)
  }
}

/** @param {string} name @returns {string} empty for a file that does not exist */
function read(name) {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url))
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** The reusable workflow, with the version of package.json and the pinned checkout of CI. */
function writeWorkflow() {
  const { version } = JSON.parse(read('package.json'))
  const checkout = /uses: (actions\/checkout@.+)/.exec(read('.github/workflows/ci.yml'))?.[1] ?? ''
  const inputs = groups.flatMap((group) => group.inputs)
  return platformsWorkflow({ inputs, outputs: readEntries(mapOf('outputs')), version, checkout })
}

/** The inputs as a module, from which the command's flags are made. */
function writeInputs() {
  const { version } = JSON.parse(read('package.json'))
  const inputs = groups.flatMap(({ title, inputs }) => inputs.map((input) => ({ ...input, group: title })))
  const items = inputs.map(({ name, group, description, preset }) => {
    const fields = {
      name,
      group,
      description: plainText(description),
      ...(preset !== undefined && { preset }),
    }
    const lines = Object.entries(fields).map(([key, value]) => `    ${key}: ${literal(value)},`)
    return ['  {', ...lines, '  },'].join('\n')
  })
  return [
    '// Written by `npm run docs` from action.yml and package.json.',
    '',
    `export const version = ${literal(version)}`,
    '',
    '/** An input of the action. */',
    'export interface ActionInput {',
    '  readonly name: string',
    '  /** Its heading in action.yml. */',
    '  readonly group: string',
    '  /** Without Markdown. */',
    '  readonly description: string',
    '  /** Its default, as written in action.yml. */',
    '  readonly preset?: string',
    '}',
    '',
    'export const actionInputs: readonly ActionInput[] = [',
    ...items,
    ']',
    '',
  ].join('\n')
}

/** A string of TypeScript in the form that the formatter gives it. @param {string} text */
function literal(text) {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')
  return escaped.includes("'") ? `"${escaped.replaceAll('"', '\\"')}"` : `'${escaped}'`
}

/** Markdown without links and code marks. A sentence that is only a link is left out. @param {string} text */
function plainText(text) {
  const sentences = text.replace(/(?<=\.) \[[^\]]+\]\([^)]+\)\.(?= |$)/g, '')
  return sentences.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll('`', '')
}

/** @param {string} path */
function parseAction(path) {
  return parseDocument(readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8'))
}

/** @param {'inputs' | 'outputs'} name @param {ReturnType<typeof parseDocument>} [document] @returns {YAMLMap<unknown, unknown>} */
function mapOf(name, document = action) {
  const map = document.get(name)
  return isMap(map) ? map : fail(`action.yml: ${name} is not a map`)
}

/**
 * The inputs by the headings above them: comments with two hashes, as in `## Credentials`.
 * @param {YAMLMap<unknown, unknown>} inputs
 */
function readGroups(inputs) {
  /** @type {Group[]} */
  const groups = []
  for (const [index, entry] of readEntries(inputs).entries()) {
    // The parser gives the comment before a map's first key to the map.
    const key = inputs.items[index]?.key
    const comment = index === 0 ? inputs.commentBefore : isScalar(key) && key.commentBefore
    const title = /^# (.+)$/m.exec(comment || '')?.[1]
    if (title) groups.push({ title, inputs: [] })
    const group = groups.at(-1) ?? fail('action.yml: the first input needs a heading, such as `## The build`')
    group.inputs.push(entry)
  }
  return groups
}

/** @param {YAMLMap<unknown, unknown>} map @returns {Entry[]} */
function readEntries(map) {
  /** @type {Record<string, {description?: string, default?: string}>} */
  const entries = map.toJSON()
  return Object.entries(entries).map(([name, { description, default: preset }]) => {
    if (!description) fail(`action.yml: ${name} has no description`)
    return { name, description, preset }
  })
}

/** @param {Entry[]} inputs */
function inputTable(inputs) {
  const rows = inputs.map(({ name, description, preset }) => {
    return row(code(name), preset === undefined ? '' : code(preset), cell(description))
  })
  return [row('input', 'default', 'what it does'), row('---', '---', '---'), ...rows].join('\n')
}

/** @param {Entry[]} outputs */
function outputTable(outputs) {
  const rows = outputs.map(({ name, description }) => row(code(name), cell(description)))
  return [row('output', 'what it holds'), row('---', '---'), ...rows].join('\n')
}

/** The results that the end-to-end test of the matrix asserts. */
function matrixTable() {
  const rows = profiles.map((profile) => {
    const changes = profile.quirks.map((name) => quirks[name]?.what ?? fail(`There is no quirk ${name}.`))
    const others = Object.entries(profile.results ?? {}).map(
      ([operation, result]) => `${operations[operation]}: ${results[result]}`,
    )
    const count = Object.keys(operations).length
    const result =
      others.length === 0 ? `all ${count} work` : `${count - others.length} work; ${others.join('; ')}`
    return row(cell(profile.title), cell(changes.join('; ') || 'none'), cell(result))
  })
  return [row('registry', 'what its imitation does', 'result'), row('---', '---', '---'), ...rows].join('\n')
}

/** @param {string[]} cells */
function row(...cells) {
  return `| ${cells.join(' | ')} |`
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

/** @param {string} page @param {string} text @param {[name: string, body: string]} section */
function fillSection(page, text, [name, body]) {
  const begin = `<!-- begin ${name}: written by npm run docs -->`
  const end = `<!-- end ${name} -->`
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) fail(`${page}: the lines '${begin}' and '${end}' are missing`)
  return `${text.slice(0, from)}${begin}\n\n${body}\n\n${text.slice(to)}`
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message)
  process.exit(1)
}
