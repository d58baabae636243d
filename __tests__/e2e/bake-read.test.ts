import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type BakeDefinition, dependenciesOf } from '../../src/bake/bake-target.ts'
import { type BakeValue, escapeTemplates } from '../../src/bake/escape.ts'
import { readBake } from '../../src/definition/read-bake.ts'
import { createBuildx } from '../../src/docker/docker.ts'
import { createExec } from '../../src/ports/exec.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { createPathPolicy } from '../../src/reads/path-policy.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

/** Runs the real buildx without an engine, since reading files needs none. */
const env = { DOCKER_HOST: 'unix:///nowhere.sock', SSH_AUTH_SOCK: undefined }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bake-read-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const log = createFakeLog()
const ports = () => {
  const own = { ...process.env, HOME: folder, FROM_ENV: 'from the environment' }
  const files = createFiles()
  const buildx = createBuildx(createExec(own), undefined, env)
  return { buildx, files, log, env: own, pathPolicy: createPathPolicy(files, folder, []) }
}

/** Reads files by name, with the inputs of a workflow; `bake-files` defaults to all of them. */
async function read(files: Readonly<Record<string, string>>, texts: Texts = {}): Promise<BakeDefinition> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const inputs = makeInputs({ 'bake-files': Object.keys(files).join('\n'), ...texts }).bake
  if (inputs === undefined) throw new Error('No bake files.')
  return readBake(ports(), folder, inputs)
}

/** The targets that bake prints for a definition that Tagboat generated. */
function readAgain(definition: BakeDefinition): Promise<BakeDefinition> {
  const target = Object.fromEntries<BakeValue>(definition.targets)
  const group = { default: { targets: definition.chosen } }
  return read({ 'again.json': JSON.stringify(escapeTemplates({ group, target })) })
}

const target = (definition: BakeDefinition, name: string) => definition.targets.get(name)

const hcl = `
variable "TAG" { default = "dev" }
variable "FROM_ENV" {}
variable "SUFFIXES" { default = ["a", "b"] }
function "full" {
  params = [name]
  result = "registry.example/\${name}:\${TAG}"
}
group "default" { targets = ["images", "tool"] }
group "images" { targets = ["web", "base"] }
target "_common" {
  args = { TAG = TAG, ENV = FROM_ENV, SHELL = "$\${HOME:-/root} %%{if} $$x $\${a}$\${b}" }
  labels = { "a.\${TAG}" = "$\${LABEL}" }
}
target "base" {
  inherits = ["_common"]
  tags = [full("base"), "\${full("base")}-x"]
  dockerfile-inline = <<EOT
FROM scratch
ARG X=$\${X:-%%{y}}
COPY <<FILE /x
  "quoted" \\\\ $X \${TAG}
FILE
EOT
  annotations = ["index:org.example=$\${x}"]
}
target "web" {
  inherits = ["_common"]
  context = "https://github.com/acme/app.git#v1:sub"
  dockerfile = "dir $\${x}/Dockerfile"
  contexts = { base = "target:base", alpine = "docker-image://alpine:3.22", src = "./src" }
  platforms = ["linux/amd64", "linux/arm64"]
  secret = ["id=token,env=TOKEN", "type=file,id=key,src=key.txt", { id = "obj", env = "OBJ" }]
  cache-from = ["type=registry,ref=acme/cache:$\${x}", { type = "gha", scope = "s" }]
  cache-to = ["type=gha,mode=max"]
  attest = ["type=provenance,mode=max", "type=sbom"]
  no-cache-filter = ["a $\${x}"]
  extra-hosts = { db = "10.0.0.7" }
  entitlements = ["network.host"]
  network = "none"
  output = ["type=registry"]
}
target "tool" {
  name = "tool-\${s}"
  matrix = { s = SUFFIXES }
  target = s
  args = { UP = upper(s) }
}
target "docs" { output = ["type=local,dest=out"] }
target "lint" { call = "check" }
`
const project = { 'docker-bake.hcl': hcl, 'key.txt': 'key' }
const bakeFile = { 'bake-files': 'docker-bake.hcl' }

