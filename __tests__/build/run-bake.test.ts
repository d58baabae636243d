import { type BuiltTarget, type PushStep, readMetadata, runBake } from '../../src/build/run-bake.ts'
import { createBuildx } from '../../src/docker/docker.ts'
import { type Answer, createFakeExec } from '../helpers/fake-exec.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

const digest = `sha256:${'a'.repeat(64)}`
const metadata = JSON.stringify({ image: { 'containerimage.digest': digest } })
const definition = { json: '{"target":{}}', names: ['image'], allNames: ['image'], annotations: new Map() }
const env = { TAGBOAT_SECRET_0: 's3cret' }
const keep = ['ACTIONS_RUNTIME_TOKEN']

function prepare(answer: Answer, written?: string, builder?: string) {
  const pushes: PushStep[] = []
  const { exec, calls } = createFakeExec(() => answer)
  const files = createFakeFiles(written === undefined ? {} : { '/scratch/metadata.json': written })
  const log = createFakeLog()
  const buildx = createBuildx(exec, undefined, { DOCKER_CONFIG: '/private' })
  const ports = { buildx, files, log, clock: createFakeClock() }
  const allow = ['--allow=fs.read=/srv']
  const onPush = (pushed: PushStep) => void pushes.push(pushed)
  const request = { definition, env, keep, builder, allow, workspace: '/repo', scratch: '/scratch', onPush }
  return { calls, log, pushes, start: () => runBake(ports, request) }
}

test('bake reads the definition from standard input and builds only the named target', async () => {
  const { calls, start } = prepare('', metadata, 'ready')
  expect(await start()).toEqual(JSON.parse(metadata))
  expect(calls).toEqual([
    {
      command: 'docker',
      args: [
        ...['buildx', 'bake', '--builder', 'ready', '--file', '-'],
        ...[
          '--metadata-file',
          '/scratch/metadata.json',
          '--progress',
          'plain',
          '--allow=fs.read=/srv',
          'image',
        ],
      ],
      options: {
        env: { DOCKER_CONFIG: '/private', TAGBOAT_SECRET_0: 's3cret' },
        keep,
        cwd: '/repo',
        input: definition.json,
        onLine: expect.any(Function),
      },
    },
  ])
})

test('without a name, buildx chooses the builder', async () => {
  const { calls, start } = prepare('', metadata)
  await start()
  expect(calls[0]?.args).not.toContain('--builder')
})

test('the build log is a group of foreign text', async () => {
  const { log, start } = prepare({ stderr: '#1 [internal] load\n::error::from the build\n' }, metadata)
  await start()
  expect(log.at('group')).toEqual([expect.stringContaining('docker buildx bake')])
  expect(log.at('foreign')).toEqual(['#1 [internal] load', '::error::from the build'])
})

const ref = 'r.test:5000/acme/app:1.2.3'

test.each<[line: string, pushes: PushStep[]]>([
  [`#7 pushing manifest for ${ref}@${digest} 0.1s done`, [{ pushed: { ref, digest }, isDone: true }]],
  [`#7 pushing manifest for ${ref}@${digest}`, [{ pushed: { ref, digest } }]],
  // By digest.
  ['#7 pushing manifest for r.test/acme/app 0.1s done', [{}]],
  ['#7 pushing layers', [{}]],
  ['#7 exporting to image', [{}]],
  // Output of a RUN step.
  [`#7 0.123 pushing manifest for ${ref}@${digest}`, []],
  [`pushing manifest for ${ref}@${digest}`, []],
  [`#7 [2/2] RUN echo pushing manifest for ${ref}@${digest}`, []],
])('pushed manifests are read from the log: %s', async (line, expected) => {
  const { pushes, start } = prepare({ stderr: `${line}\n` }, metadata)
  await start()
  expect(pushes).toEqual(expected)
})

const log = (...lines: string[]) => `${lines.join('\n')}\n`
const noise = Array.from({ length: 60 }, (_, index) => `#${index} noise`)

test.each<{ name: string; stderr: string; original: string }>([
  {
    name: 'the failing step, its output and the error',
    stderr: log(
      ...noise,
      '------',
      ' > [2/2] RUN false:',
      '0.1 oh no',
      '------',
      'Dockerfile:2',
      'ERROR: failed to solve',
    ),
    original: log(
      '------',
      ' > [2/2] RUN false:',
      '0.1 oh no',
      '------',
      'Dockerfile:2',
      'ERROR: failed to solve',
    ),
  },
  {
    name: 'only the error',
    stderr: log(...noise, 'ERROR: failed to read dockerfile', 'hint'),
    original: log('ERROR: failed to read dockerfile', 'hint'),
  },
  {
    name: 'the last ten lines if there is no error line',
    stderr: log(...noise),
    original: log(...noise.slice(-10)),
  },
  {
    name: 'at most forty lines',
    stderr: log('------', ' > RUN:', ...noise, '------', 'ERROR: failed'),
    original: log(...noise.slice(-38), '------', 'ERROR: failed'),
  },
  { name: 'nothing if there is no output', stderr: '', original: '\n' },
])('a failed build reports $name', async ({ stderr, original }) => {
  const { start } = prepare({ code: 1, stderr }, metadata)
  const problems = await problemsIn(start)
  expect(problems).toMatchObject([{ code: 'build-failed', original: original.slice(0, -1) }])
})

test.each<[name: string, written: string | undefined]>([
  ['no metadata', undefined],
  ['broken metadata', '{'],
])('a build that succeeds with %s is an error', async (_, written) => {
  expect(await problemsIn(prepare('', written).start)).toMatchObject([{ code: 'build-metadata' }])
})

const a = `sha256:${'a'.repeat(64)}`
const b = `sha256:${'b'.repeat(64)}`
const c = `sha256:${'c'.repeat(64)}`

test.each<[name: string, image: unknown, expected: BuiltTarget]>([
  [
    'the descriptor’s digest is the one to trust',
    { 'containerimage.digest': a, 'containerimage.descriptor': { digest: b } },
    { digest: b, imageId: b },
  ],
  [
    'without a descriptor, containerimage.digest counts',
    { 'containerimage.digest': a },
    { digest: a, imageId: a },
  ],
  [
    'the image’s id is its configuration’s',
    { 'containerimage.digest': a, 'containerimage.config.digest': c },
    { digest: a, imageId: c },
  ],
  ['a build without an export has no digest', { 'buildx.build.ref': 'x' }, {}],
  ['an invalid digest is ignored', { 'containerimage.digest': 'latest' }, { imageId: 'latest' }],
])('metadata: %s', (_, image, expected) => {
  expect(readMetadata(Object({ image }), 'image')).toEqual(expected)
})

test('metadata of another target is ignored', () => {
  expect(readMetadata({ other: { 'containerimage.digest': a } }, 'image')).toEqual({})
})
