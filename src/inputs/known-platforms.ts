/**
 * Operating systems with the processors that they run on: the ports of Go (internal/platform, `go tool dist list`), whose
 * names containerd/platforms follows, with ports that Go has given up, and the systems of WebAssembly.
 */
const systems: ReadonlyMap<string, readonly string[]> = new Map([
  ['aix', ['ppc64']],
  ['android', ['386', 'amd64', 'arm', 'arm64']],
  ['darwin', ['386', 'amd64', 'arm', 'arm64', 'ppc', 'ppc64']],
  ['dragonfly', ['386', 'amd64']],
  ['freebsd', ['386', 'amd64', 'arm', 'arm64', 'ppc', 'ppc64', 'ppc64le', 'riscv64', 'sparc64']],
  ['hurd', ['386', 'amd64']],
  ['illumos', ['amd64']],
  ['ios', ['amd64', 'arm', 'arm64']],
  ['js', ['wasm']],
  ['nacl', ['386', 'amd64p32', 'arm']],
  ['netbsd', ['386', 'amd64', 'arm', 'arm64', 'mips', 'mipsle', 'mips64', 'mips64le', 'ppc', 'sparc64']],
  ['openbsd', ['386', 'amd64', 'arm', 'arm64', 'mips64', 'mips64le', 'ppc', 'ppc64', 'riscv64', 'sparc64']],
  ['plan9', ['386', 'amd64', 'arm']],
  ['solaris', ['386', 'amd64', 'sparc', 'sparc64']],
  ['wasi', ['wasm']],
  ['wasip1', ['wasm']],
  ['wasip2', ['wasm']],
  ['windows', ['386', 'amd64', 'arm', 'arm64']],
  ['zos', ['s390x']],
])

/** Linux has been brought to all that has a name, without Go too; WebAssembly is no processor of its. */
const linux = new Set([
  ...['386', 'amd64', 'arm', 'armbe', 'arm64', 'arm64be', 'loong64', 'mips', 'mipsle', 'mips64'],
  ...['mips64le', 'mips64p32', 'mips64p32le', 'ppc', 'ppc64', 'ppc64le', 'riscv', 'riscv64', 's390', 's390x'],
  ...['sparc', 'sparc64'],
])

/** Variants by architecture, in small letters; of other architectures every variant is let through. */
const variants: ReadonlyMap<string, RegExp> = new Map([
  // GOAMD64
  ['amd64', /^v[1-4]$/],
  // GOARM, and v8 for 32-bit code of ARMv8
  ['arm', /^v[5-8]$/],
  // GOARM64
  ['arm64', /^v[89](?:\.\d)?$/],
])

type Unknown = 'system' | 'architecture' | 'variant' | 'pair'

/** What of a normalized platform does not exist: a part of it, or system and architecture together; else undefined. */
export function findUnknownPart(platform: string): Unknown | undefined {
  const [system = '', architecture = '', variant = ''] = platform.split('/')
  if (system !== 'linux' && !systems.has(system)) return 'system'
  if (!isArchitecture(architecture)) return 'architecture'
  if (system === 'linux' ? !linux.has(architecture) : !systems.get(system)?.includes(architecture))
    return 'pair'
  const known = variants.get(architecture)
  return variant === '' || known === undefined || known.test(variant) ? undefined : 'variant'
}

const isArchitecture = (name: string): boolean =>
  linux.has(name) || [...systems.values()].some((architectures) => architectures.includes(name))

/** What was probably meant, for the names that people build for. */
export const commonPlatforms = [
  ...['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/arm/v6', 'linux/arm/v5', 'linux/386'],
  ...['linux/ppc64le', 'linux/s390x', 'linux/riscv64', 'linux/mips64le', 'linux/loong64', 'windows/amd64'],
] as const
