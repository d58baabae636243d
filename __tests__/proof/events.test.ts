import { sampleEvents } from '../../src/proof/events.ts'
import { guessDefaultBranch, guessRepository } from '../../src/proof/guess-repository.ts'
import { passesFilter, sampleNames } from '../../src/proof/ref-filters.ts'
import { loadExpressions } from '../../src/workflow-expressions/expressions.ts'

const repository = { name: 'acme/app', defaultBranch: 'main', time: '2020-01-10T00:30:00Z' }
const titles = (on: unknown) => sampleEvents(on, repository).map(({ title }) => title)

describe('the example events of a workflow', () => {
  test.each([
    {
      on: 'push',
      expected: [
        "push of branch 'main'",
        "push of branch 'feature/login'",
        "push of tag 'v1.2.3'",
        "push of tag 'v1.2.3-rc.1'",
      ],
    },
    { on: { push: { branches: ['main'] } }, expected: ["push of branch 'main'"] },
    {
      on: { push: { branches: ['main'], tags: ['v*'] } },
      expected: ["push of branch 'main'", "push of tag 'v1.2.3'", "push of tag 'v1.2.3-rc.1'"],
    },
    { on: { push: { tags: 'app-*' } }, expected: ["push of tag 'app-1.2.3'"] },
    { on: { push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } }, expected: ["push of tag 'v1.2.3'"] },
    { on: { push: { tags: ['*', '!*-rc*'] } }, expected: ["push of tag 'v1.2.3'"] },
    {
      on: { push: { 'branches-ignore': ['main'] } },
      expected: ["push of branch 'feature/login'"],
    },
    {
      on: { push: { branches: ['release/**', 'main'] } },
      expected: ["push of branch 'main'", "push of branch 'release/1.2.3'"],
    },
    {
      on: ['pull_request', 'merge_group'],
      expected: ['pull_request opened', 'pull_request opened, from a fork', 'merge_group'],
    },
    {
      on: { pull_request: { types: ['labeled', 'closed'] } },
      expected: [
        'pull_request labeled',
        'pull_request labeled, from a fork',
        'pull_request closed',
        'pull_request closed, from a fork',
      ],
    },
    { on: { pull_request: { branches: ['nothing-?', '!**'] } }, expected: [] },
    {
      on: { schedule: [{ cron: '1 2 * * *' }], release: { types: ['released', 'prereleased'] } },
      expected: ['schedule', "release released, tag 'v1.2.3'", "release prereleased, tag 'v1.2.3-rc.1'"],
    },
    { on: { repository_dispatch: { types: ['go'] } }, expected: ['repository_dispatch go'] },
    {
      on: {
        workflow_dispatch: {
          inputs: {
            push: { type: 'boolean', default: true },
            kind: { type: 'choice', options: ['a', 'b'] },
            tag: { required: true },
          },
        },
      },
      expected: ['workflow_dispatch', 'workflow_dispatch with push: false', 'workflow_dispatch with kind: b'],
    },
    {
      on: {
        workflow_dispatch: { inputs: { push: { type: 'boolean' }, slim: { type: 'boolean' } } },
      },
      expected: [
        'workflow_dispatch',
        'workflow_dispatch with push: true and slim: true',
        'workflow_dispatch with push: true',
        'workflow_dispatch with slim: true',
      ],
    },
    {
      on: { workflow_call: null },
      expected: [
        "workflow_call by push of branch 'main'",
        "workflow_call by push of tag 'v1.2.3'",
        'workflow_call by pull_request opened',
      ],
    },
    { on: null, expected: [] },
    { on: 7, expected: [] },
  ])('$on', ({ on, expected }) => {
    expect(titles(on)).toEqual(expected)
  })
})

describe('the trigger of an example event is the one that Tagboat reads from such an event', () => {
  test.each([
    { on: { push: { tags: ['v*'] } }, expected: { event: 'push', ref: { kind: 'tag', name: 'v1.2.3' } } },
    {
      on: 'pull_request',
      expected: {
        cause: { kind: 'pull-request', variant: 'ordinary', isClosed: false },
        ref: { kind: 'pull', number: 7 },
        pullRequest: { fork: false, headRef: 'feature/login', baseRef: 'main' },
      },
    },
    { on: 'schedule', expected: { cause: { kind: 'schedule' }, ref: { kind: 'branch', name: 'main' } } },
    {
      on: 'release',
      expected: { cause: { kind: 'release', change: 'published' }, ref: { kind: 'tag', name: 'v1.2.3' } },
    },
    { on: 'workflow_run', expected: { cause: { kind: 'other' }, defaultBranch: 'main' } },
    { on: 'create', expected: { ref: { kind: 'branch', name: 'feature/login' } } },
  ])('$on', ({ on, expected }) => {
    expect(sampleEvents(on, repository)[0]?.trigger).toMatchObject(expected)
  })

  test('a fork has no secrets on pull_request, and has them on pull_request_target', () => {
    const events = [
      ...sampleEvents('pull_request', repository),
      ...sampleEvents('pull_request_target', repository),
    ]
    expect(events.map(({ withoutSecrets }) => withoutSecrets)).toEqual([false, true, false, false])
    expect(events.map(({ trigger }) => trigger.pullRequest?.fork)).toEqual([false, true, false, true])
  })
})

