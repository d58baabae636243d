import { createFiles } from '../../src/ports/node-files.ts'
import { checkBakeReads } from '../../src/reads/bake-reads.ts'
import { createPathPolicy } from '../../src/reads/path-policy.ts'
import { type Tree, useFolders } from '../helpers/folder.ts'
import { problemsIn } from '../helpers/problems.ts'

const makeFolder = useFolders()
const env = { STAGE: 'dev', ACTIONS_X: 'x', INPUT_X: 'x', EMPTY: '' }
const service = (text: string) => `services: {app: {build: ., ${text}}}`

function check(
  tree: Tree,
  file = 'compose.yml',
  more: { env?: Record<string, string>; vars?: Record<string, string> } = {},
) {
  const workspace = makeFolder({ 'in.env': 'A=1', ...tree })
  const files = createFiles()
  const vars = Object.entries(more.vars ?? {}).map(([key, value]) => ({ key, value }))
  const inputs = { files: [file], targets: [], set: [], vars }
  const pathPolicy = createPathPolicy(files, workspace, [])
  return checkBakeReads({ files, pathPolicy, workspace }, { ...env, ...more.env }, inputs)
}

test.each<[string, Tree, string[]]>([
  ['nothing', { 'compose.yml': service('image: x') }, []],
  ['an env file', { 'compose.yml': service('env_file: in.env') }, ['in.env']],
  ['a variable of the environment', { 'compose.yml': service('env_file: "${STAGE:-x}.env"') }, ['dev.env']],
  ['a variable of .env', { 'compose.yml': service('env_file: $B/x'), '.env': 'B=b\n' }, ['.env', 'b/x']],
  [
    'a variable of an include',
    { 'compose.yml': 'include: [{path: a/c.yml, env_file: in.env}]', 'a/c.yml': service('env_file: $A.env') },
    ['in.env', 'a/c.yml', 'a/1.env'],
  ],
  [
    'the .env of an include',
    { 'compose.yml': 'include: [a/c.yml]', 'a/c.yml': service('env_file: $A.env'), 'a/.env': 'A=2\n' },
    ['a/.env', 'a/c.yml', 'a/2.env'],
  ],
  [
    'a chain of extends',
    {
      'compose.yml': service('extends: {file: a/b.yml, service: x}'),
      'a/b.yml': service('extends: {file: ../c.yml, service: x}, env_file: b.env'),
      'c.yml': service('env_file: c.env'),
    },
    ['a/b.yml', 'a/b.env', 'c.yml', 'c.env'],
  ],
  ['a file that includes itself', { 'compose.yml': 'include: [compose.yml]\nservices: {}' }, ['compose.yml']],
  ['a file that does not exist', { 'compose.yml': 'include: [none.yml]' }, ['none.yml']],
])('%s is followed', async (_what, tree, named) => {
  expect([...(await check(tree)).named.keys()]).toEqual(named)
})