test('HCL files with variables, functions, a matrix, nested groups and inheritance are read', async () => {
  const definition = await read(project, { ...bakeFile, vars: 'TAG=1.2${x}' })
  expect(definition.chosen).toEqual(['web', 'base', 'tool-a', 'tool-b'])
  expect(target(definition, 'tool-b')).toMatchObject({ target: 'b', args: { UP: 'B' } })
  expect(target(definition, 'base')?.tags).toEqual([
    'registry.example/base:1.2${x}',
    'registry.example/base:1.2${x}-x',
  ])
  expect(dependenciesOf(definition, 'web')).toEqual(['base'])
})

test('text in HCL files is read literally', async () => {
  const definition = await read(project, bakeFile)
  const shell = '${HOME:-/root} %{if} $$x ${a}${b}'
  expect(target(definition, 'base')).toMatchObject({
    args: { TAG: 'dev', ENV: 'from the environment', SHELL: shell },
    labels: { 'a.dev': '${LABEL}' },
    annotations: ['index:org.example=${x}'],
    'dockerfile-inline': 'FROM scratch\nARG X=${X:-%{y}}\nCOPY <<FILE /x\n  "quoted" \\\\ $X dev\nFILE\n',
  })
  expect(target(definition, 'web')).toEqual({
    context: 'https://github.com/acme/app.git#v1:sub',
    contexts: { base: 'target:base', alpine: 'docker-image://alpine:3.22', src: './src' },
    dockerfile: 'dir ${x}/Dockerfile',
    args: { TAG: 'dev', ENV: 'from the environment', SHELL: shell },
    labels: { 'a.dev': '${LABEL}' },
    platforms: ['linux/amd64', 'linux/arm64'],
    secret: [
      { id: 'token', env: 'TOKEN' },
      { id: 'key', src: 'key.txt' },
      { id: 'obj', env: 'OBJ' },
    ],
    'cache-from': [
      { type: 'registry', ref: 'acme/cache:${x}' },
      { type: 'gha', scope: 's' },
    ],
    'cache-to': [{ type: 'gha', mode: 'max' }],
    attest: [{ type: 'provenance', mode: 'max' }, { type: 'sbom' }],
    'no-cache-filter': ['a ${x}'],
    'extra-hosts': { db: '10.0.0.7' },
    entitlements: ['network.host'],
    network: 'none',
    output: [{ type: 'registry' }],
  })
})

const nasty = [
  '${HOME}',
  '%{if}',
  '$${x} %%{y}',
  '$$$${z',
  '%%%{',
  'a$',
  '%${y}$%{z}',
  '{{.x}}',
  'a\\"b',
  '$(id)',
]

test.each(nasty)('%s in a variable is read unchanged in every kind of field', async (text) => {
  const file = `
    variable "V" {}
    target "app" {
      args = { A = V }
      labels = { (V) = V }
      annotations = ["a=\${V}"]
      extra-hosts = { h = V }
      dockerfile-inline = V
      context = "./\${V}"
      contexts = { c = "./\${V}" }
      target = V
      no-cache-filter = [V]
      description = V
    }`
  const definition = await read({ 'a.hcl': file }, { targets: 'app', vars: `V=${text}` })
  expect(target(definition, 'app')).toMatchObject({
    args: { A: text },
    labels: { [text]: text },
    annotations: [`a=${text}`],
    'extra-hosts': { h: text },
    'dockerfile-inline': text,
    contexts: { c: `./${text}` },
    target: text,
    'no-cache-filter': [text],
    description: text,
  })
  expect(target(await readAgain(definition), 'app')).toEqual(target(definition, 'app'))
})

test('bake reads an escaped definition back unchanged', async () => {
  const definition = await read(project, bakeFile)
  const again = await readAgain(definition)
  expect([...again.targets]).toEqual([...definition.targets])
  expect([...again.chosen].sort()).toEqual([...definition.chosen].sort())
})

