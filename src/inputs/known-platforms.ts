/** Names of operating systems and processors: Go's src/internal/syslist, which containerd/platforms follows, and `wasi`. */
const systems = new Set([
  ...['aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'hurd', 'illumos', 'ios', 'js', 'linux', 'nacl'],
  ...['netbsd', 'openbsd', 'plan9', 'solaris', 'wasi', 'wasip1', 'wasip2', 'windows', 'zos'],
])

const architectures = new Set([
  ...['386', 'amd64', 'amd64p32', 'arm', 'armbe', 'arm64', 'arm64be', 'loong64', 'mips', 'mipsle', 'mips64'],
  ...['mips64le', 'mips64p32', 'mips64p32le', 'ppc', 'ppc64', 'ppc64le', 'riscv', 'riscv64', 's390', 's390x'],
  ...['sparc', 'sparc64', 'wasm'],
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

/** Which part of a normalized platform no builder knows; undefined where all are known. */
export function findUnknownPart(platform: string): 'system' | 'architecture' | 'variant' | undefined {
  const [system = '', architecture = '', variant = ''] = platform.split('/')
  if (!systems.has(system)) return 'system'
  if (!architectures.has(architecture)) return 'architecture'
  const known = variants.get(architecture)
  return variant === '' || known === undefined || known.test(variant) ? undefined : 'variant'
}

/** What was probably meant, for the names that people build for. */
export const commonPlatforms = [
  ...['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/arm/v6', 'linux/arm/v5', 'linux/386'],
  ...['linux/ppc64le', 'linux/s390x', 'linux/riscv64', 'linux/mips64le', 'linux/loong64', 'windows/amd64'],
] as const
