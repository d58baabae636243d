import { createServer, type Server } from 'node:net'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { tagboat } from './setup/command.ts'
import { newFolder } from './setup/environment.ts'
import { git, makeProject } from './setup/project.ts'

describe('tagboat plan without a terminal', () => {
  const releases = ['--ref', 'v1.2.3', '--tags', 'type=semver,pattern={{version}}', '--tags', 'stable']
  let registry: Awaited<ReturnType<typeof startRegistry>>
  beforeAll(async () => {
    registry = await startRegistry({ dir: newFolder('registry') })
  })
  afterAll(() => registry.stop())

  it('prints one reference per line on standard output, and the table on standard error', async () => {
    const image = `${registry.host}/plan/app`
    const done = await tagboat(['plan', '--images', image, ...releases], { folder: makeProject() })
    expect(done).toMatchObject({ code: 0, stdout: `${image}:1.2.3\n${image}:stable\n${image}:latest\n` })
    expect(done.stderr).toMatch(
      /^From the working copy on tag v1\.2\.3, commit [0-9a-f]{12}: build and push\.$/m,
    )
    const rows = done.stderr.split('\n').map((line) => line.split(/ {2,}/))
    expect(rows).toContainEqual(['REFERENCE', 'FOLLOWS', 'RULE', 'ACTION'])
    expect(rows).toContainEqual([
      ...[`${image}:1.2.3`, 'release 1.2.3', 'type=semver,pattern={{version}}'],
      'create: does not exist yet',
    ])
    expect(rows).toContainEqual([`${image}:stable`, 'the newest run', 'stable', 'create: does not exist yet'])
    expect(done.stderr).not.toContain('org.opencontainers')
  })

  it('prints the result of the action with --json, and with --quiet nothing else', async () => {
    const image = `${registry.host}/plan/app`
    const done = await tagboat(['plan', '--images', image, '--json', '-q'], { folder: makeProject() })
    expect(done).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(done.stdout).images[0]).toMatchObject({ name: image, tags: [{ ref: `${image}:main` }] })
  })

  it('says which registry it waits for when a request takes more than a second', async () => {
    const proxy = await startFaultProxy({
      upstream: registry.host,
      decide: ({ path }) => (path.endsWith('/manifests/main') ? { delay: 1_500 } : undefined),
    })
    const done = await tagboat(['plan', '--images', `${proxy.host}/plan/app`], { folder: makeProject() })
    await proxy.stop()
    expect(done.stderr).toContain(`Waiting for ${proxy.host} (reading plan/app:main) ... 1 s`)
  })

  describe('with --offline', () => {
    let server: Server
    let connections = 0
    let host = ''
    beforeAll(async () => {
      server = createServer((socket) => {
        connections += 1
        socket.destroy()
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const address = server.address()
      host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    })
    afterAll(() => server.close())

    const planFrom = async (...more: string[]) => {
      connections = 0
      const folder = makeProject()
      git(folder, 'remote', 'add', 'origin', `http://${host}/acme/app.git`)
      const args = ['plan', '--images', `${host}/acme/app`, ...releases, ...more]
      return tagboat(args, { folder, env: { GH_TOKEN: 'token', HTTPS_PROXY: `http://${host}` } })
    }

    it('asks neither the registry nor the remote', async () => {
      const done = await planFrom('--offline')
      expect(connections).toBe(0)
      expect(done).toMatchObject({ code: 0 })
      expect(done.stdout.split('\n')).toContain(`${host}/acme/app:1.2.3`)
      expect(done.stderr).toContain('unknown: offline, so the registry is not asked')
    })

    it('differs from a plan without it, which asks them', async () => {
      expect(await planFrom()).toMatchObject({ code: 0 })
      expect(connections).toBeGreaterThan(0)
    })
  })
})