test.each<[targets: string, chosen: string[]]>([
  ['tool', ['tool-a', 'tool-b']],
  ['tool-b,base,tool-a', ['tool-b', 'base', 'tool-a']],
  ['web', ['web']],
  ['images\ntool-a', ['web', 'base', 'tool-a']],
  ['base,images', ['base', 'web']],
  ['tool-*,base', ['tool-a', 'tool-b', 'base']],
  ['web,default', ['web', 'base', 'tool-a', 'tool-b']],
])('input targets %j selects the targets that bake would build', async (targets, chosen) => {
  const definition = await read(project, { ...bakeFile, targets })
  expect(definition.chosen).toEqual(chosen)
  expect(definition.targets.has('base')).toBe(chosen.includes('web') || chosen.includes('base'))
})

test('JSON files are read, and a second file overrides the first', async () => {
  const first = { target: { app: { args: { A: '$${b} ${upper("x")}', KEEP: '1' }, context: 'app' } } }
  const second = { target: { app: { args: { A: '%%{c}' } }, default: { inherits: ['app'] } } }
  const files = { 'a.json': JSON.stringify(first), 'sub/b.json': JSON.stringify(second) }
  const definition = await read(files)
  expect(definition.chosen).toEqual(['default'])
  expect(target(definition, 'default')).toMatchObject({ context: 'app', args: { A: '%{c}', KEEP: '1' } })
})

test('compose files are read, with their own escapes and x-bake', async () => {
  const compose = `
services:
  web.app:
    image: acme/web:\${TAG:-x}
    build:
      context: ./web
      args: { A: "$\${HOME} $$x \${TAG:-dev}", B: "%{x} %%{y} $$$\${z}" }
      dockerfile_inline: |
        FROM scratch
        ARG X=$\${X}
      secrets: [token]
      additional_contexts: { base: "service:base" }
      x-bake:
        platforms: [linux/amd64, linux/arm64]
        output: type=docker
  base:
    build: ./base
  db:
    image: postgres
secrets:
  token: { environment: TOKEN }
`
  const definition = await read({ 'compose.yaml': compose }, { targets: 'web.app,base', vars: 'TAG=7' })
  expect(definition.chosen).toEqual(['web_app', 'base'])
  expect(dependenciesOf(definition, 'web_app')).toEqual(['base'])
  expect(target(definition, 'web_app')).toMatchObject({
    context: 'web',
    args: { A: '${HOME} $x 7', B: '%{x} %%{y} $${z}' },
    'dockerfile-inline': 'FROM scratch\nARG X=${X}\n',
    secret: [{ id: 'token', env: 'TOKEN' }],
    platforms: ['linux/amd64', 'linux/arm64'],
    tags: ['acme/web:7'],
    output: [{ type: 'docker' }],
  })
})

test.each<[set: string, expected: object]>([
  ['*.platform=linux/amd64,linux/arm64', { platforms: ['linux/amd64', 'linux/arm64'] }],
  ['*.args.A=a,b=${c}', { args: { A: 'a,b=${c}' } }],
  ['*.args.FROM_ENV', { args: { FROM_ENV: 'from the environment' } }],
  ['*.secrets=id=x,env=Y', { secret: [{ id: 'x', env: 'Y' }] }],
  ['*.secrets=id=x,src=a.hcl', { secret: [{ id: 'x', src: 'a.hcl' }] }],
  ['*.cache-from=type=gha', { 'cache-from': [{ type: 'gha' }] }],
  ['*.cache-to=type=gha,mode=max', { 'cache-to': [{ type: 'gha', mode: 'max' }] }],
  ['*.context=app', { context: 'app' }],
  ['*.dockerfile=D', { dockerfile: 'D' }],
  ['*.target=release', { target: 'release' }],
  ['*.contexts.base=docker-image://x', { contexts: { base: 'docker-image://x' } }],
  ['*.extra-hosts.db=10.0.0.7', { 'extra-hosts': { db: '10.0.0.7' } }],
  ['*.shm-size=128m', { 'shm-size': '128m' }],
  ['*.attest=type=sbom', { attest: [{ type: 'sbom' }] }],
  ['a*.labels.x=y\n*.platform+=linux/s390x', { labels: { x: 'y' }, platforms: ['linux/s390x'] }],
])('the override %s, which error messages suggest, has the described effect', async (set, expected) => {
  const definition = await read({ 'a.hcl': 'target "app" {}' }, { targets: 'app', set })
  expect(target(definition, 'app')).toMatchObject(expected)
})

