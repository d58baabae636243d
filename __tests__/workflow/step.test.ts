import type { Trigger } from '../../src/model/trigger.ts'
import { fillStep } from '../../src/workflow/fill-step.ts'
import { findSteps } from '../../src/workflow/find-step.ts'
import { leaveOut } from '../../src/workflow/leave-out.ts'
import { listMatrixValues, stepContexts } from '../../src/workflow/step-contexts.ts'
import { loadExpressions } from '../../src/workflow-expressions/expressions.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const expressions = await loadExpressions()

interface Run {
  readonly trigger?: Trigger
  readonly token?: string
  readonly given?: Readonly<Record<string, string>>
  readonly isRunner?: boolean
}

/** What a laptop takes from the only Tagboat step of a workflow. */
function takeStep(
  text: string,
  { trigger = makeTrigger(), token = '', given = {}, isRunner = false }: Run = {},
) {
  const found = findSteps(text)
  if (found.kind === 'other') throw new Error(found.why)
  const [step] = found.steps
  if (step === undefined) throw new Error('The workflow has no Tagboat step.')
  const contexts = stepContexts(step, found.workflow, {
    trigger,
    token,
    given: new Map(Object.entries(given)),
  })
  const filled = fillStep(step, contexts, expressions, () => true)
  const left = leaveOut(filled, isRunner)
  const unknown = [...left.unknown].map(
    ([input, parts]) => `${input}: ${parts.map(({ name }) => name).join(', ')}`,
  )
  return {
    inputs: Object.fromEntries(left.inputs),
    env: Object.fromEntries(filled.env),
    unknown,
    notes: left.notes,
  }
}

/** A workflow with one Tagboat step that has these lines below `with:`. */
const withInputs = (...lines: readonly string[]): string =>
  workflow(['with:', ...lines.map((line) => `  ${line}`)])

function workflow(step: readonly string[], job: readonly string[] = [], top: readonly string[] = []): string {
  return [
    'on: push',
    ...top,
    'jobs:',
    '  publish:',
    ...job.map((line) => `    ${line}`),
    '    steps:',
    '      - uses: actions/checkout@v6',
    '      - uses: tagboat/tagboat@v1',
    ...step.map((line) => `        ${line}`),
  ].join('\n')
}

describe('the inputs of a step', () => {
  it.each<[title: string, line: string, run: Run, value: string]>([
    ['A plain text is taken as it is', 'images: ghcr.io/acme/app', {}, 'ghcr.io/acme/app'],
    ['A number is a text, as GitHub writes it', 'tags: 1.50', {}, '1.5'],
    ['The ref comes from the trigger', 'tags: ${{ github.ref_name }}', {}, 'main'],
    [
      'A git tag has its type',
      'tags: ${{ github.ref_type }}',
      { trigger: makeTrigger({ ref: 'refs/tags/v1' }) },
      'tag',
    ],
    [
      'The repository comes from the trigger',
      'images: ghcr.io/${{ github.repository }}',
      {},
      'ghcr.io/acme/app',
    ],
    [
      'A local run counts as a push',
      "tags: ${{ github.event_name == 'push' }}",
      { trigger: makeTrigger({ event: 'local' }) },
      'true',
    ],
    [
      'A push has no pull request',
      'tags: ${{ github.event.pull_request.head.ref || github.ref_name }}',
      {},
      'main',
    ],
    [
      'A pull request has its head',
      'tags: ${{ github.event.pull_request.head.ref || github.ref_name }}',
      { trigger: makePull() },
      'tickets/DM-42',
    ],
    [
      'The default branch is part of the event',
      'tags: ${{ github.event.repository.default_branch }}',
      {},
      'main',
    ],
    ['A push has no inputs', "tags: ${{ inputs.channel || 'edge' }}", {}, 'edge'],
    [
      'A given variable replaces what only GitHub knows',
      'tags: ${{ vars.IMAGE }}',
      { given: { 'vars.IMAGE': 'app' } },
      'app',
    ],
    [
      'Names of given values ignore case',
      'tags: ${{ vars.image }}',
      { given: { 'vars.IMAGE': 'app' } },
      'app',
    ],
    [
      'A given input replaces an empty one',
      'tags: ${{ inputs.channel }}',
      { given: { 'inputs.channel': 'beta' } },
      'beta',
    ],
    [
      'The output of another job can be given',
      'tags: ${{ needs.plan.outputs.tag }}',
      { given: { 'needs.plan.outputs.tag': 'x' } },
      'x',
    ],
    ['A given secret is taken', 'tags: ${{ secrets.NAME }}', { given: { 'secrets.NAME': 'x' } }, 'x'],
    ["GitHub's token is the user's", 'tags: ${{ secrets.GITHUB_TOKEN }}', { token: 't' }, 't'],
    ['The token has two names', 'tags: ${{ github.token }}', { token: 't' }, 't'],
  ])('%s', (_, line, run, value) => {
    expect(Object.values(takeStep(withInputs(line), run).inputs)).toEqual([value])
  })

  it.each<[title: string, line: string, unknown: string]>([
    ['A variable of the repository is unknown', 'tags: ${{ vars.IMAGE }}', 'tags: vars.IMAGE'],
    ['A secret is unknown', 'build-args: A=${{ secrets.A }}', 'build-args: secrets.A'],
    [
      'The output of a step is unknown',
      'tags: ${{ steps.meta.outputs.tags }}',
      'tags: steps.meta.outputs.tags',
    ],
    ['The number of the run is unknown', 'tags: ${{ github.run_number }}', 'tags: github.run_number'],
    [
      'Only the deciding part of an expression is unknown',
      "tags: ${{ vars.A == 'x' && 'y' || 'z' }}",
      'tags: vars.A',
    ],
  ])('%s', (_, line, unknown) => {
    expect(takeStep(withInputs(line))).toMatchObject({ inputs: {}, unknown: [unknown] })
  })

  it('Variables of workflow, job and step count, the inner ones more', () => {
    const text = workflow(
      ['env:', '  C: ${{ env.A }}-${{ env.B }}', 'with:', '  tags: ${{ env.C }}'],
      ['env:', '  B: job'],
      ['env:', '  A: top', '  B: top'],
    )
    expect(takeStep(text)).toMatchObject({
      inputs: { tags: 'top-job' },
      env: { A: 'top', B: 'job', C: 'top-job' },
    })
  })

  it('A variable that hides another with an unknown value is unknown', () => {
    const text = workflow(
      ['env:', '  A: ${{ vars.X }}', 'with:', '  tags: ${{ env.A }}'],
      [],
      ['env:', '  A: top'],
    )
    expect(takeStep(text)).toMatchObject({ inputs: {}, unknown: ['tags: env.A'] })
  })
})

