/** QEMU is registered by the step itself, on a machine that has none for the platform. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { listRegistrations, pushQemuImage, unregisterForTests } from '../../scripts/lib/qemu-image.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { busybox, engines, newFolder, unusualBusybox } from './setup/environment.ts'
import { git, makeAction, makeProject, type Step, step } from './setup/project.ts'

const native = process.arch === 'arm64' ? 'arm64' : 'amd64'
const both = `linux/${native},linux/s390x`
const shell = [
  'FROM scratch',
  'ARG TARGETARCH',
  'COPY $TARGETARCH/busybox /bin/busybox',
  'COPY $TARGETARCH/busybox /bin/sh',
]

let registry: Awaited<ReturnType<typeof startRegistry>>
/** The action with a pin of the image that this test made. */
let action: string
let pinned: string
let foreign: string

beforeAll(async () => {
  foreign = await unusualBusybox()
  registry = await startRegistry({ dir: newFolder('registry') })
  const { PATH } = process.env
  const env = { PATH, HOME: newFolder('home'), DOCKER_HOST: engines.store }
  const name = `${registry.host}/tools/binfmt`
  await pushQemuImage({ dir: newFolder('qemu'), reference: `${name}:1`, busybox, env })
  const digest = await headDigest(registry.host, 'tools/binfmt', '1')
  pinned = `${name}@${digest}`
  action = makeAction({ binfmt: { name, tag: '1', digest } })
  await unregisterForTests()
})
afterAll(teardown)

/** A project with a busybox for both platforms. */
function makeForeign(dockerfile: readonly string[], files: Record<string, string> = {}): string {
  const workspace = makeProject(`${dockerfile.join('\n')}\n`, {
    [`${native}/.keep`]: '',
    's390x/.keep': '',
    ...files,
  })
  copyFileSync(busybox, join(workspace, native, 'busybox'))
  copyFileSync(foreign, join(workspace, 's390x/busybox'))
  git(workspace, 'add', '--all')
  git(workspace, 'commit', '--quiet', '--message', 'programs')
  return workspace
}

const run = (image: string, workspace: string, inputs: Record<string, string> = {}): Promise<Step> =>
  step({
    action,
    workspace,
    inputs: { images: `${registry.host}/${image}`, tags: 'type=raw,value=1', platforms: both, ...inputs },
  })

const runs = ({ main }: Step): number => main.log.match(/::group::docker run /g)?.length ?? 0
const isRegistered = async () => (await listRegistrations()).includes('qemu-s390x')

describe('a builder without emulation of a requested platform', () => {
  const foreignRun = [...shell, 'RUN echo "executed on $TARGETARCH"']

  it('needs none where no RUN executes on that platform, so the list of the kernel is unchanged', async () => {
    const before = await listRegistrations()
    const crossed = [
      'FROM --platform=$BUILDPLATFORM scratch AS build',
      `COPY ${native}/busybox /bin/sh`,
      'RUN echo built >/built',
      'FROM scratch',
      'COPY --from=build /built /built',
    ]
    const done = await run('emulation/copied', makeForeign(crossed))
    expect([done.main.code, done.errors]).toEqual([0, []])
    expect(done.main.log).toContain('No RUN executes on linux/s390x, so no emulation is needed.')
    expect([runs(done), await listRegistrations()]).toEqual([0, before])
  })

  it('fails the run before the build with emulation: never', async () => {
    const done = await run('emulation/never', makeForeign(foreignRun), { emulation: 'never' })
    expect([done.main.code, done.main.log.includes('docker buildx bake')]).toEqual([1, false])
    expect(done.errors[0]?.message).toContain('[emulation-off]')
    expect(done.errors[0]?.message).toContain('linux/s390x, which Dockerfile line 5 requires')
    expect([runs(done), await isRegistered()]).toEqual([0, false])
  })

  it('is left alone by a dry run', async () => {
    const done = await run('emulation/dry', makeForeign(foreignRun), { 'dry-run': 'true' })
    expect([done.main.code, runs(done), await isRegistered()]).toEqual([0, 0, false])
  })

  // The last one: for twenty seconds, an engine would remember that it could emulate.
  it('is given QEMU of the pinned image once for all targets, and a RUN of that platform executes', async () => {
    const workspace = makeForeign(foreignRun, {
      'docker-bake.json': JSON.stringify({
        group: { default: { targets: ['one', 'two'] } },
        target: {
          one: { platforms: both.split(',') },
          two: { platforms: ['linux/s390x'], args: { A: '2' } },
        },
      }),
    })
    const inputs = {
      'bake-files': 'docker-bake.json',
      images: `${registry.host}/emulation/{{target}}`,
      platforms: '',
    }
    const done = await run('', workspace, inputs)
    expect([done.main.code, done.errors]).toEqual([0, []])
    expect(done.main.log).toContain(`Registered QEMU for linux/s390x (image ${pinned}).`)
    expect(done.main.log).toMatch(/^#\d+ \d+\.\d+ executed on s390x$/m)
    expect([runs(done), await isRegistered()]).toEqual([1, true])
    const again = await run('emulation/again', makeForeign([...foreignRun, 'RUN true']))
    expect([again.main.code, runs(again)]).toEqual([0, 0])
    expect(again.main.log).toMatch(/linux\/s390x already/)
  })
})

describe('a build that fails under emulation', () => {
  it.each([
    {
      title: 'is explained by the crash of QEMU on signal 11',
      command: "RUN /bin/sh -c 'kill -SEGV $$'; exit $?",
      code: 'emulation-crashed',
    },
    {
      title: 'is explained by a program that the builder cannot execute',
      command: 'RUN ["/notes"]',
      code: 'emulation-missing',
    },
  ])('$title', async ({ command, code }) => {
    const dockerfile = [...shell, 'COPY --chmod=755 notes /notes', command]
    const workspace = makeForeign(dockerfile, { notes: 'not a program\n' })
    const image = `emulation/${code}`
    const done = await run(image, workspace, { platforms: 'linux/s390x', 'qemu-image': pinned })
    expect(done.main.code).toBe(1)
    expect(done.errors[0]?.message).toContain(`[${code}]`)
    expect(done.errors[0]?.message).toContain('a program of linux/s390x')
    expect(await listTags(registry.host, image)).toEqual([])
  })
})
