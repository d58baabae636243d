import type { Plan } from '../plan/plan.ts'
import { formatReference } from '../plan/reference.ts'
import type { Trigger } from '../trigger/trigger.ts'
import type { ImageResult, Result, TagResult } from './result.ts'
import { formatBytes, formatDuration } from './units.ts'

/** The log's first lines: what happened and what follows from it. */
export function describePlan(trigger: Trigger, plan: Plan): readonly string[] {
  const what = `Event ${trigger.event}${trigger.action === undefined ? '' : ` (${trigger.action})`} on ${describeRef(trigger)}, commit ${trigger.revision.slice(0, 12)}`
  const then = { push: 'build and push', build: 'build, not push', nothing: 'do nothing' }[plan.intent.kind]
  const why =
    plan.intent.kind === 'push' && plan.intent.reason === trigger.event ? '' : ` (${plan.intent.reason})`
  return [`${what}: ${then}${why}.`]
}

export function describeRef({ ref }: Trigger): string {
  return ref.kind === 'pull' ? `pull request ${ref.number}` : `${ref.kind} ${ref.name}`
}

/** The plan as an aligned table, for a dry run. */
export function tabulatePlan(plan: Plan): readonly string[] {
  const width = Math.max(3, ...plan.repositories.map(({ name }) => name.length))
  const header = `${'image'.padEnd(width)}  tag`
  const rows = plan.repositories.flatMap(({ name }) =>
    plan.tags.map((tag) => `${name.padEnd(width)}  ${tag.name}`),
  )
  const labels = Object.entries(plan.labels).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
  return [
    header,
    '-'.repeat(header.length),
    ...rows,
    ...(rows.length === 0 ? ['(no tags)'] : []),
    '',
    'labels:',
    ...labels,
  ]
}

/** One line per tag. */
export const describeTag = (tag: TagResult): string => {
  const digest = tag.digest === undefined ? '' : ` ${tag.digest}`
  const previous = tag.action === 'moved' && tag.previous !== undefined ? ` (was ${tag.previous})` : ''
  return `${tag.action.padEnd(9)} ${tag.ref}${digest}${previous}${tag.reason === undefined ? '' : `: ${tag.reason}`}`
}

/** An image without tags has its digest only. */
function describeImage({ repository, digest, tags }: ImageResult): readonly string[] {
  if (tags.length > 0 || digest === undefined) return tags.map(describeTag)
  return [`pushed    ${formatReference(repository, { digest })}`]
}

/** The log's last lines. */
export function describeResult(result: Result): readonly string[] {
  const platforms = result.images[0]?.platforms ?? []
  const sizes = platforms.map(({ platform, size }) => `${platform} ${formatBytes(size)}`)
  return [
    ...result.images.flatMap(describeImage),
    ...(sizes.length > 0 ? [`Platforms: ${sizes.join(', ')}.`] : []),
    `Done in ${formatDuration(result.durations.total)}.`,
  ]
}
