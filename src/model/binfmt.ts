import { normalizePlatform } from './platform.ts'

/**
 * The QEMU program of each architecture that tonistiigi/binfmt can register (cmd/binfmt/config.go). Its name is also that of the kernel's
 * entry, and Debian's packages use the same names.
 */
const emulators: ReadonlyMap<string, string> = new Map([
  ['386', 'qemu-i386'],
  ['amd64', 'qemu-x86_64'],
  ['arm', 'qemu-arm'],
  ['arm64', 'qemu-aarch64'],
  ['loong64', 'qemu-loongarch64'],
  ['mips64', 'qemu-mips64'],
  ['mips64le', 'qemu-mips64el'],
  ['ppc64le', 'qemu-ppc64le'],
  ['riscv64', 'qemu-riscv64'],
  ['s390x', 'qemu-s390x'],
])

/** The architectures that QEMU can emulate. */
export const binfmtArchitectures: readonly string[] = [...emulators.keys()]

/**
 * The architecture by which tonistiigi/binfmt registers the emulation of a platform: `arm` for `linux/arm/v7`, since one QEMU executes
 * all variants. Undefined for other systems than Linux, and where there is no emulation.
 */
export function binfmtArchitecture(platform: string): string | undefined {
  const [system, architecture = ''] = (normalizePlatform(platform) ?? '').split('/')
  return system === 'linux' && emulators.has(architecture) ? architecture : undefined
}

/** The name of the kernel's entry for an architecture: `qemu-aarch64`. */
export const emulatorOf = (architecture: string): string =>
  emulators.get(architecture) ?? `qemu-${architecture}`
