import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { base, busybox, engines, newFolder, node24 } from './setup/environment.ts'

const auth = { username: 'ada', password: 'a pass:word $(id)' }

const dockerfiles = [
  {
    from: 'scratch',
    dockerfile:
      'FROM scratch\nCOPY busybox /bin/sh\nRUN echo built > /built\nCMD ["/bin/sh", "-c", "echo hello"]\n',
  },
  {
    from: 'the base image',
    dockerfile: `FROM ${base}\nRUN busybox echo built > /built\nCMD ["sh", "-c", "echo hello"]\n`,
  },
]
const cases = (['store', 'legacy'] as const).flatMap((engine) =>
  dockerfiles.map((file) => ({ engine, ...file })),
)

describe('the environment of the end-to-end tests', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  beforeAll(async () => {
    registry = await startRegistry({ dir: newFolder('registry'), users: { [auth.username]: auth.password } })
  })
  afterAll(() => registry.stop())

  it.each(cases)(
    'builds from $from, pushes and runs an image, engine $engine',
    async ({ engine, from, dockerfile }) => {
      const context = newFolder('context')
      copyFileSync(busybox, join(context, 'busybox'))
      writeFileSync(join(context, 'Dockerfile'), dockerfile)
      const env = { ...process.env, DOCKER_HOST: engines[engine], DOCKER_CONFIG: newFolder('docker') }
      const docker = (args: string[], input = '') => mustRun('docker', args, { env, input })
      const repository = `test/${engine}-${from.replaceAll(' ', '-')}`
      const reference = `${registry.host}/${repository}:1`

      await docker(['login', '--username', auth.username, '--password-stdin', registry.host], auth.password)
      await docker(['buildx', 'build', '--push', '--tag', reference, context])

      expect(await listTags(registry.host, repository, auth)).toEqual(['1'])
      expect(await headDigest(registry.host, repository, '1', auth)).toMatch(/^sha256:[0-9a-f]{64}$/)
      expect(await docker(['run', '--rm', '--network=none', reference])).toBe('hello\n')
    },
  )

  it('has a registry that requires a password', async () => {
    await expect(listTags(registry.host, 'test/any')).rejects.toThrow('401')
  })

  it.each([
    { engine: 'store' as const, store: 'io.containerd.snapshotter.v1' },
    { engine: 'legacy' as const, store: '' },
  ])('stores the images of the engine $engine in "$store"', async ({ engine, store }) => {
    const env = { ...process.env, DOCKER_HOST: engines[engine] }
    const status = await mustRun('docker', ['info', '--format', '{{json .DriverStatus}}'], { env })
    expect(status.includes('io.containerd.snapshotter.v1')).toBe(store !== '')
  })

  it('has Node 24 for the action', async () => {
    expect(await mustRun(node24, ['--version'])).toMatch(/^v24\./)
  })
})
