import { findExamples, findWrongInputs } from '../../scripts/lib/examples.mjs'

const fence = '```'
const document = [
  'Text.',
  `${fence}yaml`,
  'on: push',
  'jobs: {}',
  fence,
  `${fence}yaml`,
  'tags: latest',
  fence,
  `${fence}yaml`,
  'jobs: {a: {steps: []}}',
  fence,
].join('\n')

test('whole workflows are kept, jobs are completed and other blocks are ignored', () => {
  expect(findExamples('a.md', document)).toEqual([
    { path: 'a.md', line: 2, text: 'on: push\njobs: {}\n' },
    { path: 'a.md', line: 8, text: 'on: push\njobs: {a: {steps: []}}\n' },
  ])
})

test('unknown inputs of Tagboat are found, and those of other actions ignored', () => {
  const steps = [
    '{uses: other/action@v1, with: {x: 1}}',
    '{uses: tagboat/tagboat@v1, with: {images: a, tag: b}}',
  ]
  expect(findWrongInputs(`jobs: {a: {steps: [${steps.join(', ')}]}}`, ['images'])).toEqual([
    "Tagboat has no input 'tag'",
  ])
})

test('the inputs of another action of the repository are its own', () => {
  const steps = [
    '{uses: tagboat/tagboat@v1, with: {x: 1}}',
    '{uses: tagboat/tagboat/describe@v1, with: {tags: a}}',
  ]
  const workflow = `jobs: {a: {steps: [${steps.join(', ')}]}}`
  expect(findWrongInputs(workflow, ['images'], 'tagboat/tagboat/describe')).toEqual([
    "tagboat/tagboat/describe has no input 'tags'",
  ])
})
