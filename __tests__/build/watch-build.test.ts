import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { watchBuild } from '../../src/build/watch-build.ts'
import { checksFailed } from '../../src/errors/build.ts'
import type { Checks } from '../../src/inputs/record-inputs.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const dockerfile = '# check=skip=A\nFROM base as x\nCMD echo hi\n'

const warning = (line: number, data = dockerfile) => ({
  short: base64(`Rule: text (line ${line})`),
  url: 'https://docs.docker.com/rule/',
  sourceInfo: { filename: 'Dockerfile', data: base64(data) },
  range: [{ start: { line } }],
})

function watch(checks: Checks, env: Record<string, string> = {}) {
  const log = createFakeLog()
  const files = createFakeFiles({ '/repo/app/Dockerfile': dockerfile })
  const targets = new Map<string, BakeTarget>([
    ['image', { context: '/repo/app' }],
    ['far', { context: 'https://github.com/acme/other.git' }],
    ['inline', { context: '/repo/app', 'dockerfile-inline': 'FROM x' }],
  ])
  const plan = { targets, workspace: '/repo', trigger: makeTrigger(), inputs: { checks } }
  const watched = watchBuild({ files, log, env }, plan)
  const definition = { json: '', names: ['image'], allNames: ['image'], annotations: new Map() }
  const run = (metadata: unknown) => watched.run(definition, async () => metadata)
  return { log, watched, definition, run }
}

test('checks: warn annotates the line of the file in the repository, once for several runs', async () => {
  const { log, run } = watch('warn')
  const { metadata } = await run({ image: {}, 'buildx.build.warnings': [warning(2)] })
  await run({ image: {}, 'buildx.build.warnings': [warning(2)] })
  expect(log.at('warning')).toEqual(['app/Dockerfile:2: Rule: text (line 2). https://docs.docker.com/rule/'])
  expect(log.at('info')).toEqual(['Dockerfile checks: 1 warning, 1 shown as an annotation.'])
  expect(metadata).toEqual({ image: {} })
})

test('at most ten checks are annotated, and one line has the count', async () => {
  const { log, run } = watch('warn')
  const warnings = Array.from({ length: 25 }, (_, index) => warning(index + 1))
  await run({ 'buildx.build.warnings': warnings })
  expect(log.at('warning')).toHaveLength(10)
  expect(log.at('info')).toEqual(['Dockerfile checks: 25 warnings, 10 shown as annotations.'])
})

test('a check of a file that is not in the checkout is a line of the log', async () => {
  const { log, run } = watch('warn')
  await run({ 'buildx.build.warnings': [warning(2, 'FROM elsewhere\n')] })
  expect(log.at('warning')).toEqual([])
  expect(log.at('info')).toEqual([
    'Dockerfile check (Dockerfile): Rule: text (line 2). https://docs.docker.com/rule/',
    'Dockerfile checks: 1 warning, 0 shown as annotations.',
  ])
})

test('at most ten checks of files that are not in the checkout are lines of the log', async () => {
  const { log, run } = watch('warn')
  const warnings = Array.from({ length: 25 }, (_, index) => warning(index + 1, 'FROM elsewhere\n'))
  await run({ 'buildx.build.warnings': warnings })
  expect(log.at('info')).toHaveLength(11)
  expect(log.at('info').at(-1)).toBe('Dockerfile checks: 25 warnings, 0 shown as annotations.')
})

test('an address that is not in Docker’s documentation is not shown', async () => {
  const { log, run } = watch('warn')
  await run({ 'buildx.build.warnings': [{ ...warning(2), url: 'https://evil.example/' }] })
  expect(log.at('warning')).toEqual(['app/Dockerfile:2: Rule: text (line 2)'])
})

test.each<[checks: Checks, env: Record<string, string>, asks: boolean]>([
  ['warn', {}, true],
  ['error', {}, true],
  ['off', {}, false],
])('checks: %s makes buildx report warnings as configured', (checks, env, asks) => {
  expect(watch(checks, env).watched.env).toEqual(asks ? { BUILDX_METADATA_WARNINGS: 'true' } : {})
})

test('a user who sets BUILDX_METADATA_WARNINGS keeps the warnings in the metadata', async () => {
  const { run } = watch('warn', { BUILDX_METADATA_WARNINGS: '1' })
  const given = { image: {}, 'buildx.build.warnings': [warning(2)] }
  expect((await run(given)).metadata).toBe(given)
})

test('checks: off shows nothing', async () => {
  const { log, run } = watch('off')
  await run({ 'buildx.build.warnings': [warning(2)] })
  expect(log.lines).toEqual([])
})

test('checks: error adds the build argument to each target, with the options of its Dockerfile', async () => {
  const argsOf = await watch('error').watched.extraArgs()
  expect(argsOf?.('image')).toEqual({ BUILDKIT_DOCKERFILE_CHECK: 'skip=A;error=true' })
  expect(argsOf?.('far')).toEqual({ BUILDKIT_DOCKERFILE_CHECK: 'error=true' })
})

test.each<Checks>(['warn', 'off'])('checks: %s adds no build argument', async (checks) => {
  expect(await watch(checks).watched.extraArgs()).toBeUndefined()
})

test('violated checks that fail the build are errors on their lines, also those that only the list names', async () => {
  const { log, watched, definition } = watch('error')
  const problem = checksFailed(['Rule'], undefined, ' - Rule: text (line 2)\n - Rule: text (line 3)')
  const failing = watched.run(definition, async ({ onLine }) => {
    onLine?.('#2 [internal] load build definition from Dockerfile')
    onLine?.('#2 WARN: Rule: text (line 2)')
    throw new TagboatError(problem)
  })
  expect(await problemsIn(() => failing)).toEqual([problem])
  expect(log.at('error')).toEqual([
    'app/Dockerfile:2: Rule: text (line 2)',
    'app/Dockerfile:3: Rule: text (line 3)',
  ])
})
