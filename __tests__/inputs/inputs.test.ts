import { readInputs } from '../../src/inputs/read-inputs.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { codes, problemsOf } from '../helpers/problems.ts'

test('unset inputs have defaults', () => {
  expect(makeInputs()).toMatchObject({
    images: [],
    rules: { isDefault: true },
    push: 'auto',
    dryRun: false,
    labels: [],
    annotations: [],
    credentials: [],
    githubToken: '',
    exportLogin: false,
    overwrite: false,
    forwardOnly: true,
    requireSignedTag: false,
    metadata: { prHeadSha: false, shortShaLength: 7, annotationsLevels: [] },
  })
})

test.each<[text: string, expected: 'auto' | boolean]>([
  ['', 'auto'],
  ['auto', 'auto'],
  ['true', true],
  ['False', false],
])('push "%s" is %s', (push, expected) => {
  expect(makeInputs({ push }).push).toBe(expected)
})

test.each<[text: string, expected: boolean | 'scheduled']>([
  ['', false],
  ['false', false],
  ['True', true],
  ['scheduled', 'scheduled'],
])('overwrite "%s" is %s', (overwrite, expected) => {
  expect(makeInputs({ overwrite }).overwrite).toBe(expected)
})

test('any other value of overwrite is an error that lists the values', () => {
  const [problem] = problemsOf(() => makeInputs({ overwrite: 'nightly' }))
  expect(problem).toMatchObject({ code: 'input-value', fix: 'Write true, false or scheduled.' })
})

test.each<[text: string, expected: boolean]>([
  ['', true],
  ['true', true],
  ['false', false],
])('forward-only "%s" is %s', (text, expected) => {
  expect(makeInputs({ 'forward-only': text }).forwardOnly).toBe(expected)
})

test('one error lists the problems of all inputs', () => {
  const texts: Texts = {
    tags: 'type=nonsense',
    push: 'maybe',
    'dry-run': 'si',
    labels: 'nameless',
    annotations: 'a={{unclosed',
    username: 'me',
    platforms: 'arm64',
    'shm-size': '1g',
  }
  const problems = problemsOf(() => makeInputs(texts))
  expect(codes(problems)).toHaveLength(7)
  for (const input of ['tags', 'push', 'dry-run', 'labels', 'annotations', 'password', 'platforms']) {
    expect(problems.filter(({ what }) => what.includes(`nput ${input}`))).toHaveLength(1)
  }
})

test('no error shows a secret', () => {
  const texts: Texts = {
    username: 'me',
    password: 'p4ss',
    'github-token': 'ghs_p4ss',
    'registry-auth': '- registry: p4ss: p4ss\n- [p4ss',
    secrets: 'p4ss\n"id=p4ss',
    push: 'x',
  }
  const problems = problemsOf(() => makeInputs(texts))
  expect(codes(problems)).toEqual(
    expect.arrayContaining(['input-registry-auth', 'input-quotes', 'input-value']),
  )
  expect(JSON.stringify(problems)).not.toContain('p4ss')
})

test('a run without secrets needs no password', () => {
  const raw = (name: string) => (name === 'username' ? 'me' : '')
  expect(readInputs(raw, { env: {}, withoutSecrets: true }).credentials).toEqual([])
  expect(codes(problemsOf(() => readInputs(raw, { env: {}, withoutSecrets: false })))).toEqual([
    'input-missing',
  ])
})

test.each<{ name: string; env: Record<string, string>; expected: object }>([
  { name: 'PR_HEAD_SHA', env: { DOCKER_METADATA_PR_HEAD_SHA: 'true' }, expected: { prHeadSha: true } },
  {
    name: 'SHORT_SHA_LENGTH',
    env: { DOCKER_METADATA_SHORT_SHA_LENGTH: '12' },
    expected: { shortShaLength: 12 },
  },
  {
    name: 'ANNOTATIONS_LEVELS',
    env: { DOCKER_METADATA_ANNOTATIONS_LEVELS: 'manifest, index' },
    expected: { annotationsLevels: ['manifest', 'index'] },
  },
])('variables of docker/metadata-action are read: $name', ({ env, expected }) => {
  expect(readInputs(() => '', { env, withoutSecrets: false }).metadata).toMatchObject(expected)
})

test.each<[name: string, value: string]>([
  ['DOCKER_METADATA_PR_HEAD_SHA', 'yes'],
  ['DOCKER_METADATA_SHORT_SHA_LENGTH', '0'],
  ['DOCKER_METADATA_SHORT_SHA_LENGTH', '41'],
  ['DOCKER_METADATA_SHORT_SHA_LENGTH', '7.5'],
  ['DOCKER_METADATA_ANNOTATIONS_LEVELS', 'index,layer'],
])('%s=%s is an error that names the variable', (name, value) => {
  const problems = problemsOf(() => readInputs(() => '', { env: { [name]: value }, withoutSecrets: false }))
  expect(problems).toMatchObject([{ what: expect.stringContaining(`Variable ${name}: '${value}'`) }])
})

test.each<[push: string, dryRun: string, needsPush: boolean, expected: string[]]>([
  ['auto', 'false', true, ['input-missing']],
  ['auto', 'false', false, []],
  ['auto', 'true', true, []],
])(
  'with push: %s, dry-run: %s and a run that pushes (%s), the password is checked',
  (push, dryRun, needsPush, expected) => {
    const texts: Texts = { push, 'dry-run': dryRun, registry: 'x.io', username: 'me' }
    const context = { env: {}, withoutSecrets: false, needsPush: () => needsPush }
    expect(codes(problemsOf(() => readInputs((name) => texts[name] ?? '', context)))).toEqual(expected)
  },
)