const expressions = await loadExpressions()

describe('expressions about an example event', () => {
  test.each([
    { on: 'push', text: '${{ github.ref_name }}', expected: 'main' },
    { on: 'push', text: '${{ github.event.pull_request.number }}', expected: '' },
    { on: 'push', text: '${{ github.event.repository.default_branch }}', expected: 'main' },
    { on: 'pull_request', text: '${{ github.ref_name }}', expected: '7/merge' },
    { on: 'pull_request', text: '${{ github.head_ref }}', expected: 'feature/login' },
    {
      on: 'pull_request',
      text: '${{ github.event.pull_request.head.repo.full_name == github.repository }}',
      expected: 'true',
    },
    { on: 'release', text: '${{ github.event.release.tag_name }}', expected: 'v1.2.3' },
    {
      on: { workflow_dispatch: { inputs: { push: { type: 'boolean' } } } },
      text: '${{ inputs.push }} ${{ github.event.inputs.push }}',
      expected: 'false false',
    },
    { on: 'push', text: '${{ inputs.push }}', expected: '' },
  ])('$text on $on is $expected', ({ on, text, expected }) => {
    const [event] = sampleEvents(on, repository)
    const values = { github: event?.github ?? null, inputs: event?.inputs ?? null }
    expect(expressions.fillIn(text, { values })).toEqual({ kind: 'known', text: expected })
  })

  test('a text input without a default is unknown', () => {
    const [event] = sampleEvents({ workflow_dispatch: { inputs: { tag: { type: 'string' } } } }, repository)
    const values = { inputs: event?.inputs ?? null }
    expect(expressions.fillIn('${{ inputs.tag }}', { values }).kind).toBe('unknown')
  })
})

describe("GitHub's filter patterns", () => {
  test.each([
    { only: ['main'], name: 'main', expected: true },
    { only: ['feature/*'], name: 'feature/a', expected: true },
    { only: ['feature/*'], name: 'feature/a/b', expected: false },
    { only: ['feature/**'], name: 'feature/a/b', expected: true },
    { only: ['**'], name: 'a/b', expected: true },
    { only: ['*'], name: 'a/b', expected: false },
    { only: ['v2*'], name: 'v2.0', expected: true },
    { only: ['v[12].[0-9]+.[0-9]+'], name: 'v1.10.1', expected: true },
    { only: ['v[12].[0-9]+.[0-9]+'], name: 'v3.10.1', expected: false },
    { only: ['v1.2.3'], name: 'v1x2x3', expected: false },
    { only: ['releases/**', '!releases/**-alpha'], name: 'releases/1-alpha', expected: false },
    { only: ['!releases/**-alpha', 'releases/**'], name: 'releases/1-alpha', expected: true },
    { only: ['*.jsx?'], name: 'a.js', expected: true },
    { only: ['[broken'], name: '[broken', expected: true },
    { only: ['+('], name: '+(', expected: false },
  ])('$only and $name: $expected', ({ only, name, expected }) => {
    expect(passesFilter({ only, ignore: undefined }, name)).toBe(expected)
  })

  test('a name is made for each pattern that no given name matches, eight at most', () => {
    const only = ['main', 'a-*', 'b-[0-9]+', ...Array.from({ length: 20 }, (_, index) => `x${index}`)]
    const names = sampleNames({ only, ignore: undefined }, ['main'])
    expect(names.slice(0, 3)).toEqual(['main', 'a-1.2.3', 'b-0'])
    expect(names).toHaveLength(8)
  })
})

test.each([
  { file: { on: { push: { branches: ['master'] } } }, expected: 'master' },
  { file: { on: { push: { branches: ['master', 'main'] } } }, expected: 'main' },
  { file: { on: 'push' }, expected: 'main' },
  { file: { on: 'push', jobs: { a: { if: "github.ref == 'refs/heads/master'" } } }, expected: 'master' },
  { file: null, expected: 'main' },
])('the default branch of $file is taken to be $expected', ({ file, expected }) => {
  expect(guessDefaultBranch(file)).toBe(expected)
})

test.each([
  { conditions: [], expected: 'acme/app' },
  { conditions: ["github.repository_owner == 'grafana'"], expected: 'grafana/app' },
  {
    conditions: ["github.repository == 'a/b'", "github.repository == 'c/d'", "github.repository=='c/d'"],
    expected: 'c/d',
  },
  { conditions: ["github.repository != 'a/b'"], expected: 'acme/app' },
])(
  'the repository of a workflow with the conditions $conditions is taken to be $expected',
  ({ conditions, expected }) => {
    expect(guessRepository({ jobs: conditions.map((condition) => ({ if: condition })) })).toBe(expected)
  },
)
