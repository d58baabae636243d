import { findContexts, ownCommit, resolveDefaultContext } from '../../src/definition/default-context.ts'
import { describeSecrets } from '../../src/definition/describe-target.ts'
import { buildsOf } from '../../src/inputs/builds.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { problemsOf } from '../helpers/problems.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const trigger = makeTrigger()
const address = `https://github.com/acme/app.git#${trigger.revision}`
const secret = { context: '{{defaultContext}}', 'github-token': 'ghs_token' }
const hidden = makeTrigger({ repository: { ...trigger.repository, private: true } })

test.each<[written: string, placed: string]>([
  ['{{defaultContext}}', address],
  ['{{ defaultContext }}', address],
  ['{{defaultContext}}:', address],
  ['{{defaultContext}}:.', address],
  ['{{defaultContext}}:docker/app', `${address}:docker/app`],
  ['.', '.'],
  ['folder', 'folder'],
])('context %s is %s', (written, placed) => {
  const inputs = makeInputs({ context: written, 'build-contexts': `more=${written}` })
  const { build } = resolveDefaultContext(inputs, trigger)
  expect([build.context, build.buildContexts]).toEqual([placed, [{ key: 'more', value: placed }]])
})

test('items of builds resolve their own context or that of the step', () => {
  const builds = '- name: a\n- name: b\n  context: "{{defaultContext}}:b"\n- name: c\n  context: folder'
  const inputs = makeInputs({ builds, context: '{{defaultContext}}' })
  const placed = buildsOf(resolveDefaultContext(inputs, trigger)).map(({ build }) => build.context)
  expect(placed).toEqual([address, `${address}:b`, 'folder'])
})

test('the address is on the server of the run', () => {
  const own = { url: 'https://git.example/acme/app', owner: 'acme', name: 'app' }
  const there = makeTrigger({ serverUrl: 'https://git.example', repository: own })
  const { build } = resolveDefaultContext(makeInputs(secret), there)
  expect(build.context).toBe(`https://git.example/acme/app.git#${trigger.revision}`)
  expect(describeSecrets(build)).toEqual({
    specs: ['type=env,id=GIT_AUTH_TOKEN.git.example,env=TAGBOAT_GIT_AUTH'],
    env: { TAGBOAT_GIT_AUTH: 'ghs_token' },
  })
})

test.each<{ name: string; texts: Texts; at?: typeof trigger; expected: string[] }>([
  {
    name: 'a private repository',
    texts: secret,
    at: hidden,
    expected: ['type=env,id=GIT_AUTH_TOKEN.github.com,env=TAGBOAT_GIT_AUTH'],
  },
  { name: 'a public repository of github.com needs none', texts: secret, expected: [] },
  { name: 'a run without a token', texts: { ...secret, 'github-token': '' }, at: hidden, expected: [] },
  { name: 'a folder as context', texts: { ...secret, context: '.' }, at: hidden, expected: [] },
  {
    name: 'the workflow’s own secret',
    texts: { ...secret, 'secret-envs': 'GIT_AUTH_TOKEN=TOKEN' },
    at: hidden,
    expected: ['type=env,id=GIT_AUTH_TOKEN,env=TOKEN'],
  },
  {
    name: 'the workflow’s own secret by host, for another repository',
    texts: { ...secret, 'secret-envs': 'GIT_AUTH_TOKEN.github.com=TOKEN' },
    at: hidden,
    expected: ['type=env,id=GIT_AUTH_TOKEN.github.com,env=TOKEN'],
  },
])('the token is a build secret where it is needed: $name', ({ texts, at = trigger, expected }) => {
  expect(describeSecrets(resolveDefaultContext(makeInputs(texts), at).build).specs).toEqual(expected)
})

test('an item whose context is a folder does not get the token', () => {
  const builds = '- name: a\n- name: b\n  context: folder'
  const inputs = resolveDefaultContext(makeInputs({ ...secret, builds }), hidden)
  expect(buildsOf(inputs).map(({ build }) => describeSecrets(build).specs.length)).toEqual([1, 0])
})

test.each<[context: string, why: string, at?: typeof trigger]>([
  ['{{defaultContext}}/sub', 'something else than :FOLDER'],
  ['{{defaultContext}}#main', 'something else than :FOLDER'],
  ['{{default_context}}', 'an expression that does not exist'],
  ['./{{defaultContext}}', 'an expression that does not exist'],
  [
    '{{defaultContext}}',
    'GITHUB_REPOSITORY',
    makeTrigger({ repository: { owner: '', name: '', url: 'https://github.com/' } }),
  ],
])('context %s is refused', (context, why, at = trigger) => {
  const [problem] = problemsOf(() => resolveDefaultContext(makeInputs({ context }), at))
  expect(problem).toMatchObject({ code: 'input-value', what: expect.stringContaining(why) })
})

test.each<[name: string, texts: Texts, expected: object]>([
  ['no input', {}, { folder: '/w', isFetched: false }],
  ['a folder', { context: 'app' }, { folder: '/w/app', isFetched: false }],
  ['this repository', { context: '{{defaultContext}}' }, { folder: undefined, isFetched: true }],
  [
    'another repository',
    { context: 'https://github.com/acme/other.git' },
    { folder: undefined, isFetched: false },
  ],
  [
    'a folder and this repository in items',
    { context: '{{defaultContext}}', builds: '- name: a\n- name: b\n  context: sub' },
    { folder: '/w/sub', isFetched: true },
  ],
  ['an invalid list in input builds', { builds: '- [' }, { folder: undefined, isFetched: false }],
])('the folder of the first local context: %s', (_, texts, expected) => {
  expect(findContexts((name) => texts[name as keyof Texts] ?? '', '/w')).toEqual(expected)
})

test.each([
  [address, trigger.revision],
  [`${address}:sub`, trigger.revision],
  [`https://github.com/acme/app.git#main`, undefined],
])('the commit in address %s is %s', (text, commit) => {
  expect(ownCommit(text, trigger.repository)).toBe(commit)
})
