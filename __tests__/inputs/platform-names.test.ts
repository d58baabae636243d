import { checkPlatform, findBadPlatforms, runnerPlatform } from '../../src/inputs/platform-names.ts'
import { codes } from '../helpers/problems.ts'

test.each([
  ...['linux/amd64', 'linux/amd64/v2', 'linux/arm64', 'linux/arm64/v8.2', 'linux/arm64/v9', 'linux/arm'],
  ...[
    'linux/arm/v5',
    'linux/arm/v8',
    'linux/arm/7',
    'linux/armhf',
    'linux/i386',
    'linux/386',
    'linux/loong64',
  ],
  ...['linux/mips64le', 'linux/ppc64le', 'linux/ppc64le/power9', 'linux/riscv64', 'linux/riscv64/rva23u64'],
  ...[
    'linux/s390x',
    'linux/sparc64',
    'windows/amd64',
    'freebsd/arm64',
    'darwin/arm64',
    'wasi/wasm',
    'wasip1/wasm',
  ],
])('%s is a valid platform', (text) => expect(checkPlatform(text)).toHaveProperty('platform'))

test.each<[text: string, why: string, fix: string]>([
  ['linux/amd46', 'has an unknown architecture', 'Write for example linux/amd64.'],
  ['linux/arm46', 'has an unknown architecture', 'Write for example linux/arm64.'],
  ['linus/amd64', 'has an unknown operating system', 'Write for example linux/amd64.'],
  ['linux/amd64/v9', 'has an unknown variant', 'Write for example linux/amd64.'],
  ['linux/arm64/v7', 'has an unknown variant', 'Write for example linux/arm/v7.'],
  ['arm64', 'is not a platform', 'Write linux/arm64.'],
])('platform %s %s', (text, why, fix) => {
  expect(checkPlatform(text)).toEqual({ why, fix })
})

test('platforms of a bake target are checked, except the names for that of the builder', () => {
  const platforms = ['local', '', 'linux/amd64', 'linux/amd46']
  expect(codes(findBadPlatforms('app', platforms))).toEqual(['bake-platform'])
})

describe('pairs of operating system and architecture', () => {
  test.each(['windows/s390x', 'windows/riscv64', 'darwin/s390x', 'linux/wasm', 'wasi/amd64', 'zos/amd64'])(
    '%s is invalid',
    (text) => {
      const why = 'pairs an operating system with an architecture that it does not run on'
      expect(checkPlatform(text)).toMatchObject({ why })
    },
  )

  // The output of `go tool dist list` of Go 1.26.
  test.each(
    `
    aix/ppc64 android/386 android/amd64 android/arm android/arm64 darwin/amd64 darwin/arm64 dragonfly/amd64
    freebsd/386 freebsd/amd64 freebsd/arm freebsd/arm64 freebsd/riscv64 illumos/amd64 ios/amd64 ios/arm64 js/wasm
    linux/386 linux/amd64 linux/arm linux/arm64 linux/loong64 linux/mips linux/mips64 linux/mips64le linux/mipsle
    linux/ppc64 linux/ppc64le linux/riscv64 linux/s390x linux/sparc64 netbsd/386 netbsd/amd64 netbsd/arm netbsd/arm64
    openbsd/386 openbsd/amd64 openbsd/arm openbsd/arm64 openbsd/ppc64 openbsd/riscv64 plan9/386 plan9/amd64 plan9/arm
    solaris/amd64 wasip1/wasm windows/386 windows/amd64 windows/arm64
  `
      .trim()
      .split(/\s+/),
  )('%s is valid', (text) => expect(checkPlatform(text)).toHaveProperty('platform'))
})

test.each([
  ['X64', 'linux/amd64'],
  ['ARM64', 'linux/arm64'],
  ['arm', 'linux/arm/v7'],
  ['X86', 'linux/386'],
  ['RISCV64', 'linux/amd64'],
  [undefined, 'linux/amd64'],
])('RUNNER_ARCH %s is %s', (architecture, platform) => {
  expect(runnerPlatform({ RUNNER_ARCH: architecture })).toBe(platform)
})
