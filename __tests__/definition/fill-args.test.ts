import { singleTarget } from '../../src/bake/bake-target.ts'
import { describeTarget } from '../../src/definition/describe-target.ts'
import { fillArgs } from '../../src/definition/fill-args.ts'
import { planStep } from '../../src/plan/plan-step.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { makeDefinition } from '../helpers/step.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const env = { FROM_ENV: '{{version}}' }
const fill = (texts: Texts, ref = 'refs/tags/v1.2.3') => {
  const inputs = makeInputs(texts)
  const trigger = makeTrigger({ ref })
  const definition = makeDefinition({ [singleTarget]: describeTarget(inputs.build, '/work', env) })
  const plans = planStep(trigger, inputs, definition)
  return { ...fillArgs(trigger, inputs, definition, plans), plans, before: definition }
}
const argsOf = (filled: ReturnType<typeof fill>) => filled.definition.targets.get(singleTarget)?.args

test('expressions in values are replaced, except values from the environment, and the last line of a name counts', () => {
  const filled = fill({ 'build-args': 'A={{version}}\nB={{.Tag}} {{tag}}\nFROM_ENV\nA=v{{version}}' })
  expect(argsOf(filled)).toEqual({ A: 'v1.2.3', B: '{{.Tag}} v1.2.3', FROM_ENV: '{{version}}' })
  expect(filled.warnings).toEqual([])
  expect(filled.messages).toEqual([
    "In build-args {{version}} is '1.2.3'.",
    "In build-args {{tag}} is 'v1.2.3'.",
  ])
})

test('without an expression the definition stays the same', () => {
  const filled = fill({ 'build-args': 'A={{.Version}}\nB=1' })
  expect(filled.definition).toBe(filled.before)
})

test.each<[Texts, string]>([
  [{ 'build-args': 'A={{version}}' }, 'Input build-args: {{version}} is empty, since this run has no tag.'],
  [
    { 'build-args': 'A={{verison}}' },
    'Input build-args: {{verison}} in A is passed to the Dockerfile unchanged; write {{version}} if you mean that.',
  ],
  [
    { 'build-args': 'A={{major}}' },
    'Input build-args: {{major}} in A is passed to the Dockerfile unchanged; build-args has no such expression.',
  ],
])('inputs %j cause a warning', (texts, warning) => {
  const filled = fill({ ...texts, tags: 'type=semver,pattern={{version}}' }, 'refs/heads/main')
  expect(filled.warnings).toEqual([warning])
})

test.each(['labels', 'annotations'])(
  '{{version}} in %s is the first tag, and empty with a warning',
  (input) => {
    const texts = { [input]: 'a=v{{version}}', tags: 'type=semver,pattern={{version}}' }
    const marks = ({ plans: [plan] }: ReturnType<typeof fill>) =>
      input === 'labels' ? plan?.labels.a : plan?.ownAnnotations[0]?.value
    expect(marks(fill(texts))).toBe('v1.2.3')
    const without = fill(texts, 'refs/heads/main')
    expect(marks(without)).toBe('v')
    expect(without.plans[0]?.warnings).toContain(
      `Input ${input}: {{version}} is empty, since this run has no tag.`,
    )
  },
)

test('expressions in set and vars are not replaced, with a warning', () => {
  const inputs = makeInputs({
    'bake-files': 'a.hcl',
    set: '*.args.V={{version}}\n*.args.W={{.X}}',
    vars: 'T={{tag}}',
  })
  const definition = makeDefinition({ app: { args: { V: '{{version}}' } } })
  const filled = fillArgs(makeTrigger(), inputs, definition, [])
  expect(filled.definition).toBe(definition)
  expect(filled.warnings).toEqual([
    expect.stringContaining('Input set: {{version}} in *.args.V is passed on unchanged'),
    expect.stringContaining('Input vars: {{tag}} in T is passed on unchanged'),
  ])
})
