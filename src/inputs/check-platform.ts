import { badPlatform } from '../errors/bake.ts'
import { normalizePlatform } from '../model/platform.ts'
import type { Problem } from '../model/tagboat-error.ts'
import { countSlips } from '../slips.ts'
import { commonPlatforms, findUnknownPart } from './known-platforms.ts'

/** A platform as an index has it, or why it is none. */
type Checked = { readonly platform: string } | { readonly why: string; readonly fix: string }

/** A platform that somebody builds for: its form, and that its names exist and go together. */
export function checkPlatform(text: string): Checked {
  const platform = normalizePlatform(text)
  if (platform === undefined) {
    const fix = /^[a-z0-9_]+$/.test(text)
      ? `Write linux/${text}.`
      : 'Write os/architecture, like linux/arm64.'
    return { why: 'is no platform', fix }
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

/** The platforms of bake targets, which buildx takes as they are. */
export function findBadPlatforms(target: string, platforms: readonly string[]): readonly Problem[] {
  return platforms.flatMap((platform) => {
    const checked = checkPlatform(platform)
    // An empty one, and `local`, are buildx's own names for the builder's platform.
    if ('platform' in checked || ['', 'local'].includes(platform)) return []
    return [badPlatform(target, platform, checked.why, checked.fix)]
  })
}

function suggest(platform: string): string {
  const ranked = commonPlatforms.map((known) => ({ known, slips: countSlips(platform, known) }))
  return ranked.sort((one, other) => one.slips - other.slips)[0]?.known ?? 'linux/amd64'
}