test.each<[string, Tree, string]>([
  ['an outside env file', { 'compose.yml': service('env_file: /etc/hostname') }, 'read-outside'],
  ['an outside env file by a relative path', { 'compose.yml': service('env_file: ../x') }, 'read-outside'],
  [
    'the second of two env files',
    { 'compose.yml': service('env_file: [in.env, {path: /etc/x, required: false}]') },
    'read-outside',
  ],
  ['a label file', { 'compose.yml': service('label_file: /etc/x') }, 'read-outside'],
  ['an extended file', { 'compose.yml': service('extends: {file: /etc/x, service: y}') }, 'read-outside'],
  ['an included file', { 'compose.yml': 'include: [/etc/hostname]' }, 'read-outside'],
  ['an override of an include', { 'compose.yml': 'include: [{path: [a.yml, /etc/x]}]' }, 'read-outside'],
  [
    'a project directory',
    { 'compose.yml': 'include: [{path: a.yml, project_directory: /etc}]' },
    'read-outside',
  ],
  [
    'an env file of an include',
    { 'compose.yml': 'include: [{path: a.yml, env_file: /etc/x}]' },
    'read-outside',
  ],
  [
    'an env file of an included file',
    { 'compose.yml': 'include: [a.yml]', 'a.yml': service('env_file: /etc/x') },
    'read-outside',
  ],
  [
    'an env file of an extended file',
    { 'compose.yml': service('extends: {file: a.yml, service: app}'), 'a.yml': service('env_file: /etc/x') },
    'read-outside',
  ],
  ['a link', { 'compose.yml': service('env_file: x.env'), 'x.env': '-> /etc/hostname' }, 'read-outside'],
  ['a .env that is a link', { 'compose.yml': 'services: {}', '.env': '-> /etc/hostname' }, 'read-outside'],
  ['a variable of .env', { 'compose.yml': service('env_file: $B/x'), '.env': 'B=/etc\n' }, 'read-outside'],
  [
    'an ambiguous env file',
    { 'compose.yml': service('env_file: $B/x'), '.env': 'B="\n"\n' },
    'compose-reference',
  ],
  [
    'a variable that buildx does not get',
    { 'compose.yml': service('env_file: $INPUT_X') },
    'compose-reference',
  ],
  [
    "a variable of compose's own",
    { 'compose.yml': service('env_file: $COMPOSE_PROJECT_NAME') },
    'compose-reference',
  ],
  ["the runner's variable", { 'compose.yml': service('env_file: $ACTIONS_X') }, 'compose-reference'],
  ['the home directory', { 'compose.yml': service('env_file: ~/x') }, 'compose-reference'],
  ['a remote include', { 'compose.yml': 'include: ["oci://x.example/y"]' }, 'compose-reference'],
  ['a repository', { 'compose.yml': 'include: ["git@github.com:a/b.git"]' }, 'compose-reference'],
  ['a file that is not YAML', { 'compose.yml': 'a: [' }, 'compose-unclear'],
  [
    'an included file that is not YAML',
    { 'compose.yml': 'include: [a.yml]', 'a.yml': 'a: [' },
    'compose-unclear',
  ],
])('%s is refused', async (_what, tree, code) => {
  const problems = await problemsIn(() => check(tree))
  expect([...new Set(problems.map((problem) => problem.code))]).toEqual([code])
})

test.each<[string, string, string[]]>([
  ['bake', 'target "app" { context = "." }', []],
  ['bake', 'target "app" { labels = { a = "env_file: [" } }', ['compose-unclear']],
  ['bake', 'services: {app: {env_file: /etc/x}}', ['read-outside']],
  ['docker-bake.hcl', 'services: {app: {env_file: /etc/x}}', []],
  ['bake.JSON', '{"services": {"app": {"env_file": "/etc/x"}}}', []],
  ['x.YML', '{"services": {"app": {"env_file": "/etc/x"}}}', ['read-outside']],
])('bake file %s with the text %j is refused as a compose file: %j', async (name, text, codes) => {
  const problems = await problemsIn(() => check({ [name]: text }, name))
  expect(problems.map(({ code }) => code)).toEqual(codes)
})

test('buildx gets the values of variables that were used in the check', async () => {
  const tree = { 'compose.yml': service('env_file: "$STAGE$NONE$EMPTY$GIVEN"'), '.env': 'STAGE=no\nNONE=x' }
  const { pinned } = await check(tree, 'compose.yml', { vars: { GIVEN: 'y' } })
  expect(pinned).toEqual({ STAGE: 'dev', NONE: undefined, EMPTY: '', GIVEN: 'y' })
})

test('variables are unknown if buildx does not use its environment', async () => {
  const tree = { 'compose.yml': service('env_file: $STAGE') }
  const without = { BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP: '1' }
  expect(await problemsIn(() => check(tree, 'compose.yml', { env: without }))).toMatchObject([
    { code: 'compose-reference' },
  ])
})

test('an endless chain of includes is refused', async () => {
  const names = Array.from({ length: 40 }, (_, level) => [`d${level}.yml`, `include: [d${level + 1}.yml]`])
  const tree = { 'compose.yml': 'include: [d0.yml]', ...Object.fromEntries(names) }
  expect(await problemsIn(() => check(tree))).toMatchObject([{ code: 'compose-too-large' }])
})

test('an exponential graph of includes is refused', async () => {
  const pair = (level: number) =>
    `include: [{path: a${level}.yml, env_file: in.env}, {path: a${level}.yml, env_file: /dev/null}]`
  const names = Array.from({ length: 12 }, (_, level) => [`a${level}.yml`, pair(level + 1)])
  const tree = { 'compose.yml': pair(0), ...Object.fromEntries(names) }
  expect(await problemsIn(() => check(tree))).toMatchObject([{ code: 'compose-too-large' }])
})
