import fc from 'fast-check'
import { chooseSteps, findSteps } from '../../src/workflow/find-step.ts'

/** The names of the Tagboat steps of a file, or why it has none. */
function namesIn(text: string): readonly string[] | string {
  const found = findSteps(text)
  return found.kind === 'other' ? found.why : found.steps.map(({ name }) => name)
}

const job = (name: string, ...steps: readonly string[]): string =>
  [`  ${name}:`, '    steps:', ...steps.map((step) => `      - ${step}`)].join('\n')

describe('the Tagboat steps of a file', () => {
  it.each<[title: string, text: string, names: readonly string[] | string]>([
    [
      'A step has the name of its job and its id',
      `jobs:\n${job('a', '{id: push, uses: tagboat/tagboat@v1}')}`,
      ['a.push'],
    ],
    [
      'A step without id has its number',
      `jobs:\n${job('a', 'run: true', 'uses: tagboat/tagboat@v1')}`,
      ['a.2'],
    ],
    ['A fork or mirror counts', `jobs:\n${job('a', 'uses: acme/tagboat@0123abc')}`, ['a.1']],
    ["The action's own repository counts", `jobs:\n${job('a', 'uses: ./')}`, ['a.1']],
    ['Other actions do not count', `jobs:\n${job('a', 'uses: tagboat/other@v1', 'uses: ./tagboat')}`, []],
    ['A composite action has no jobs', 'runs:\n  steps:\n    - uses: tagboat/tagboat@v1', ['1']],
    ['A job that calls a workflow has no steps', 'jobs:\n  a:\n    uses: ./.github/workflows/x.yml', []],
    ['Invalid YAML names its line', 'jobs:\n  a: [', 'is not valid YAML (line 2)'],
    ['A list is not a workflow', '- a', 'is not a map of keys'],
    ['A map without jobs is not a workflow', 'a: b', 'has neither jobs nor runs'],
    [
      'Aliases that multiply the text are refused',
      [
        'a: &a [x, x]',
        ...Array.from(
          { length: 30 },
          (_, at) => `a${at}: &a${at} [${`*a${at === 0 ? '' : at - 1}, `.repeat(9)}]`,
        ),
      ].join('\n'),
      'has too many aliases',
    ],
  ])('%s', (_, text, names) => {
    expect(namesIn(text)).toEqual(names)
  })

  it.each([
    [undefined, ['a.x', 'a.y', 'b.1']],
    ['x', ['a.x']],
    ['a.y', ['a.y']],
    ['b', ['b.1']],
    ['a', ['a.x', 'a.y']],
    ['z', []],
  ])('The choice %s finds the steps %j', (choice, names) => {
    const tagboat = (id: string) => `{id: ${id}, uses: tagboat/tagboat@v1}`
    const found = findSteps(
      `jobs:\n${job('a', tagboat('x'), tagboat('y'))}\n${job('b', 'uses: tagboat/tagboat@v1')}`,
    )
    const steps = found.kind === 'steps' ? found.steps : []
    expect(chooseSteps(steps, choice).map(({ name }) => name)).toEqual(names)
  })

  it('Any text has a result', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constantFrom('jobs: {a: {steps: [x, {uses: 1}]}}')),
        (text) => {
          expect(['steps', 'other']).toContain(findSteps(text).kind)
        },
      ),
    )
  })
})
