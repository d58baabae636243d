import { parsePrint } from '../../src/bake/parse-print.ts'

type Groups = Readonly<Record<string, readonly string[]>>

const print = (target: object, groups: Groups = {}) =>
  JSON.stringify({
    group: Object.fromEntries(Object.entries(groups).map(([name, targets]) => [name, { targets }])),
    target,
  })

test.each<{ name: string; printed: object; meant: object }>([
  {
    name: 'values of args, labels and hosts are templates, keys are not',
    printed: {
      args: { A: '$${HOME} %%{x}', '$${B}': 'b' },
      labels: { '${l}': '$${l}' },
      'extra-hosts': { h: '$${h}' },
    },
    meant: {
      args: { A: '${HOME} %{x}', '$${B}': 'b' },
      labels: { '${l}': '${l}' },
      'extra-hosts': { h: '${h}' },
    },
  },
  {
    name: 'annotations and inline Dockerfiles are templates',
    printed: { annotations: ['index:a$${k}=$${v}'], 'dockerfile-inline': 'ARG X=$${X:-%%{y}}\n' },
    meant: { annotations: ['index:a${k}=${v}'], 'dockerfile-inline': 'ARG X=${X:-%{y}}\n' },
  },
  {
    name: 'only the last of many dollars is an escape, and only before a brace',
    printed: { args: { A: '$$$${x}', B: '$$x', C: '%%%{x}', D: '$${', E: '$' } },
    meant: { args: { A: '$$${x}', B: '$$x', C: '%%{x}', D: '${', E: '$' } },
  },
  {
    name: 'every other field is literal',
    printed: {
      context: 'a$${x}',
      contexts: { '$${c}': 'docker-image://$${x}' },
      'cache-from': [{ type: 'registry', ref: '$${x}' }],
      'no-cache-filter': ['$${x}'],
      secret: [{ id: '$${x}', env: '$${x}' }],
      target: '$${x}',
    },
    meant: {
      context: 'a$${x}',
      contexts: { '$${c}': 'docker-image://$${x}' },
      'cache-from': [{ type: 'registry', ref: '$${x}' }],
      'no-cache-filter': ['$${x}'],
      secret: [{ id: '$${x}', env: '$${x}' }],
      target: '$${x}',
    },
  },
  {
    name: 'platforms are split into a list',
    printed: { platforms: ['linux/amd64, linux/arm64', 'linux/s390x'] },
    meant: { platforms: ['linux/amd64', 'linux/arm64', 'linux/s390x'] },
  },
  {
    name: 'values that are not strings stay unchanged',
    printed: { 'no-cache': true, args: { A: null }, count: 1 },
    meant: { 'no-cache': true, args: { A: null }, count: 1 },
  },
])('bake --print is read: $name', ({ printed, meant }) => {
  expect(parsePrint(print({ app: printed }), [])?.targets.get('app')).toEqual(meant)
})

const targets = { a: {}, b: {}, c: {}, 'z-1': {}, 'z-2': {}, web_app: {} }

test.each<{ name: string; named: string[]; groups: Groups; chosen: string[] }>([
  { name: 'the default group, as printed', named: [], groups: { default: ['a', 'b'] }, chosen: ['a', 'b'] },
  {
    name: 'groups in groups, in the order of the file',
    named: [],
    groups: { default: ['all', 'c'], all: ['b', 'a'] },
    chosen: ['b', 'a', 'c'],
  },
  {
    name: 'names in the user’s order, although they are printed sorted',
    named: ['c', 'a', 'b'],
    groups: { default: ['a', 'b', 'c'] },
    chosen: ['c', 'a', 'b'],
  },
  {
    name: 'each once',
    named: ['b', 'all', 'b'],
    groups: { default: ['all', 'b'], all: ['a', 'b'] },
    chosen: ['b', 'a'],
  },
  {
    name: 'a matrix by its name, which is a group',
    named: ['z', 'a'],
    groups: { default: ['a', 'z'], z: ['z-2', 'z-1'] },
    chosen: ['z-2', 'z-1', 'a'],
  },
  {
    name: 'a pattern in its position, its matches in the printed order',
    named: ['c', 'z-*', 'a'],
    groups: { default: ['a', 'c', 'z-1', 'z-2'] },
    chosen: ['c', 'z-1', 'z-2', 'a'],
  },
  {
    name: 'a pattern that also matches a group',
    named: ['z*'],
    groups: { default: ['z-1', 'zall'], zall: ['b', 'a'] },
    chosen: ['z-1', 'b', 'a'],
  },
  {
    name: 'a compose service with a dot in its name',
    named: ['web.app', 'a'],
    groups: { default: ['a', 'web_app'] },
    chosen: ['web_app', 'a'],
  },
  {
    name: 'the default group beside another name',
    named: ['c', 'default'],
    groups: { default: ['a', 'c'] },
    chosen: ['c', 'a'],
  },
  {
    name: 'a target that is chosen for an unknown reason',
    named: ['b', '???'],
    groups: { default: ['b', 'web_app'] },
    chosen: ['b', 'web_app'],
  },
  {
    name: 'groups in a cycle',
    named: ['g'],
    groups: { default: ['g'], g: ['h'], h: ['g', 'a'] },
    chosen: ['a'],
  },
  { name: 'an empty group', named: ['e'], groups: { default: ['e'], e: [] }, chosen: [] },
])('chosen is $name', ({ named, groups, chosen }) => {
  expect(parsePrint(print(targets, groups), named)?.chosen).toEqual(chosen)
})

test('a target default may be in the group default', () => {
  const text = print({ default: {}, x: {} }, { default: ['default', 'x'] })
  expect(parsePrint(text, [])?.chosen).toEqual(['default', 'x'])
})

test.each(['', '{', '[]', '{"target":[]}', '{"target":{"a":"b"}}', '{"group":{}}'])(
  '%j is no definition',
  (text) => expect(parsePrint(text, [])).toBeUndefined(),
)