test.each<{ name: string; texts: Texts; file?: string; problem: object }>([
  {
    name: 'a syntax error, with its line',
    file: 'target "app" {\n  tags = [nothing("x")]\n}',
    texts: { targets: 'app' },
    problem: { code: 'bake-read', original: expect.stringContaining('a.hcl:2') },
  },
  {
    name: 'an unknown target',
    texts: { targets: 'nope' },
    problem: { code: 'bake-read', original: 'ERROR: failed to find target nope' },
  },
  {
    name: 'a pattern that matches no target',
    texts: { targets: 'nope*' },
    problem: { code: 'bake-read', original: 'ERROR: could not find any target matching "nope*"' },
  },
  {
    name: 'an override of no target',
    texts: { targets: 'app', set: 'nope.args.A=1' },
    problem: { code: 'bake-read', original: "ERROR: could not find any target matching 'nope'" },
  },
  {
    name: 'an unknown override key',
    texts: { targets: 'app', set: '*.nope=1' },
    problem: { code: 'bake-read', original: 'ERROR: unknown key: nope' },
  },
  {
    name: 'circular targets',
    file: 'target "a" {\n contexts = { b = "target:b" }\n}\ntarget "b" {\n contexts = { a = "target:a" }\n}',
    texts: { targets: 'a' },
    problem: { code: 'bake-read', original: expect.stringContaining('infinite loop') },
  },
  {
    name: 'an empty group',
    file: 'group "default" { targets = [] }',
    texts: {},
    problem: { code: 'bake-empty' },
  },
  {
    name: 'a target with call = "check"',
    file: 'target "app" { call = "check" }',
    texts: { targets: 'app' },
    problem: { what: `Target 'app' is not built: it has call = "check".` },
  },
  {
    name: 'a missing file',
    texts: { 'bake-files': 'a.hcl,b.hcl' },
    problem: { code: 'bake-file-missing' },
  },
])('an error reports $name', async ({ texts, file, problem }) => {
  const files = { 'a.hcl': file ?? 'target "app" {}' }
  expect(await problemsIn(() => read(files, texts))).toMatchObject([problem])
})

test.each(['network=none', 'no-cache-filter=a', 'ulimits=nofile=1'])(
  '--set *.%s either works or is reported as lost',
  async (override) => {
    const [key = '', value = ''] = override.split(/=(.*)/s)
    const set = `*.${override}`
    const problems = await problemsIn(async () => {
      const definition = await read({ 'a.hcl': 'target "app" {}' }, { targets: 'app', set })
      expect(JSON.stringify(target(definition, 'app')?.[key])).toContain(value)
    })
    expect(problems.filter(({ code }) => code !== 'bake-set-lost')).toEqual([])
  },
)

test('files that are not listed, such as docker-bake.override.hcl, are not read', async () => {
  const over = { 'docker-bake.override.hcl': 'target "web" { tags = ["other"] }' }
  const definition = await read({ ...project, ...over }, { ...bakeFile, targets: 'web' })
  expect(target(definition, 'web')).not.toHaveProperty('tags')
})

test('the installed buildx is a version that these tests support', () => {
  const { stdout } = spawnSync('docker', ['buildx', 'version'], { encoding: 'utf8' })
  expect(stdout).toMatch(/buildx v?0\.(2[3-9]|[3-9]\d)\./)
})
