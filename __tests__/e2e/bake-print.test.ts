import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineBuild } from '../../src/build/bake-definition.ts'
import { describeSecrets } from '../../src/definition/describe-target.ts'
import { at, isRecord, type Json, parseJson } from '../../src/json.ts'
import { makeBuildRequest } from '../helpers/definition.ts'
import { makeBuildInputs } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'

/** How buildx reads the definition that Tagboat generates. This needs no engine. */
const nasty: [name: string, text: string][] = [
  ['an interpolation', '${HOME}'],
  ['a function', '${upper("x")} ${homedir()}'],
  ['a text that looks escaped', '$${x} %%{y}'],
  ['several dollar signs before a brace', '$$${ $$$${ $$$$${x}'],
  ['a dollar sign at the end', 'a$'],
  ['a directive', '%{ if true }yes%{ endif }'],
  ['an unclosed directive', '%{if'],
  ['percent signs', '100% %%%{x}'],
  ['an interpolation beside a directive', '%${y}$%{z}'],
  ['strip markers', '${~ x ~}'],
  ['quotation marks and backslashes', 'say "hi" \\ \\n \\${x} \\"'],
  ['single quotes and backticks', `it's \`id\` $(id)`],
  ['line breaks', 'one\ntwo\r\nthree'],
  ['braces alone', '{{.x}} }{ {}'],
  ['characters outside ASCII', 'naïve – 船 🚢'],
  ['commas and equals signs', 'a=b,c="d",e'],
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bake-print-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function print(request: Parameters<typeof makeBuildRequest>[0]): Json {
  const definition = defineBuild(makeBuildRequest({ workspace: folder, ...request }))
  const env = request.inputs === undefined ? {} : describeSecrets(request.inputs).env
  const args = ['buildx', 'bake', '--file', '-', '--print', 'image']
  const { status, stdout, stderr } = spawnSync('docker', args, {
    cwd: folder,
    env: { ...process.env, HOME: folder, ...env },
    input: definition.json,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return at(parseJson(stdout), 'target', 'image')
}

/** buildx prints the values of args, labels, annotations and hosts, and nothing else, as templates again. */
function asWritten(value: Json): Json {
  if (typeof value === 'string') return value.replace(/([$%])\1(?=\{)/g, '$1')
  if (Array.isArray(value)) return value.map(asWritten)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asWritten(item)]))
}

test.each(nasty)('buildx reads %s unchanged', (_, text) => {
  const inputs = makeBuildInputs({ target: text.replace(/[\r\n]+/g, ' '), context: 'app' })
  const plan = makePlan()
  const image = print({
    inputs: { ...inputs, noCacheFilters: [text], buildContexts: [{ key: 'base', value: `./${text}` }] },
    target: { args: { A: text, [`KEY ${text}`]: 'v' } },
    plan: {
      ...plan,
      labels: { plain: text, [text]: text },
      annotations: { plain: text },
      ownAnnotations: [{ key: 'own', value: text }],
    },
  })
  expect(asWritten(at(image, 'args'))).toMatchObject({ A: text, [`KEY ${text}`]: 'v' })
  expect(asWritten(at(image, 'labels'))).toEqual({ plain: text, [text]: text })
  expect(asWritten(at(image, 'annotations'))).toEqual([`index:plain=${text}`, `index:own=${text}`])
  expect(at(image, 'no-cache-filter')).toEqual([text])
  expect(at(image, 'contexts')).toEqual({ base: `./${text}` })
  expect(at(image, 'target')).toBe(inputs.target)
})

const paths = nasty.filter(([, text]) => !/[\r\n/]/.test(text))
test.each(paths)('the path of a folder and of a Dockerfile may contain %s', (_, text) => {
  const image = print({ inputs: makeBuildInputs({ context: `a ${text}`, file: `b ${text}` }) })
  expect(at(image, 'context')).toBe(join(folder, `a ${text}`))
  expect(at(image, 'dockerfile')).toBe(join(folder, `b ${text}`))
})

const fields = nasty.filter(([, text]) => !/[\r\n]/.test(text))
test.each(fields)('the fields of a secret and of a cache may contain %s', (_, text) => {
  const pair = { key: text, value: text }
  const inputs = { ...makeBuildInputs(), secrets: [pair] }
  const image = print({
    inputs: { ...inputs, cacheFrom: [`"type=registry","ref=${text.replaceAll('"', '""')}"`] },
  })
  expect(at(image, 'secret')).toEqual([{ id: text, env: 'TAGBOAT_SECRET_0' }])
  expect(at(image, 'cache-from')).toEqual([{ type: 'registry', ref: text }])
})

test('buildx accepts a definition that uses every field', () => {
  const image = print({
    inputs: makeBuildInputs({
      platforms: 'linux/amd64,linux/arm64',
      'cache-from': 'acme/app:cache',
      network: 'none',
      'shm-size': '128m',
      ulimit: 'nofile=1024:1024',
      'add-hosts': 'db:10.0.0.7,db:10.0.0.8',
      'no-cache': 'true',
      pull: 'true',
      allow: 'network.host',
      sbom: 'generator=scanner:1',
      'cache-to': 'type=inline',
    }),
    writesCache: true,
  })
  expect(image).toMatchObject({
    context: folder,
    platforms: ['linux/amd64', 'linux/arm64'],
    tags: ['ghcr.io/acme/app:1.2.3'],
    output: [{ type: 'image', push: 'true', store: 'false' }],
    attest: [
      { type: 'sbom', generator: 'scanner:1' },
      { type: 'provenance', mode: 'max' },
    ],
    'cache-from': [{ type: 'registry', ref: 'acme/app:cache' }],
    'cache-to': [{ type: 'inline' }],
    network: 'none',
    'shm-size': '128m',
    ulimits: ['nofile=1024:1024'],
    'extra-hosts': { db: '10.0.0.7,10.0.0.8' },
    'no-cache': true,
    pull: true,
    entitlements: ['network.host'],
  })
})
