import { normalizePlatform } from '../../src/model/platform.ts'

test.each<[text: string, expected: string | undefined]>([
  ['linux/amd64', 'linux/amd64'],
  ['linux/amd64/v1', 'linux/amd64'],
  ['linux/amd64/v3', 'linux/amd64/v3'],
  ['linux/x86_64', 'linux/amd64'],
  ['Linux/AMD64', 'linux/amd64'],
  ['linux/arm64', 'linux/arm64'],
  ['linux/arm64/v8', 'linux/arm64'],
  ['linux/aarch64', 'linux/arm64'],
  ['linux/arm64/v9', 'linux/arm64/v9'],
  ['linux/arm', 'linux/arm/v7'],
  ['linux/arm/7', 'linux/arm/v7'],
  ['linux/arm/v6', 'linux/arm/v6'],
  ['linux/armhf', 'linux/arm/v7'],
  ['linux/armel', 'linux/arm/v6'],
  ['linux/i386', 'linux/386'],
  ['linux/riscv64', 'linux/riscv64'],
  ['windows/amd64', 'windows/amd64'],
  ['wasi/wasm', 'wasi/wasm'],
  ['linux/constructor', 'linux/constructor'],
  ['arm64', undefined],
  ['linux/', undefined],
  ['/arm64', undefined],
  ['linux/arm/v7/x', undefined],
  ['linux arm64', undefined],
  ['', undefined],
])('normalizePlatform(%j) is %s', (text, expected) => {
  expect(normalizePlatform(text)).toBe(expected)
})
