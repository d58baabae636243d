import { singleTarget } from '../../src/bake/bake-target.ts'
import { findDaemonImage, prepareDaemonImage } from '../../src/build/daemon-image.ts'
import { createDocker } from '../../src/docker/docker.ts'
import { ociIndex, ociManifest } from '../../src/registry/media-types.ts'
import { pushAs } from '../helpers/definition.ts'
import { type Answer, type Call, createFakeExec } from '../helpers/fake-exec.ts'
import { makeEngine } from '../helpers/inputs.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

const digest = `sha256:${'d'.repeat(64)}`
const amd64 = { Id: 'sha256:config', Os: 'linux', Architecture: 'amd64' }

describe('an image of the engine', () => {
  const find = (inspected: Answer | object, platforms: readonly string[] = []) => {
    const isAnswer = typeof inspected === 'object' && 'code' in inspected
    const fake = createFakeExec(() => (isAnswer ? inspected : JSON.stringify(inspected)))
    return findDaemonImage(createDocker(fake.exec, {}), 'app:build', platforms)
  }

  it.each([
    ['of the legacy store', amd64, { id: 'sha256:config', platform: 'linux/amd64' }],
    [
      'with a variant',
      { ...amd64, Architecture: 'arm64', Variant: 'v8' },
      { id: 'sha256:config', platform: 'linux/arm64' },
    ],
    [
      'of containerd’s store',
      { ...amd64, Descriptor: { mediaType: ociManifest, digest } },
      { id: 'sha256:config', digest, platform: 'linux/amd64' },
    ],
    [
      'with several platforms',
      { ...amd64, Descriptor: { mediaType: ociIndex, digest } },
      { id: 'sha256:config', digest },
    ],
  ])('%s', async (_, inspected, expected) =>
    expect(await find(inspected)).toEqual({ name: 'app:build', ...expected }),
  )

  it.each([
    ['that does not exist', { code: 1, stderr: 'No such image' }, [], "could not find 'app:build'"],
    ['of another platform', amd64, ['linux/arm64'], "'docker-daemon:app:build' lacks linux/arm64"],
  ])('%s is refused', async (_, inspected, platforms, what) => {
    const problems = await problemsIn(() => find(inspected, platforms))
    expect(problems.map((problem) => problem.what)).toEqual([expect.stringContaining(what)])
  })
})

describe('pushing an image of the engine', () => {
  const run = (answer: (line: string) => Answer, names: readonly string[]) => {
    const fake = createFakeExec(({ args }: Call) => answer(args.join(' ')))
    const ports = {
      docker: createDocker(fake.exec, {}),
      log: createFakeLog(),
      clock: createFakeClock(),
    }
    const image = { name: 'app:build', id: 'sha256:config', labels: undefined }
    const build = prepareDaemonImage(ports, makeEngine({ containerdStore: false }), image)
    const done = build.run(pushAs({ kind: 'anchor', names: [...names] }))
    return { done, lines: fake.lines, build }
  }
  const engine =
    (known: boolean, pushed: Answer) =>
    (line: string): Answer => {
      if (line.startsWith('image inspect')) return { code: known ? 0 : 1 }
      return line.startsWith('push') ? pushed : ''
    }
  const pushed = `1: digest: ${digest} size: 123`

  it('tags, pushes and untags each anchor', async () => {
    const { done, lines, build } = run(engine(false, pushed), ['r/a:1', 'r/b:1'])
    expect((await done).targets.get(singleTarget)).toEqual({ digest, imageId: 'sha256:config' })
    expect(build.capabilities).toMatchObject({ driver: 'docker', rich: false })
    expect(lines().filter((line) => !line.includes('inspect'))).toEqual(
      ['r/a:1', 'r/b:1'].flatMap((name) => [
        `docker tag app:build ${name}`,
        `docker push ${name}`,
        `docker image rm --no-prune ${name}`,
      ]),
    )
  })

  it('keeps a name that existed before', async () => {
    const { done, lines } = run(engine(true, pushed), ['r/a:1'])
    await done
    expect(lines().some((line) => line.includes('image rm'))).toBe(false)
  })

  it('runs nothing for a warm build', async () => {
    const { build, done, lines } = run(engine(false, pushed), ['r/a:1'])
    await done
    const before = lines().length
    expect((await build.run(pushAs({ kind: 'warm' }))).targets.get(singleTarget)?.digest).toBeUndefined()
    expect(lines()).toHaveLength(before)
  })

  it('starts watching the anchor before it pushes', async () => {
    const { build, done, lines } = run(engine(false, pushed), ['r/a:1'])
    await done
    const before = lines().length
    const looks: number[] = []
    await build.run(pushAs({ kind: 'anchor', names: ['r/a:1'] }), () => void looks.push(lines().length))
    expect(looks).toEqual([before])
  })

  it.each([
    ['fails', { code: 1, stderr: 'denied' }],
    ['reports no digest', 'pushed'],
  ])('a push that %s is an error, and the temporary name is removed', async (_, answer) => {
    const { done, lines } = run(engine(false, answer), ['r/a:1'])
    const [problem] = await problemsIn(() => done)
    expect(problem).toMatchObject({ code: 'from-daemon', what: expect.stringContaining("push 'app:build'") })
    expect(lines().at(-1)).toBe('docker image rm --no-prune r/a:1')
  })
})
