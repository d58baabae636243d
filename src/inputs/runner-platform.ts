import type { Env } from '../ports/ports.ts'

/** RUNNER_ARCH ("Default environment variables" in GitHub's documentation), as images name it. */
const platforms: ReadonlyMap<string, string> = new Map([
  ['X86', 'linux/386'],
  ['X64', 'linux/amd64'],
  ['ARM', 'linux/arm/v7'],
  ['ARM64', 'linux/arm64'],
])

/** The platform of the runner, which stands for the engine's where no engine is asked. Elsewhere: the most usual one. */
export const runnerPlatform = ({ RUNNER_ARCH }: Env): string =>
  platforms.get((RUNNER_ARCH ?? '').toUpperCase()) ?? 'linux/amd64'
