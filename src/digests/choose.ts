import { digestsConflict, digestsMissing } from '../errors/source-image.ts'
import type { SourceImage } from '../inputs/source-image.ts'
import { normalizePlatform } from '../model/platform.ts'
import { formatReference } from '../model/reference.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { DigestNote } from './digest-note.ts'

/** What a merge asks of the legs. Empty selectors select every leg. */
export interface Wanted {
  /** The image's names, for messages. */
  readonly images: string
  readonly platforms: readonly string[]
  readonly target: string
  readonly file: string
  /** Images that other jobs handed over, as artifact names show them. */
  readonly others: readonly string[]
}

export interface Choice {
  /** In the order of the wanted platforms, each once. */
  readonly images: readonly SourceImage[]
  readonly problems: readonly Problem[]
  /** Platforms that legs pushed and the merge leaves out. */
  readonly extra: readonly string[]
}

/**
 * One digest for each wanted platform: that of the newest attempt. A job that is not repeated keeps its artifact of an earlier one
 * (actions/toolkit, pull request 1592). `notes` are in the order in which their repositories
 * are preferred. A platform without a digest is a problem, and so is one with two in its newest attempt. Pure.
 */
export function chooseDigests(notes: readonly DigestNote[], wanted: Wanted): Choice {
  const selected = notes.filter(
    ({ target, file }) =>
      (wanted.target === '' || target === wanted.target) && (wanted.file === '' || file === wanted.file),
  )
  const chosen = wanted.platforms.map((platform) => ({ platform, newest: findNewest(selected, platform) }))
  const missing = chosen.flatMap(({ platform, newest }) => (newest.length === 0 ? [platform] : []))
  const conflicts = chosen.flatMap(({ platform, newest }) =>
    newest.length > 1 ? [digestsConflict(platform, wanted.images, newest.map(describeLeg))] : [],
  )
  const images = chosen.flatMap(({ newest }) => newest.slice(0, 1)).map(nameSource)
  const asked = new Set(wanted.platforms.map(normal))
  const there = [...new Set(selected.flatMap(({ platforms }) => platforms))].sort()
  const lacks =
    missing.length === 0 ? [] : [digestsMissing(wanted.images, missing, describeFound(there, wanted.others))]
  return {
    images: [...new Map(images.map((image) => [image.text, image])).values()],
    problems: [...lacks, ...conflicts],
    extra: there.filter((platform) => !asked.has(normal(platform))),
  }
}

const normal = (platform: string): string => normalizePlatform(platform) ?? platform

/** The digests of the newest attempt that has the platform, each once. */
function findNewest(notes: readonly DigestNote[], platform: string): readonly DigestNote[] {
  const having = notes.filter(({ platforms }) => platforms.some((one) => normal(one) === normal(platform)))
  const newest = Math.max(...having.map(({ attempt }) => attempt))
  const last = having.filter(({ attempt }) => attempt === newest)
  return last.filter(({ digest }, index) => last.findIndex((one) => one.digest === digest) === index)
}

function nameSource({ repository, digest }: DigestNote): SourceImage {
  return { text: formatReference(repository, { digest }), repository, target: { digest } }
}

function describeLeg({ digest, job, target, file }: DigestNote): string {
  const settings = [target && `target ${target}`, file && `file ${file}`].filter((text) => text !== '')
  return `${digest} by job ${job || 'unknown'}${settings.length > 0 ? ` (${settings.join(', ')})` : ''}`
}

function describeFound(platforms: readonly string[], others: readonly string[]): string {
  if (platforms.length > 0) return `it has ${platforms.join(', ')}`
  return others.length > 0 ? `digests exist of ${others.join(', ')}` : 'no digest exists'
}
