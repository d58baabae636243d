import { readFileSync } from 'node:fs'
import type { Trigger } from '../../src/model/trigger.ts'
import { defaultLines } from '../../src/tags/default-tags.ts'
import { computeTags } from '../helpers/tag-names.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

/** Runs the examples of docs/tags.md. */
const lines = readFileSync('docs/tags.md', 'utf8').split('\n')

interface Example {
  readonly where: string
  readonly cells: Readonly<Record<string, string>>
  readonly tags: readonly string[]
  readonly flavor: readonly string[]
}

/** The rows of all tables that have a column `tags`, each with the last block of YAML before it in its section. */
function readExamples(): Example[] {
  const examples: Example[] = []
  let block: string[] = []
  let head: string[] = []
  let isYaml = false
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('#')) block = []
    if (line === '```yaml') block = []
    if (line.startsWith('```')) isYaml = line === '```yaml'
    else if (isYaml) block.push(line)
    const cells = line.startsWith('| ') ? line.slice(2, -2).split(' | ') : []
    if (cells.length === 0) head = []
    else if (head.length === 0) head = cells
    else if (head.includes('tags') && !line.startsWith('| ---')) {
      const named = Object.fromEntries(head.map((name, column) => [name, cells[column] ?? '']))
      examples.push({ where: `${index + 1}: ${line}`, cells: named, ...readBlock(block) })
    }
  }
  return examples
}

function readBlock(block: readonly string[]) {
  const inputs: Record<string, string[]> = { tags: [], flavor: [] }
  let key = ''
  for (const line of block) {
    if (/^\w+: \|$/.test(line)) key = line.slice(0, -3)
    else inputs[key]?.push(line.trim())
  }
  return { tags: inputs.tags ?? [], flavor: inputs.flavor ?? [] }
}

const codes = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '')

function readTrigger({ event: cell = '`push`', ref = '' }: Example['cells']): Trigger {
  const [event = ''] = codes(cell)
  const action = cell.split(' ')[1]
  const over = { event, ...(action !== undefined && { action }) }
  const [name = ''] = codes(ref)
  if (ref === 'pull request 7 of a fork') return makePull(over, { fork: true })
  if (ref.startsWith('pull request 7 from')) return makePull(over, { headRef: name })
  const [kind] = ref.split(' ')
  if (kind !== 'branch' && kind !== 'tag') throw new Error(`Unknown ref: ${ref}`)
  return makeTrigger({ ...over, ref: `refs/${kind === 'tag' ? 'tags' : 'heads'}/${name}` })
}

function readRules({ cells, tags }: Example): readonly string[] {
  if (cells.rules !== undefined) return codes(cells.rules)
  if (cells.expression !== undefined) return codes(cells.expression)
  const pattern = cells['`pattern` of `type=semver`']
  return pattern === undefined ? tags : codes(pattern).map((text) => `type=semver,pattern=${text}`)
}

const examples = readExamples()

test('docs/tags.md has examples', () => {
  expect(examples.length).toBeGreaterThan(100)
})

test.each(examples.map((example) => [example.where, example] as const))('docs/tags.md:%s', (_, example) => {
  const inputs = { tags: readRules(example), flavor: example.flavor }
  const planned = computeTags(readTrigger(example.cells), inputs).tags
  const names = planned.map(({ name, only }) => (only === undefined ? name : `${only.name}:${name}`))
  expect(names).toEqual(example.cells.tags === 'none' ? [] : codes(example.cells.tags))
})

test('docs/tags.md lists the default rules', () => {
  const at = lines.findIndex((line) => line.startsWith('The defaults, in the language itself'))
  expect(lines.slice(at + 4, at + 4 + defaultLines.length).map((line) => line.trim())).toEqual([
    ...defaultLines,
  ])
})
