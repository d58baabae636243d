import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { platformsWorkflow } from '../../scripts/lib/platforms-workflow.mjs'

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8')
const action = parse(read('action.yml'))
const entries = (map: Record<string, { description: string; default?: string }>) =>
  Object.entries(map).map(([name, one]) => ({ name, description: one.description, preset: one.default }))
const inputs = entries(action.inputs)
const outputs = entries(action.outputs)
const write = (more: object = {}) =>
  platformsWorkflow({ inputs, outputs, version: '1.2.3', checkout: 'actions/checkout@id # v1', ...more })

test('the reusable workflow calls the action of its own version in each job', () => {
  const calls = Object.values<{ steps: { uses: string }[] }>(parse(write()).jobs).flatMap(
    ({ steps }) => steps,
  )
  const own = calls.map(({ uses }) => uses).filter((uses) => uses.startsWith('tagboat/'))
  expect(own).toEqual(Array(3).fill('tagboat/tagboat@v1.2.3'))
})

test.each(['password', 'registry-auth', 'secrets', 'github-token'])(
  'the reusable workflow has input %s as a secret only',
  (name) => {
    const { workflow_call: call } = parse(write()).on
    expect(Object.keys(call.inputs)).not.toContain(name)
    expect(
      Object.values<{ description: string }>(call.secrets).map(({ description }) => description),
    ).toContain(`For input ${name} of the action.`)
  },
)

test('the reusable workflow has the defaults of action.yml', () => {
  const { inputs: all } = parse(write()).on.workflow_call
  expect(all['forward-only'].default).toBe('true')
  expect(all.context.default).toBe('.')
})

test('the reusable workflow cannot be written for an action without one of its inputs', () => {
  const fewer = inputs.filter(({ name }) => name !== 'flavor')
  expect(() => write({ inputs: fewer })).toThrow('action.yml has no flavor')
})
