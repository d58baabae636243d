import { gzipSync } from 'node:zlib'
import type { Build, Built } from '../../src/build/prepare-build.ts'
import { describeCapabilities } from '../../src/builder/choose-builder.ts'
import type { Env, Files } from '../../src/ports/ports.ts'
import { withRecord } from '../../src/prepare/upload-record.ts'
import { makeEngine, makeInputs } from '../helpers/inputs.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { createFakeHttp } from '../helpers/registry.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const built: Built = { targets: new Map(), annotations: new Map(), metadata: {}, duration: 1 }

interface Setting {
  readonly isUntrusted?: boolean
  readonly fails?: boolean
  readonly list?: Files['list']
  readonly env?: Env
  readonly built?: Built
}

function wrap(input: string, setting: Setting = {}) {
  const { isUntrusted = false, fails = false, list = createFakeFiles({}).list, env = {} } = setting
  const log = createFakeLog()
  const build: Build = {
    capabilities: describeCapabilities('docker', makeEngine({})),
    run: async () => {
      if (fails) throw new Error('the build failed')
      return setting.built ?? built
    },
  }
  const record = gzipSync('a record')
  const files = {
    ...createFakeFiles({}),
    list,
    size: async () => record.byteLength,
    remove: async () => undefined,
    openRead: async function* () {
      yield record
    },
  }
  const http = createFakeHttp(() => ({ status: 500 }))
  const ports = { log, files, env, clock: createFakeClock(), http, isCancelled: () => false }
  const inputs = makeInputs({ 'build-record': input })
  const state = { inputs, isUntrusted, trigger: makeTrigger(), workspace: '/repo' }
  const buildx = async () => ({ code: 0, stdout: '', stderr: '' })
  const engine = makeEngine({ buildx: '0.29.1' })
  const session = { buildx, engine, buildxConfig: '/buildx', configDir: '/temp' }
  return { log, build, wrapped: withRecord(ports, session, state, build) }
}

test('without build-record, a build is not touched', () => {
  const { log, build, wrapped } = wrap('false')
  expect(wrapped).toBe(build)
  expect(log.lines).toEqual([])
})

test('a build of untrusted code stores no record, and a notice says so', () => {
  const { log, build, wrapped } = wrap('true', { isUntrusted: true })
  expect(wrapped).toBe(build)
  expect(log.at('notice')).toEqual([expect.stringContaining('build-record is ignored')])
})

test('a record that cannot be uploaded is a warning after the build', async () => {
  const { log, wrapped } = wrap('true')
  const done = await wrapped.run(new Map())
  expect(log.at('warning')).toEqual([])
  expect(await done.uploadRecord?.()).toBeUndefined()
  expect(log.at('warning')).toEqual([
    'The build record is not uploaded: it is stored among the artifacts of a run, but this runner offers none.',
  ])
})

test('the warning about a refused upload is about the record', async () => {
  const scope = Buffer.from(JSON.stringify({ scp: 'Actions.Results:run:job' })).toString('base64url')
  const env = { ACTIONS_RESULTS_URL: 'https://results.test/', ACTIONS_RUNTIME_TOKEN: `a.${scope}.c` }
  const metadata = { image: { 'buildx.build.ref': `b/b0/${'x'.repeat(25)}` } }
  const { log, wrapped } = wrap('true', { env, built: { ...built, metadata } })
  const done = await wrapped.run(new Map())
  expect(await done.uploadRecord?.()).toBeUndefined()
  expect(log.at('warning')).toEqual([
    expect.stringMatching(
      /^The build record is not uploaded: The artifact service could not create an artifact\. /,
    ),
  ])
  expect(log.at('warning').join()).not.toContain('digests')
})

test('the error of a failed build stays the same', async () => {
  const { log, wrapped } = wrap('true', { fails: true })
  await expect(wrapped.run(new Map())).rejects.toThrow('the build failed')
  expect(log.at('warning')).toHaveLength(1)
})

test('a folder of buildx that cannot be read does not fail the build', async () => {
  const list = async () => {
    throw new Error('EACCES')
  }
  expect(await wrap('true', { list }).wrapped.run(new Map())).toMatchObject(built)
})
