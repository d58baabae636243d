import { createDocker } from '../../src/docker/docker.ts'
import { registerQemu } from '../../src/emulation/register-qemu.ts'
import { type Answer, createFakeExec } from '../helpers/fake-exec.ts'
import { createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

const digest = `sha256:${'a'.repeat(64)}`
const works = JSON.stringify({ supported: ['linux/amd64', 'linux/arm64'], emulators: ['qemu-aarch64'] })

/** Docker Hub's answers as docker run reports them, exit code 125. */
const limits = [
  // docs.docker.com, "Docker Hub usage and limits", "Pull rate limit".
  'docker: Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
  // docker/setup-qemu-action and docker/setup-buildx-action, issues about rate limits.
  'docker: Error response from daemon: failed to resolve reference "docker.io/tonistiigi/binfmt": 429 Too Many Requests',
  // vllm-project/vllm-ascend#10818.
  'docker: Error response from daemon: unknown: \n\nRun docker run --help for more information',
]
const refused = 'docker: Error response from daemon: manifest unknown: manifest unknown'

function prepare(...answers: Answer[]) {
  const { exec, lines } = createFakeExec((_, count) => answers[count - 1] ?? works)
  const log = createFakeLog()
  const start = (image: string) =>
    registerQemu({ docker: createDocker(exec, {}), log }, { image, platforms: ['linux/arm64'] })
  const images = () => lines().map((line) => /network=none (\S+)/.exec(line)?.[1])
  return { start, images, log }
}

describe.each(limits)('with the answer %j', (stderr) => {
  const limited = { code: 125, stderr }

  test.each([`docker.io/tonistiigi/binfmt@${digest}`, `tonistiigi/binfmt:qemu-v9.2.2@${digest}`])(
    'the digest of %s comes from the mirror',
    async (image) => {
      const { start, images, log } = prepare(limited)
      const mirror = `mirror.gcr.io/tonistiigi/binfmt@${digest}`
      expect(await start(image)).toBe(mirror)
      expect(images()).toEqual([image, mirror])
      expect(log.at('info')).toEqual([
        `Docker Hub refuses to send ${image} because of its rate limit; trying ${mirror} once.`,
      ])
    },
  )

  test.each([`ghcr.io/acme/binfmt@${digest}`, 'docker.io/tonistiigi/binfmt:qemu-v9.2.2'])(
    '%s is not looked for in the mirror',
    async (image) => {
      const { start, images } = prepare(limited)
      expect(await problemsIn(() => start(image))).toMatchObject([{ code: 'qemu-not-registered' }])
      expect(images()).toEqual([image])
    },
  )

  test('the mirror is asked once', async () => {
    const { start, images } = prepare(limited, limited, limited)
    const problems = await problemsIn(() => start(`docker.io/tonistiigi/binfmt@${digest}`))
    expect(problems).toMatchObject([{ code: 'qemu-not-registered', original: stderr.trim() }])
    expect(images()).toHaveLength(2)
  })
})

test('another failure is not repeated', async () => {
  const { start, images } = prepare({ code: 125, stderr: refused })
  const problems = await problemsIn(() => start(`docker.io/tonistiigi/binfmt@${digest}`))
  expect(problems).toMatchObject([
    { code: 'qemu-not-registered', original: refused, fix: expect.stringContaining('input qemu-image') },
  ])
  expect(images()).toHaveLength(1)
})

test('a registration that is in the way is named', async () => {
  // tonistiigi/binfmt, cmd/binfmt/main.go, `install`.
  const stderr = 'installing: arm64 qemu-aarch64 already registered'
  const { start } = prepare({ stderr, stdout: '{"supported":["linux/amd64"]}' })
  const problems = await problemsIn(() => start(`docker.io/tonistiigi/binfmt@${digest}`))
  expect(problems).toMatchObject([{ fix: expect.stringContaining('--uninstall') }])
})

test('an emulator that another step registered meanwhile is a success', async () => {
  const { start } = prepare({ stderr: 'installing: arm64 qemu-aarch64 already registered', stdout: works })
  expect(await start('acme/binfmt:1')).toBe('acme/binfmt:1')
})
