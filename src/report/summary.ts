import { describeProblem, type Problem } from '../errors/tagboat-error.ts'
import type { Plan } from '../plan/plan.ts'
import { formatReference } from '../plan/reference.ts'
import type { Trigger } from '../trigger/trigger.ts'
import { block, code, plain, row } from './markdown.ts'
import { holdsDigest, type ImageResult, type Result } from './result.ts'
import { formatBytes, formatDuration } from './units.ts'

/** GitHub takes 1 MiB per step; rows past this stay in the output `result`. */
const shownTags = 200

/** The job summary of a run that came to a result; `problems` are what failed, if anything. */
export function formatSummary(
  result: Result,
  plans: readonly Plan[],
  trigger: Trigger,
  problems: readonly Problem[],
): string {
  const head = `### ${headline(result, plans, problems)}`
  const images = result.images.filter(({ tags, digest }) => tags.length > 0 || digest !== undefined)
  return [
    head,
    facts(result, trigger),
    ...images.map((image) => imageSection(image, result)),
    ...problems.map(problemSection),
  ].join('\n\n')
}

/** The summary of a run that failed before there was anything to tell. */
export function formatFailure(problems: readonly Problem[]): string {
  const isClean = !problems.some(({ code }) => code === 'left-behind')
  return [
    isClean ? '### Nothing was published' : '### Failed half-way',
    ...problems.map(problemSection),
  ].join('\n\n')
}

function headline(result: Result, plans: readonly Plan[], problems: readonly Problem[]): string {
  const [plan] = plans
  const name = plans.length > 1 ? `${plans.length} images` : code(plan?.repositories[0]?.name ?? '')
  const version = plan === undefined || plan.version === '' ? '' : ` ${code(plan.version)}`
  if (problems.length > 0) return `Failed: ${name}${version}`
  if (result.dryRun) return `Dry run: ${name}${version}`
  if (result.intent.kind === 'nothing') return `Nothing to do: ${plain(result.intent.reason)}`
  return result.pushed ? `Published ${name}${version}` : `Built ${name}${version}, not pushed`
}

function facts(result: Result, trigger: Trigger): string {
  const commit = `[${trigger.revision.slice(0, 12)}](${trigger.repository.url}/commit/${trigger.revision})`
  const parts = [`commit ${commit}`, `event ${code(trigger.event)}`]
  if (result.intent.kind !== 'push') parts.push(`not pushed: ${plain(result.intent.reason)}`)
  if (result.durations.build !== undefined) parts.push(`build ${formatDuration(result.durations.build)}`)
  parts.push(`all ${formatDuration(result.durations.total)}`)
  return parts.join(' · ')
}

function imageSection(image: ImageResult, result: Result): string {
  const pulled = image.tags.find(holdsDigest)?.ref ?? byDigest(image)
  const shown = image.tags.slice(0, shownTags)
  const rows = shown.map((tag) =>
    row(
      code(tag.name),
      tag.action,
      tag.digest === undefined ? '' : code(tag.digest),
      tag.reason === undefined ? '' : code(tag.reason),
    ),
  )
  const more = image.tags.length - shown.length
  return [
    `#### ${code(image.repository.name)}`,
    ...(result.pushed && pulled ? [block(`docker pull ${pulled}`)] : []),
    ...(rows.length > 0
      ? [[row('tag', '', 'digest', ''), row('---', '---', '---', '---'), ...rows].join('\n')]
      : []),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(image.platforms.length > 0 ? [platformTable(image)] : []),
  ].join('\n\n')
}

/** What landed without a tag is to be had by its digest. */
const byDigest = ({ repository, digest, tags }: ImageResult): string | undefined =>
  tags.length === 0 && digest !== undefined ? formatReference(repository, { digest }) : undefined

function platformTable(image: ImageResult): string {
  const rows = image.platforms.map(({ platform, size }) => row(code(platform), formatBytes(size)))
  return [row('platform', 'download size'), row('---', '---:'), ...rows].join('\n')
}

const problemSection = (problem: Problem): string => block(describeProblem(problem))