describe('the matrix of a step', () => {
  const matrix = (lines: readonly string[]) =>
    workflow(
      ['with:', '  tags: ${{ matrix.app }}-${{ matrix.suffix }}'],
      ['strategy:', '  matrix:', ...lines.map((line) => `    ${line}`)],
    )
  const axes = matrix(['app: [web, api]', 'suffix: [slim]'])
  const include = matrix(['include:', '  - {app: web, suffix: w}', '  - {app: api, suffix: a}'])

  it.each<[title: string, text: string, given: Readonly<Record<string, string>>, result: object]>([
    ['A key with one value is known', axes, { 'matrix.app': 'web' }, { inputs: { tags: 'web-slim' } }],
    ['A key with several values is unknown', axes, {}, { unknown: ['tags: matrix.app'] }],
    [
      'A given key selects the other keys of its combination',
      include,
      { 'matrix.app': 'api' },
      { inputs: { tags: 'api-a' } },
    ],
    ['Any key may select', include, { 'matrix.suffix': 'w' }, { inputs: { tags: 'web-w' } }],
    [
      'A computed matrix is unknown',
      matrix(['app: ${{ fromJSON(vars.APPS) }}']),
      {},
      { unknown: ['tags: matrix.app, matrix.suffix'] },
    ],
    [
      'The keys of a computed matrix can be given',
      matrix(['app: ${{ fromJSON(vars.APPS) }}']),
      { 'matrix.app': 'x', 'matrix.suffix': 'y' },
      { inputs: { tags: 'x-y' } },
    ],
  ])('%s', (_, text, given, result) => {
    expect(takeStep(text, { given })).toMatchObject(result)
  })

  it('An error can list the values of a key', () => {
    const found = findSteps(axes)
    expect(found.kind === 'steps' && found.steps.map((step) => listMatrixValues(step, 'app'))).toEqual([
      ['web', 'api'],
    ])
  })
})

describe('the inputs of a step outside CI', () => {
  it.each<[title: string, lines: readonly string[], run: Run, inputs: object]>([
    [
      'A login with an unknown password is left out',
      ['registry: ghcr.io', 'username: me', 'password: ${{ secrets.P }}', 'tags: x'],
      {},
      { tags: 'x' },
    ],
    [
      "A login with the user's token stays",
      ['username: me', 'password: ${{ github.token }}'],
      { token: 't' },
      { username: 'me', password: 't' },
    ],
    [
      'Logins with unknown secrets are left out',
      ["registry-auth: '- {registry: a.example, password: ${{ secrets.P }}}'", 'tags: x'],
      {},
      { tags: 'x' },
    ],
    [
      'Logins with an identity token are left out',
      ["registry-auth: '- {registry: a.example, oidc: aws}'", 'tags: x'],
      {},
      { tags: 'x' },
    ],
    [
      'An unknown token of GitHub is left out',
      ['github-token: ${{ secrets.PAT }}', 'tags: x'],
      {},
      { tags: 'x' },
    ],
    ["GitHub's cache is left out", ['cache-from: type=gha', 'cache: gha'], {}, {}],
    [
      'Other caches stay in the list',
      ['cache-from: |', '  type=gha,scope=x', '  type=registry,ref=a'],
      {},
      { 'cache-from': 'type=registry,ref=a' },
    ],
    ['A push that the event decides is left out', ['push: auto'], {}, {}],
    [
      'A push that the step decides stays',
      ["push: ${{ github.event_name != 'pull_request' }}"],
      {},
      { push: 'true' },
    ],
    [
      'The builder and programs of the machine are left out',
      ['builder: kept', 'driver: remote', 'qemu-image: evil.example/x'],
      {},
      {},
    ],
    [
      'On a runner of GitHub everything stays',
      ['push: auto', 'cache: gha', 'builder: kept'],
      { isRunner: true },
      { push: 'auto', cache: 'gha', builder: 'kept' },
    ],
  ])('%s', (_, lines, run, inputs) => {
    expect(takeStep(withInputs(...lines), run)).toMatchObject({ inputs, unknown: [] })
    expect(takeStep(withInputs(...lines), run).inputs).toEqual(inputs)
  })

  it('A note names what is left out, and why', () => {
    const { notes } = takeStep(withInputs('username: me', 'password: ${{ secrets.P }}', 'cache: gha'))
    expect(notes).toEqual([
      'username, password (the login of docker applies)',
      "cache (GitHub's cache is only on its runners)",
    ])
  })
})
