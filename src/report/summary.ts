import { formatReference } from '../model/reference.ts'
import { type ImageOrigin, type ImageResult, isOnImage, type Result } from '../model/result.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { imagePlans, type Plan } from '../plan/plan.ts'
import { countFitting, formatDuration } from '../units.ts'
import { buildSection } from './build-section.ts'
import { changeTable, platformTable } from './change-section.ts'
import { describeSize } from './log-lines.ts'
import { block, code, plain, problemBlock, row } from './markdown.ts'

/** GitHub accepts 1 MiB per step; further rows are in the output `result` only. */
const shownTags = 200
/** Rows of the table of images, and characters of their details. */
const shownImages = 500
const detailsLimit = 500_000

/** The job summary of a run with a result. `problems`: what failed, if anything. */
export function formatSummary(
  result: Result,
  plans: readonly Plan[],
  trigger: Trigger,
  problems: readonly Problem[],
): string {
  const head = `### ${headline(result, plans, problems)}`
  const images = result.images.filter(({ tags, digest }) => tags.length > 0 || digest !== undefined)
  const sections = result.isMany
    ? describeMany(result, images)
    : images.map((image) => imageSection(image, result))
  return [
    head,
    facts(result, trigger),
    ...sections,
    ...fileTable(result),
    ...buildSection(result),
    ...problems.map(problemBlock),
  ].join('\n\n')
}

/** The files that the build wrote on this machine. */
function fileTable({ files = [], isMany, dryRun }: Result): readonly string[] {
  if (files.length === 0) return []
  const rows = files
    .slice(0, shownImages)
    .map((file) =>
      row(...(isMany ? [code(file.target)] : []), code(file.path), file.type, describeSize(file).join(', ')),
    )
  const names = [...(isMany ? ['target'] : []), dryRun ? 'would be written' : 'written', 'type', 'size']
  return [[row(...names), row(...names.map(() => '---')), ...rows].join('\n')]
}

/** A table and a graph of all images, and the tags of each behind a fold, as many as fit. */
function describeMany(result: Result, images: readonly ImageResult[]): readonly string[] {
  const rows = images
    .slice(0, shownImages)
    .map((image) =>
      row(
        code(image.target),
        code(image.repository.name),
        image.origin?.how ?? '',
        plain(image.origin?.why ?? ''),
        countTags(image),
      ),
    )
  const head = [row('image', 'repository', '', 'why', 'tags'), row('---', '---', '---', '---', '---')]
  const folds = images.map((image) => fold(image.repository.name, imageSection(image, result)))
  const shown = folds.slice(0, countFitting(folds, detailsLimit))
  const more = folds.length - shown.length
  const graph = drawGraph(result)
  const changes = changeTable(images.slice(0, shownImages))
  return [
    ...(rows.length > 0 ? [[...head, ...rows].join('\n')] : []),
    ...(changes === undefined ? [] : [changes]),
    ...(graph === undefined ? [] : [graph]),
    ...shown,
    ...(more > 0 ? [`The tags of ${more} more are in the output ${code('result')}.`] : []),
  ]
}

/** `2 created, 1 kept` */
function countTags({ tags }: ImageResult): string {
  const actions = [...new Set(tags.map(({ action }) => action))]
  return actions.map((action) => `${tags.filter((tag) => tag.action === action).length} ${action}`).join(', ')
}

const fold = (title: string, text: string): string =>
  `<details><summary>${code(title)}</summary>\n\n${text}\n\n</details>`

/** The summary of a run that failed without a result. */
export function formatFailure(problems: readonly Problem[]): string {
  const isClean = !problems.some(({ code }) => code === 'left-behind')
  return [isClean ? '### Nothing was published' : '### Failed halfway', ...problems.map(problemBlock)].join(
    '\n\n',
  )
}

function headline(result: Result, plans: readonly Plan[], problems: readonly Problem[]): string {
  const [plan] = plans
  const named = imagePlans(plans)
  if (named.length === 0 && plans.length > 0) return fileHeadline(result, plans, problems)
  const name = result.isMany
    ? named.length === 1
      ? `image ${code(plan?.target ?? '')}`
      : `${named.length} images`
    : code(plan?.repositories[0]?.name ?? '')
  const version = plan === undefined || plan.version === '' ? '' : ` ${code(plan.version)}`
  if (problems.length > 0) return `Failed: ${name}${version}`
  if (result.dryRun) return `Dry run: ${name}${version}`
  if (result.intent.kind === 'nothing') return `Nothing to do: ${plain(result.intent.reason)}`
  if (!result.pushed) return `Built ${name}${version}, not pushed`
  return `Published ${name}${version}${isSuperseded(result) ? ', superseded by another run' : ''}`
}

/** No tag holds this run's image. */
const isSuperseded = ({ images }: Result): boolean =>
  images.some(({ tags }) => tags.some(({ action }) => action === 'superseded')) &&
  images.every((image) => !image.tags.some((tag) => isOnImage(tag, image)))

/** The headline of a step that makes no image. */
function fileHeadline(
  { intent, dryRun }: Result,
  [plan]: readonly Plan[],
  { length }: readonly Problem[],
): string {
  const files = `files${plan?.version ? ` of ${code(plan.version)}` : ''}`
  if (length > 0) return `Failed: ${files}`
  if (dryRun) return `Dry run: ${files}`
  return intent.kind === 'nothing' ? `Nothing to do: ${plain(intent.reason)}` : `Built ${files}`
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
  const pulled = image.tags.find((tag) => isOnImage(tag, image))?.ref ?? byDigest(image)
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

/** An image without tags is pulled by its digest. */
const byDigest = ({ repository, digest, tags }: ImageResult): string | undefined =>
  tags.length === 0 && digest !== undefined ? formatReference(repository, { digest }) : undefined

/** Mermaid draws 500 edges by default, but so many are unreadable. */
const mostEdges = 200

const classes = [
  'classDef built fill:#dafbe1,stroke:#1a7f37,color:#1f2328',
  'classDef reused fill:#ddf4ff,stroke:#0969da,color:#1f2328',
  'classDef other fill:#f6f8fa,stroke:#57606a,color:#1f2328',
]

/**
 * The images and their dependencies as a Mermaid flowchart, which GitHub draws. Undefined for one image, or for too many
 * edges.
 */
export function drawGraph({ bases, images }: Pick<Result, 'bases' | 'images'>): string | undefined {
  const names = [...bases.keys()].sort()
  const edges = names.flatMap((name) => [...new Set(bases.get(name))].map((base) => [base, name] as const))
  if (names.length < 2 || edges.length > mostEdges || names.length > mostEdges) return undefined
  // Target names are letters, digits, _ and -. Nodes get separate ids, because words like `end` are keywords.
  const idOf = (name: string) => `n${names.indexOf(name)}`
  const origins = new Map(
    images.map(({ target, origin }): [string, ImageOrigin | undefined] => [target, origin]),
  )
  const nodes = names.map((name) => `${idOf(name)}["${name}"]:::${origins.get(name)?.how ?? 'other'}`)
  const arrows = edges
    .filter(([base]) => names.includes(base))
    .map(([base, name]) => `${idOf(base)} --> ${idOf(name)}`)
  const lines = ['graph LR', ...[...nodes, ...arrows, ...classes].map((line) => `  ${line}`)]
  return `\`\`\`mermaid\n${lines.join('\n')}\n\`\`\``
}
