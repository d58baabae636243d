// Writes README.md's tables of inputs and outputs from action.yml, and docs/registries.md's from the profiles that the matrix of
// registries is tested against. `npm run docs`; with --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseDocument } from 'yaml'
import { ends as allEnds, deeds, profiles } from './lib/registry-profiles.mjs'
import { quirks } from './lib/registry-quirks.mjs'

const actionPath = fileURLToPath(new URL('../action.yml', import.meta.url))

const action = parseDocument(readFileSync(actionPath, 'utf8'))
const groups = readGroups(action.get('inputs'))
const pages = {
  'README.md': {
    'first-inputs': inputTable(groups[0].inputs),
    inputs: groups.map(({ title, inputs }) => `### ${title}\n\n${inputTable(inputs)}`).join('\n\n'),
    outputs: outputTable(readEntries(action.get('outputs'))),
  },
  'docs/registries.md': { matrix: matrixTable() },
}
for (const [name, sections] of Object.entries(pages)) writePage(name, sections)

function writePage(name, sections) {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url))
  const page = readFileSync(path, 'utf8')
  const written = Object.entries(sections).reduce((text, section) => fillSection(name, text, section), page)
  if (written === page) console.log(`${name}'s tables are up to date`)
  else if (process.argv.includes('--check')) {
    fail(`${name}'s tables are not up to date. Run \`npm run docs\` and commit ${name}.`)
  } else {
    writeFileSync(path, written)
    console.log(`${name}'s tables were written anew`)
  }
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

/** As the end-to-end test of the matrix asserts it. */
function matrixTable() {
  const rows = profiles.map((profile) => {
    const ways = profile.quirks.map((name) => quirks[name]?.what ?? fail(`There is no quirk ${name}.`))
    const others = Object.entries(profile.ends ?? {}).map(([deed, end]) => `${deeds[deed]}: ${allEnds[end]}`)
    const count = Object.keys(deeds).length
    const result =
      others.length === 0 ? `all ${count} work` : `${count - others.length} work; ${others.join('; ')}`
    return row(cell(profile.title), cell(ways.join('; ') || 'none'), cell(result))
  })
  return [row('registry', 'what its imitation does', 'result'), row('---', '---', '---'), ...rows].join('\n')
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

function fillSection(page, text, [name, body]) {
  const begin = `<!-- begin ${name}: written by npm run docs -->`
  const end = `<!-- end ${name} -->`
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) fail(`${page}: the lines '${begin}' and '${end}' are missing`)
  return `${text.slice(0, from)}${begin}\n\n${body}\n\n${text.slice(to)}`
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
