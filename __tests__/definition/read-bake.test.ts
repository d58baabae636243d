import { readBake } from '../../src/definition/read-bake.ts'
import { createBuildx } from '../../src/docker/docker.ts'
import type { BakeInputs } from '../../src/inputs/bake-inputs.ts'
import { createPathPolicy } from '../../src/reads/path-policy.ts'
import type { FoundBuildx } from '../../src/setup/provide-buildx.ts'
import { type Answer, type Call, createFakeExec } from '../helpers/fake-exec.ts'
import { createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

const printed = (target: object, chosen = Object.keys(target)) =>
  JSON.stringify({ group: { default: { targets: chosen } }, target })
const files = { '/repo/docker-bake.hcl': 'target "app" {}', '/srv/more.json': '{}' }

const usualVersion = 'github.com/docker/buildx v0.29.1 a32761a'

function prepare(
  over: Partial<BakeInputs>,
  answers: { print?: Answer | ((call: Call) => Answer); version?: Answer } = {},
) {
  const { exec, calls, lines } = createFakeExec((call) => {
    const { print = printed({ app: {} }), version = usualVersion } = answers
    if (call.args[1] === 'version') return version
    return typeof print === 'function' ? print(call) : print
  })
  const chosen: FoundBuildx[] = []
  const log = createFakeLog()
  const buildx = createBuildx(exec, undefined, { DOCKER_CONFIG: '/private' })
  const fake = createFakeFiles(files)
  const pathPolicy = createPathPolicy(fake, '/repo', [])
  const ports = { buildx, files: fake, log, env: {}, pathPolicy }
  const inputs = { files: ['docker-bake.hcl'], targets: [], set: [], vars: [], ...over }
  /** `other` is the path of a buildx that replaces docker's. */
  const start = (other?: string) => {
    const choose = async (found: FoundBuildx) => {
      chosen.push(found)
      return { version: '0.29.1', buildx: createBuildx(exec, other, {}) }
    }
    return readBake({ ...ports, ...(other === undefined ? {} : { choose }) }, '/repo', inputs)
  }
  return { calls, lines, log, chosen, start }
}

test('bake runs once, in the workspace, with the variables in its environment', async () => {
  const inputs = {
    files: ['docker-bake.hcl', '/srv/more.json'],
    targets: ['app'],
    set: ['*.platform=linux/amd64,linux/arm64', 'app.args.A=b c'],
    vars: [{ key: 'TAG', value: '${x}' }],
  }
  const { calls, start } = prepare(inputs)
  expect(await start()).toEqual({ targets: new Map([['app', {}]]), chosen: ['app'] })
  expect(calls.map(({ args }) => args[1])).toEqual(['version', 'bake'])
  expect(calls.slice(1)).toEqual([
    {
      command: 'docker',
      args: [
        ...[
          'buildx',
          'bake',
          '--print',
          '--progress=quiet',
          '--file=docker-bake.hcl',
          '--file=/srv/more.json',
        ],
        ...['--set=*.platform=linux/amd64,linux/arm64', '--set=app.args.A=b c', '--', 'app'],
      ],
      options: { cwd: '/repo', env: { DOCKER_CONFIG: '/private', TAG: '${x}' } },
    },
  ])
})

test.each([
  [usualVersion, []],
  ['github.com/docker/buildx 0.23.0+ds1 0.23.0+ds1-4\n', []],
  ['github.com/docker/buildx v0.22.0 1234567', ['buildx-feature']],
  ['what?', ['buildx-missing']],
  [{ code: 1, stderr: 'docker: unknown command: docker buildx' }, ['buildx-missing']],
  [{ code: 127, stderr: 'docker: not found' }, ['docker-missing']],
])('buildx version %j is accepted or refused', async (version, expected) => {
  const { lines, start } = prepare({}, { version })
  expect((await problemsIn(start)).map(({ code }) => code)).toEqual(expected)
  expect(lines()[0]).toBe('docker buildx version')
})

test.each([
  { what: 'too old', version: 'github.com/docker/buildx v0.22.0 1234567', reported: 'v0.22.0' },
  { what: 'missing', version: { code: 1, stderr: 'unknown command: docker buildx' }, reported: undefined },
])('another buildx reads the bake files if docker’s is $what', async ({ version, reported }) => {
  const { lines, start, chosen } = prepare(
    {},
    { version, print: ({ command }) => (command === 'docker' ? { code: 1 } : printed({ app: {} })) },
  )
  expect((await start('/private/docker-buildx')).chosen).toEqual(['app'])
  expect(chosen.map((found) => found.reported)).toEqual([reported])
  expect(lines().at(-1)).toMatch(/^\/private\/docker-buildx bake --print /)
})

test('an error names the buildx that is too old and the version that is needed', async () => {
  const { start } = prepare({}, { version: 'github.com/docker/buildx v0.22.3 1234567' })
  expect(await problemsIn(start)).toMatchObject([
    {
      code: 'buildx-feature',
      what: 'Input bake-files needs buildx 0.23.0 or newer, and the installed version is 0.22.3.',
    },
  ])
})

test('missing bake files are reported together, before bake runs', async () => {
  const { lines, start } = prepare({ files: ['a.hcl', 'docker-bake.hcl', '/b.json'] })
  expect((await problemsIn(start)).map(({ what }) => what)).toEqual([
    "Input bake-files: file 'a.hcl' does not exist in the workspace.",
    "Input bake-files: file '/b.json' does not exist in the workspace.",
  ])
  expect(lines()).toEqual([])
})

test('warnings of bake are logged as foreign text', async () => {
  const stderr = 'level=warning msg="variable is not set"\n::error::x\n\n'
  const { log, start } = prepare({}, { print: { stdout: printed({ app: {} }), stderr } })
  await start()
  expect(log.at('foreign')).toEqual(['level=warning msg="variable is not set"', '::error::x'])
})

const local = [{ type: 'local', dest: 'out' }]

test.each<{ name: string; inputs?: Partial<BakeInputs>; print: Answer; problems: object[] }>([
  {
    name: "bake's own message",
    print: { code: 1, stderr: 'ERROR: failed to find target nope\n' },
    problems: [{ code: 'bake-read', original: 'ERROR: failed to find target nope' }],
  },
  { name: 'output that is not JSON', print: 'hello', problems: [{ code: 'bake-print', original: 'hello' }] },
  { name: 'no target', print: printed({}), problems: [{ code: 'bake-empty' }] },
  {
    name: 'all targets with an unsupported output',
    print: printed({
      a: { output: [{ type: 'image' }, ...local] },
      b: { call: 'lint,x=y' },
      c: { output: [{ type: 'tar', dest: '-' }] },
    }),
    problems: [
      { code: 'bake-mixed-output', what: "Target 'a' has an image output and an output of type local." },
      { code: 'bake-no-image', what: `Target 'b' is not built: it has call = "lint".` },
      { code: 'bake-output-path', what: expect.stringContaining("Target 'c' has an output of type tar") },
    ],
  },
  {
    name: 'an override that buildx drops',
    inputs: {
      set: [
        '*.network=none',
        'a.ulimits+=nofile=1',
        'b.no-cache-filter=x',
        '*.network=',
        'not-chosen.network=none',
      ],
    },
    print: printed({ a: { network: '', ulimits: ['core=0'] }, b: { 'no-cache-filter': ['x', 'y'] } }),
    problems: [
      { code: 'bake-set-lost', what: expect.stringContaining("'*.network=none'") },
      { code: 'bake-set-lost', what: expect.stringContaining("'a.ulimits+=nofile=1'") },
    ],
  },
])('an error reports $name', async ({ inputs, print, problems }) => {
  expect(await problemsIn(prepare(inputs ?? {}, { print }).start)).toMatchObject(problems)
})

test.each<[string, object]>([
  ['no output', {}],
  ['call: build', { call: 'build' }],
  ['registry', { output: [{ type: 'registry' }] }],
  ['docker', { output: [{ type: 'docker', dest: 'x.tar' }] }],
  ['oci', { output: [{ type: 'oci', dest: 'x.tar' }] }],
  ['only files', { output: local }],
  ['only a cache', { output: [{ type: 'cacheonly' }] }],
])('a target with %s can be chosen', async (_, target) => {
  const { start } = prepare({}, { print: printed({ app: target }) })
  expect((await start()).chosen).toEqual(['app'])
})

test('a target that is only a dependency may have no image output', async () => {
  const print = printed(
    { app: { contexts: { b: 'target:base' } }, base: { output: [{ type: 'cacheonly' }] } },
    ['app'],
  )
  expect((await prepare({}, { print }).start()).chosen).toEqual(['app'])
})
