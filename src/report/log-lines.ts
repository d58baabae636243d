import { formatReference } from '../model/reference.ts'
import type { FileResult, ImageOrigin, ImageResult, Result, TagResult } from '../model/result.ts'
import type { Intent } from '../model/run-intent.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Plan } from '../plan/plan.ts'
import { tagReferencesOf } from '../plan/tag-references.ts'
import { formatBytes, formatDuration } from '../units.ts'

/** The log's first line: the event, and what the run does about it. */
export function describeIntent(trigger: Trigger, intent: Intent): string {
  // A promotion outside a git repository has no commit.
  if (trigger.revision === '')
    return intent.kind === 'push'
      ? 'Promotion of existing images.'
      : `Nothing is published (${intent.reason}).`
  const what = `Event ${trigger.event}${trigger.action === undefined ? '' : ` (${trigger.action})`} on ${describeRef(trigger)}, commit ${trigger.revision.slice(0, 12)}`
  const then = { push: 'build and push', build: 'build, not push', nothing: 'do nothing' }[intent.kind]
  const why = intent.kind === 'push' && intent.reason === trigger.event ? '' : ` (${intent.reason})`
  return `${what}: ${then}${why}.`
}

export function describeRef({ ref }: Trigger): string {
  return ref.kind === 'pull' ? `pull request ${ref.number}` : `${ref.kind} ${ref.name}`
}

/** The plans as an aligned table, for a dry run, with the labels of the first. */
export function tabulatePlans(plans: readonly Plan[]): readonly string[] {
  const names = plans.flatMap(({ repositories }) => repositories.map(({ name }) => name))
  const width = Math.max(3, ...names.map((name) => name.length))
  const header = `${'image'.padEnd(width)}  tag`
  const rows = plans
    .flatMap(tagReferencesOf)
    .map(({ repository, tag }) => `${repository.name.padEnd(width)}  ${tag.name}`)
  const labels = Object.entries(plans[0]?.labels ?? {})
  return [
    header,
    '-'.repeat(header.length),
    ...rows,
    ...(rows.length === 0 ? ['(no tags)'] : []),
    '',
    plans.length > 1 ? `labels of ${plans[0]?.target}:` : 'labels:',
    ...labels.map(([key, value]) => `${key}=${JSON.stringify(value)}`),
  ]
}

/** One line per tag. */
export const describeTag = (tag: TagResult): string => {
  const digest = tag.digest === undefined ? '' : ` ${tag.digest}`
  const previous = tag.action === 'moved' && tag.previous !== undefined ? ` (was ${tag.previous})` : ''
  return `${tag.action.padEnd(9)} ${tag.ref}${digest}${previous}${tag.reason === undefined ? '' : `: ${tag.reason}`}`
}

/** One line for each tag, or one with the digest for an image without tags. */
function describeImage({ repository, digest, tags }: ImageResult): readonly string[] {
  if (tags.length > 0 || digest === undefined) return tags.map(describeTag)
  return [`pushed    ${formatReference(repository, { digest })}`]
}

/** `written   out/app.tar (oci, 12.3 MB)` */
export const describeFile = (file: FileResult, dryRun: boolean): string =>
  `${dryRun ? 'to write' : 'written'}${dryRun ? '  ' : '   '}${file.path} (${[file.type, ...describeSize(file)].join(', ')})${file.digest === undefined ? '' : ` ${file.digest}`}`

/** `3 files`, `4.9 kB`; empty if it was not measured. */
export const describeSize = ({ size, count }: FileResult): readonly string[] => [
  ...(count === undefined ? [] : [`${count} ${count === 1 ? 'file' : 'files'}`]),
  ...(size === undefined ? [] : [formatBytes(size)]),
]

/** Why an image is built or reused; `target` is empty for a single image. */
export function describeOrigin(target: string, { how, why }: ImageOrigin): string {
  const which = target === '' ? 'The image' : `Image ${target}`
  return `${which} is ${how}${why === undefined ? '' : `: ${why}`}.`
}

/** The log's last lines. */
export function describeResult(result: Result): readonly string[] {
  const platforms = result.isMany ? [] : (result.images[0]?.platforms ?? [])
  const sizes = platforms.map(({ platform, size }) => `${platform} ${formatBytes(size)}`)
  return [
    ...result.images.flatMap(describeImage),
    ...(result.files ?? []).map((file) => describeFile(file, result.dryRun)),
    ...(sizes.length > 0 ? [`Platforms: ${sizes.join(', ')}.`] : []),
    `Done in ${formatDuration(result.durations.total)}.`,
  ]
}

/** How the log describes a run. */
export interface LogWords {
  /** The first line. */
  readonly intent: typeof describeIntent
  /** The plans of a dry run. */
  readonly plans: typeof tabulatePlans
  /** The last lines. */
  readonly result: typeof describeResult
}

export const actionWords: LogWords = {
  intent: describeIntent,
  plans: tabulatePlans,
  result: describeResult,
}
