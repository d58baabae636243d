/** A separate engine whose disk fills up, or that is killed during a build or afterwards. */
import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { startEngine } from '../../scripts/lib/engine.mjs'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { mustRunAsRoot } from '../../scripts/lib/run.mjs'
import { newFolder } from './setup/environment.ts'
import {
  commit,
  filesBelow,
  login,
  makeProject,
  simpleDockerfile,
  step,
  useRegistry,
} from './setup/project.ts'

const MiB = 1024 * 1024

describe('an engine fault', () => {
  const registry = useRegistry()
  let disk: string
  let engine: Awaited<ReturnType<typeof startEngine>> | undefined
  const start = async () => {
    engine = await startEngine({ dir: join(disk, 'e'), name: 'own' })
    return engine
  }
  beforeAll(async () => {
    disk = newFolder('d')
    await mustRunAsRoot('mount', ['-t', 'tmpfs', '-o', 'size=100m', 'tmpfs', disk])
  })
  beforeEach(start)
  afterEach(async () => {
    await engine?.stop()
  })
  afterAll(() => mustRunAsRoot('umount', ['--lazy', disk]))

  const digestsOf = async (image: string) => {
    const tags = await listTags(registry.host, image, login)
    return Promise.all(
      tags.map(async (tag) => `${tag} ${await headDigest(registry.host, image, tag, login)}`),
    )
  }
  const env = () => ({ DOCKER_HOST: engine?.host ?? '' })

  test('is named as the cause if the engine’s data root is full', async () => {
    const workspace = makeProject(`${simpleDockerfile}COPY large /large\n`, { large: '' })
    truncateSync(join(workspace, 'large'), 150 * MiB)
    const done = await step({ workspace, inputs: registry.inputsFor('engine/full'), env: env() })
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain('[disk-full]')
    expect(done.errors[0]?.message).toContain('no space left on device')
    expect(done.main.summary).toContain('Nothing was published')
    expect(await listTags(registry.host, 'engine/full', login)).toEqual([])
    expect(filesBelow(done.temp)).toEqual([])
  })

  test.each([{ again: false }, { again: true }])(
    'during a build is reported with the lost builder and moves no tag, engine restarted: $again',
    async ({ again }) => {
      const image = `engine/killed-${again}`
      const inputs = registry.inputsFor(image)
      expect((await step({ workspace: makeProject(), inputs, env: env() })).main.code).toBe(0)
      const before = await digestsOf(image)
      const workspace = makeProject(`FROM scratch
COPY busybox /bin/sh
COPY busybox /bin/sleep
RUN echo "begun $((40 + 2))"; sleep 100
`)
      commit(workspace)
      let restarted: Promise<unknown> | undefined
      const done = await step({
        workspace,
        inputs,
        env: env(),
        onOutput: (text) => {
          if (!/begun 42/.test(text) || restarted !== undefined || engine === undefined) return
          process.kill(engine.pid, 'SIGKILL')
          restarted = again ? engine.stop().then(start) : Promise.resolve()
        },
      })
      await restarted
      expect(done.main.code).toBe(1)
      expect(done.errors).toHaveLength(1)
      expect(done.errors[0]?.message).toContain('[builder-lost]')
      expect(done.main.summary).toContain('builder-lost')
      expect(await digestsOf(image)).toEqual(before)
      expect(filesBelow(done.temp)).toEqual([])
      expect(done.post?.code).toBe(0)
    },
  )

  test('during the push of a layout does not affect the step', async () => {
    let killed = 0
    const proxy = await startFaultProxy({
      upstream: registry.host,
      decide: ({ method, path }) => {
        const isUpload = /^(PUT|PATCH)$/.test(method) && path.includes('/blobs/uploads/')
        if (!isUpload || engine === undefined) return undefined
        killed += 1
        if (killed === 1) process.kill(engine.pid, 'SIGKILL')
        return { delay: 300 }
      },
    })
    const images = ['one', 'two'].map((name) => `${proxy.host}/engine/${name}`).join('\n')
    const inputs = { images, registry: proxy.host, ...login }
    const done = await step({ workspace: makeProject(), inputs, env: env() })
    await proxy.stop()
    expect(killed).toBeGreaterThan(0)
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    for (const name of ['one', 'two'])
      expect(await headDigest(registry.host, `engine/${name}`, 'main', login)).toBe(done.main.outputs.digest)
    expect(filesBelow(done.temp)).toEqual([])
  })
})
