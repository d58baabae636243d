import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { readWorkflows } from '../../scripts/lib/recorded-workflows.mjs'
import { dockerInputs } from '../../src/inputs/unknown-inputs.ts'

const text = readFileSync('docs/migration.md', 'utf8')
const sections = text.split(/^## /m).slice(1)
const sectionOf = (heading: string) => sections.find((section) => section.startsWith(`${heading}\n`)) ?? ''
const blocksOf = (section: string) =>
  [...section.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block)
const workflowsOf = (section: string) => blocksOf(section).filter((block) => block.includes('uses:'))

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-')

test('every example with a step in docs/migration.md is a complete workflow', () => {
  const workflows = workflowsOf(text)
  expect(workflows.length).toBeGreaterThan(25)
  for (const workflow of workflows) expect(Object.keys(parse(workflow))).toEqual(['name', 'on', 'jobs'])
})

test.each(sections.filter((section) => workflowsOf(section).length > 0))(
  'before is docker, after is Tagboat, in one workflow: %.30s',
  (section) => {
    const [before = '', ...after] = workflowsOf(section)
    expect(section).toContain('Before')
    expect(section).toContain('After')
    expect(before).not.toContain('tagboat/tagboat')
    expect(after.length).toBeGreaterThan(0)
    for (const workflow of after) {
      expect(workflow).toContain('tagboat/tagboat@v1')
      expect(workflow).not.toMatch(/docker\/(login|metadata|build-push|bake)-action/)
      expect(parse(workflow).on).toEqual(parse(before).on)
    }
  },
)

test('every link in docs/migration.md leads to a heading, and its first table lists every pattern', () => {
  const headings = sections.map((section) => section.split('\n')[0] ?? '')
  const links = [...text.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor = '']) => anchor)
  expect(headings.map(anchorOf)).toEqual(expect.arrayContaining(links))
  const [table = ''] = text.split('\n## ')
  const patterns = sections
    .filter((section) => blocksOf(section).length > 0)
    .map((section) => section.split('\n')[0])
  expect(patterns.filter((pattern) => !table.includes(`[${pattern}](#${anchorOf(pattern ?? '')})`))).toEqual(
    [],
  )
})

test('the four default rules equal those of the migrated workflow without tags', () => {
  const [block = ''] = blocksOf(sectionOf('The four rules'))
  const workflow = readWorkflows().find(({ name }) => name === 'starter-workflow')
  expect(workflow?.before.map((step) => Object.keys(step['metadata-action'] ?? {}))).toEqual([['images']])
  expect(parse(block).tags).toBe(workflow?.after.tags)
})

test('docs/migration.md explains every difference in a recorded workflow', () => {
  const reasons = readWorkflows().flatMap(({ events }) => events.flatMap(({ differs }) => differs ?? []))
  expect(new Set(reasons).size).toBeGreaterThan(4)
  expect(reasons.filter((reason) => !sectionOf('What differs').includes(reason))).toEqual([])
})

test("docs/migration.md lists every unsupported input of docker's actions", () => {
  const list = sectionOf('What is not offered')
  expect([...dockerInputs.keys()].filter((name) => !list.includes(`\`${name}\``))).toEqual([])
})
