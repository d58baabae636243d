import { digestsConflict, digestsMissing } from '../errors/source-image.ts'
import type { SourceImage } from '../inputs/from-image.ts'
import { normalizePlatform } from '../model/platform.ts'
import { formatReference } from '../model/reference.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { DigestNote } from './digest-note.ts'

/** The jobs (legs of a matrix) whose digests a merge uses. Empty selectors match every leg. */
export interface LegSelection {
  /** The image's names, for messages. */
  readonly images: string
  readonly platforms: readonly string[]
  readonly target: string
  readonly file: string
  /** Other images of which digests exist, in the form of artifact names. */
  readonly others: readonly string[]
}

export interface Choice {
  /** In the order of the requested platforms, each image once. */
  readonly images: readonly SourceImage[]
  readonly problems: readonly Problem[]
  /** Platforms that legs pushed and the merge does not use. */
  readonly extra: readonly string[]
}

/**
 * Chooses one digest for each requested platform, from the newest attempt of the run. A job that is not repeated keeps its artifact of an
 * earlier attempt (actions/toolkit, pull request 1592). `notes` are in the order of preference of their repositories. A platform without
 * a digest is a problem, and so is one with two digests in its newest attempt. Pure.
 */
export function chooseDigests(notes: readonly DigestNote[], wanted: LegSelection): Choice {
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
  const available = [...new Set(selected.flatMap(({ platforms }) => platforms))].sort()
  const lacks =
    missing.length === 0
      ? []
      : [digestsMissing(wanted.images, missing, describeFound(available, wanted.others))]
  return {
    images: [...new Map(images.map((image) => [image.text, image])).values()],
    problems: [...lacks, ...conflicts],
    extra: available.filter((platform) => !asked.has(normal(platform))),
  }
}

const normal = (platform: string): string => normalizePlatform(platform) ?? platform

/** The different digests in the newest attempt that has the platform. */
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
