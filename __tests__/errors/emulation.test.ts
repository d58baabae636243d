import { explainEmulation } from '../../src/errors/emulation.ts'

const arm = { platforms: ['linux/arm64'] }
const several = { platforms: ['linux/arm64', 'linux/riscv64'], image: 'acme/binfmt:1' }

/** The end of a plain build log of buildx 0.29. */
const log = (step: string, said: string, code: number) =>
  [
    '------',
    ` > [${step}] RUN apt-get install libc-bin:`,
    `0.123 ${said}`,
    '------',
    `ERROR: failed to solve: process "/bin/sh -c apt-get install libc-bin" did not complete successfully: exit code: ${code}`,
  ].join('\n')

const format = 'exec /bin/sh: exec format error'
// tonistiigi/binfmt#240 and docker/setup-qemu-action#201.
const crash = 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped'

test.each<{ title: string; words: string; emulated: typeof several | typeof arm; code: string; has: string }>(
  [
    {
      title: 'a program that cannot be executed is explained with the platform of its step',
      words: log('linux/riscv64 2/3', format, 255),
      emulated: several,
      code: 'emulation-missing',
      has: 'a program of linux/riscv64, although QEMU was registered from acme/binfmt:1: "exec format error"',
    },
    {
      title: 'the platform of a bake target’s step is read behind the name of the target',
      words: log('app linux/arm64 build 2/3', crash, 139),
      emulated: several,
      code: 'emulation-crashed',
      has: 'a program of linux/arm64 crashed under emulation by QEMU (registered from acme/binfmt:1)',
    },
    {
      title: 'a step without a platform is of the only one requested',
      words: log('2/3', crash, 139),
      emulated: arm,
      code: 'emulation-crashed',
      has: 'a program of linux/arm64 crashed, probably under emulation by QEMU: signal 11',
    },
    {
      title: 'exit code 139 alone is signal 11',
      words: log('linux/arm64 2/3', 'Setting up libc-bin', 139),
      emulated: arm,
      code: 'emulation-crashed',
      has: 'qemu-image',
    },
  ],
)('$title', ({ words, emulated, code, has }) => {
  const problem = explainEmulation(words, emulated)
  expect(problem).toMatchObject({ code, original: words })
  expect(`${problem?.what} ${problem?.fix}`).toContain(has)
})

test.each<{ title: string; words: string; emulated: typeof several | typeof arm | undefined }>([
  { title: 'a build without foreign platforms', words: log('2/3', crash, 139), emulated: undefined },
  { title: 'a step of the builder’s own platform', words: log('linux/amd64 2/3', crash, 139), emulated: arm },
  {
    title: 'a cross-compiling step on the builder’s own platform',
    words: log('linux/amd64->arm64 build 2/3', crash, 139),
    emulated: arm,
  },
  { title: 'another failure', words: log('linux/arm64 2/3', 'E: no package', 100), emulated: arm },
  { title: 'exit code 1390', words: log('linux/arm64 2/3', '', 1390), emulated: arm },
])('$title is not explained by emulation', ({ words, emulated }) => {
  expect(explainEmulation(words, emulated)).toBeUndefined()
})
