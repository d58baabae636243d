import { runnerPlatform } from '../../src/inputs/runner-platform.ts'

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
