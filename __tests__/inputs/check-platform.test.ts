import { checkPlatform, findBadPlatforms } from '../../src/inputs/check-platform.ts'
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
])('%s is a platform', (text) => expect(checkPlatform(text)).toHaveProperty('platform'))

test.each<[text: string, why: string, fix: string]>([
  ['linux/amd46', 'has an unknown architecture', 'Write for example linux/amd64.'],
  ['linux/arm46', 'has an unknown architecture', 'Write for example linux/arm64.'],
  ['linus/amd64', 'has an unknown operating system', 'Write for example linux/amd64.'],
  ['linux/amd64/v9', 'has an unknown variant', 'Write for example linux/amd64.'],
  ['linux/arm64/v7', 'has an unknown variant', 'Write for example linux/arm/v7.'],
  ['arm64', 'is no platform', 'Write linux/arm64.'],
])('%s %s', (text, why, fix) => {
  expect(checkPlatform(text)).toEqual({ why, fix })
})

test('a bake target’s platforms are checked, but for buildx’s own names of the builder’s one', () => {
  const platforms = ['local', '', 'linux/amd64', 'linux/amd46']
  expect(codes(findBadPlatforms('app', platforms))).toEqual(['bake-platform'])
})
