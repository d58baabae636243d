import { editDistance } from '../edit-distance.ts'
import { badPlatform } from '../errors/bake.ts'
import { normalizePlatform } from '../model/platform.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'

/** A normalized platform, or why a text is not one. */
type Checked = { readonly platform: string } | { readonly why: string; readonly fix: string }

/** Checks a platform: its form, and that its operating system and architecture exist together. */
export function checkPlatform(text: string): Checked {
  const platform = normalizePlatform(text)
  if (platform === undefined) {
    const fix = /^[a-z0-9_]+$/.test(text)
      ? `Write linux/${text}.`
      : 'Write os/architecture, like linux/arm64.'
    return { why: 'is not a platform', fix }
  }
  const unknown = findUnknownPart(platform)
  if (unknown === undefined) return { platform }
  const why = {
    system: 'has an unknown operating system',
    architecture: 'has an unknown architecture',
    variant: 'has an unknown variant',
    pair: 'pairs an operating system with an architecture that it does not run on',
  }[unknown]
  return { why, fix: `Write for example ${suggest(platform)}.` }
}

/** Problems of a bake target's platforms. */
export function findBadPlatforms(target: string, platforms: readonly string[]): readonly Problem[] {
  return platforms.flatMap((platform) => {
    const checked = checkPlatform(platform)
    // buildx accepts an empty platform and `local` for the builder's own.
    if ('platform' in checked || ['', 'local'].includes(platform)) return []
    return [badPlatform(target, platform, checked.why, checked.fix)]
  })
}

function suggest(platform: string): string {
  const ranked = commonPlatforms.map((known) => ({ known, slips: editDistance(platform, known) }))
  return ranked.sort((one, other) => one.slips - other.slips)[0]?.known ?? 'linux/amd64'
}

/**
 * Operating systems with their architectures: the ports of Go (internal/platform, `go tool dist list`), whose names
 * containerd/platforms uses, including ports that Go has dropped, and the systems of WebAssembly.
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

/** Linux runs on every named architecture except WebAssembly, including some without a Go port. */
const linux = new Set([
  ...['386', 'amd64', 'arm', 'armbe', 'arm64', 'arm64be', 'loong64', 'mips', 'mipsle', 'mips64'],
  ...['mips64le', 'mips64p32', 'mips64p32le', 'ppc', 'ppc64', 'ppc64le', 'riscv', 'riscv64', 's390', 's390x'],
  ...['sparc', 'sparc64'],
])

/** Variants by architecture, in lower case; other architectures accept any variant. */
const variants: ReadonlyMap<string, RegExp> = new Map([
  // GOAMD64
  ['amd64', /^v[1-4]$/],
  // GOARM, and v8 for 32-bit code of ARMv8
  ['arm', /^v[5-8]$/],
  // GOARM64
  ['arm64', /^v[89](?:\.\d)?$/],
])

type Unknown = 'system' | 'architecture' | 'variant' | 'pair'

/** The part of a normalized platform that does not exist, or `pair` if only the combination does not; undefined if it is valid. */
function findUnknownPart(platform: string): Unknown | undefined {
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

/** Common platforms, as suggestions for a misspelled one. */
const commonPlatforms = [
  ...['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/arm/v6', 'linux/arm/v5', 'linux/386'],
  ...['linux/ppc64le', 'linux/s390x', 'linux/riscv64', 'linux/mips64le', 'linux/loong64', 'windows/amd64'],
] as const

/** RUNNER_ARCH ("Default environment variables" in GitHub's documentation), by its platform name. */
const platforms: ReadonlyMap<string, string> = new Map([
  ['X86', 'linux/386'],
  ['X64', 'linux/amd64'],
  ['ARM', 'linux/arm/v7'],
  ['ARM64', 'linux/arm64'],
])

/** The platform of the runner, assumed to be the engine's if no engine is asked; the most common one outside a runner. */
export const runnerPlatform = ({ RUNNER_ARCH }: Env): string =>
  platforms.get((RUNNER_ARCH ?? '').toUpperCase()) ?? 'linux/amd64'
