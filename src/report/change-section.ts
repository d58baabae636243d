import type { BaseChange, ImageChange, PlatformChange } from '../model/image-change.ts'
import type { ImageResult } from '../model/result.ts'
import { formatBytes } from '../units.ts'
import { code, row } from './markdown.ts'

/** References in a cell; more are counted. */
const shownBases = 5

/** The platforms of an image with their sizes and, if it is known, what changed since the image before. */
export function platformTable({ platforms, change }: ImageResult): string {
  if (change === undefined) {
    const rows = platforms.map(({ platform, size }) => row(code(platform), formatBytes(size)))
    return [row('platform', 'download size'), row('---', '---:'), ...rows].join('\n')
  }
  const rows = change.platforms.map((one) =>
    row(code(one.platform), formatBytes(one.size), describeDifference(one), describeLayers(one)),
  )
  const lost = change.lost.map((platform) => row(code(platform), '', 'removed', ''))
  const head = [row('platform', 'download size', 'change', 'new layers'), row('---', '---:', '---:', '---')]
  return [
    [...head, ...rows, ...lost].join('\n'),
    `Compared with ${code(change.previous)}, which ${code(change.tag)} held before.${sentence(change.bases)}`,
  ].join('\n\n')
}

const sentence = (bases: BaseChange | undefined): string => {
  const text = describeBases(bases)
  return text === '' ? '' : ` Base images: ${text}.`
}

/** A table of what changed in each image of a step with many; undefined if nothing was compared. */
export function changeTable(images: readonly ImageResult[]): string | undefined {
  // The content is the same in all repositories.
  const first = new Map(images.toReversed().map((image) => [image.target, image]))
  const rows = [...first.values()]
    .toReversed()
    .flatMap(({ target, change }) => (change ? [rowOf(target, change)] : []))
  if (rows.length === 0) return undefined
  const head = [
    row('image', 'download size', 'change', 'new layers', 'base images'),
    row('---', '---:', '---:', '---', '---'),
  ]
  return [...head, ...rows].join('\n')
}

function rowOf(target: string, { platforms, lost, bases }: ImageChange): string {
  const each = (describe: (one: PlatformChange) => string) => {
    const texts = [...new Set(platforms.map(describe))]
    return texts.length === 1
      ? (texts[0] ?? '')
      : platforms.map((one) => `${code(one.platform)} ${describe(one)}`).join('<br>')
  }
  const removed = lost.map((platform) => `<br>${code(platform)} removed`).join('')
  return row(
    code(target),
    each(({ size }) => formatBytes(size)),
    each(describeDifference) + removed,
    each(describeLayers),
    describeBases(bases),
  )
}

/** `+1.2 MB`, `none`, `new platform` */
function describeDifference({ size, before }: PlatformChange): string {
  if (before === undefined) return 'new platform'
  if (size === before) return 'none'
  return `${size > before ? '+' : '-'}${formatBytes(Math.abs(size - before))}`
}

/** `2 of 9, 1.2 MB` */
const describeLayers = ({ layers, newLayers, newBytes }: PlatformChange): string =>
  newLayers === 0 ? `0 of ${layers}` : `${newLayers} of ${layers}, ${formatBytes(newBytes)}`

/** `<code>docker.io/library/alpine:3.22</code> updated`, `unchanged`; empty where it is unknown, and for an image without a base. */
function describeBases(bases: BaseChange | undefined): string {
  if (bases === undefined) return ''
  const { updated, added, removed, same } = bases
  const parts = [list(updated, 'updated'), list(added, 'added'), list(removed, 'removed')].filter(
    (text) => text !== '',
  )
  if (parts.length === 0) return same > 0 ? 'unchanged' : ''
  return parts.join('; ')
}

function list(names: readonly string[], verb: string): string {
  if (names.length === 0) return ''
  const more = names.length - shownBases
  return `${names.slice(0, shownBases).map(code).join(', ')}${more > 0 ? ` and ${more} more` : ''} ${verb}`
}
