import { pruneIncomplete } from '../errors/prune.ts'
import { formatReference } from '../model/reference.ts'
import type { Problem } from '../model/tagboat-error.ts'
import { type Clean, cleanProblem } from '../report/clean.ts'
import { code, plain, problemBlock, row } from '../report/markdown.ts'
import { countFitting } from '../units.ts'
import type { PruneReport, RepositoryPrune } from './prune-report.ts'

/** One tag of a prune, with what happened to it. */
export interface PrunedTag {
  readonly ref: string
  /** `planned` in a dry run. */
  readonly state: 'removed' | 'planned' | 'absent' | 'kept' | 'failed'
  readonly why: string
}

/** The tags that were to go, then those that stay. */
export function listPruned({ repository, plan, done, keep }: RepositoryPrune): readonly PrunedTag[] {
  const name = (tag: string) => formatReference(repository, { tag })
  const planned = plan.tags.flatMap(({ tags }) => tags)
  const handled =
    done === undefined
      ? planned.map(({ tag, why }): PrunedTag => ({ ref: name(tag), state: 'planned', why }))
      : done.tags.map(({ tag, state, why }): PrunedTag => ({ ref: name(tag), state, why }))
  return [...handled, ...keep.map(({ tag, why }): PrunedTag => ({ ref: name(tag), state: 'kept', why }))]
}

/** References of the tags that were removed; in a dry run, of those that would be. */
export const listRemoved = ({ repositories }: PruneReport): readonly string[] =>
  repositories
    .flatMap(listPruned)
    .flatMap(({ ref, state }) => (state === 'removed' || state === 'planned' ? [ref] : []))

/** A problem if a tag is left that should be gone. */
export function findFailures(repositories: readonly RepositoryPrune[]): readonly Problem[] {
  const failed = repositories.flatMap(listPruned).filter(({ state }) => state === 'failed')
  if (failed.length === 0) return []
  const shown = failed.slice(0, shownKept).map(({ ref, why }) => `${ref}: ${why}`)
  const more = failed.length - shown.length
  const original = [...shown, ...(more > 0 ? [`... and ${more} more`] : [])].join('\n')
  return [
    pruneIncomplete(
      failed.map(({ ref }) => ref),
      original,
    ),
  ]
}

/** Reasons for staying that concern one tag each; all others are counted. */
const shownKept = 50
const shownRows = 300

/** The lines of the log: every tag that goes, then why the others stay. */
export function describePrune({ headline, repositories, dryRun }: PruneReport): readonly string[] {
  return [`${headline}.`, ...repositories.flatMap((one) => describeRepository(one, dryRun))]
}

function describeRepository(one: RepositoryPrune, dryRun: boolean): readonly string[] {
  const tags = listPruned(one)
  const going = tags.filter(({ state }) => state !== 'kept')
  const staying = tags.filter(({ state }) => state === 'kept')
  return [
    ...(going.length === 0 && tags.length > 0 ? [`${one.repository.name}: no tag goes.`] : []),
    ...going.map(({ ref, state, why }) => `${words[state]} ${ref}: ${why}.`),
    ...describeManifests(one, dryRun),
    ...describeRestore(one),
    ...countReasons(staying),
    ...one.notes,
  ]
}

const words: Readonly<Record<PrunedTag['state'], string>> = {
  removed: 'Removed',
  planned: 'Would remove',
  absent: 'Already gone:',
  kept: 'Kept',
  failed: 'FAILED to remove',
}

const roles = {
  image: 'image',
  untagged: 'manifest without a tag',
  part: 'part of an index',
  attached: 'attachment',
}

function describeManifests({ plan, done }: RepositoryPrune, dryRun: boolean): readonly string[] {
  if (dryRun || done === undefined) {
    return plan.manifests.map(
      ({ digest, role }) =>
        `Would delete ${digest}: ${roles[role]}${nameTags(plan, digest)}, and nothing needs it.`,
    )
  }
  const deleted = done.manifests.filter(({ state }) => state === 'deleted')
  const absent = done.manifests.filter(({ state }) => state === 'absent')
  const left = done.manifests.filter(({ state }) => state === 'left')
  return [
    ...(deleted.length === 0
      ? []
      : [`Deleted ${count(deleted.length, 'manifest')} that nothing needs any more.`]),
    ...(absent.length === 0 ? [] : [`Already gone: ${count(absent.length, 'manifest')}.`]),
    ...left.slice(0, shownKept).map(({ digest, why }) => `Left ${digest}: ${why}.`),
  ]
}

/** ` of topic, pr-7`: the tags that an image loses; empty for other manifests. */
function nameTags({ tags }: RepositoryPrune['plan'], digest: string): string {
  const names = tags.flatMap((step) => (step.digest === digest ? step.tags.map(({ tag }) => tag) : []))
  return names.length === 0 ? '' : ` of ${names.join(', ')}`
}

/** The command for each manifest that was deleted, or would be. */
const describeRestore = ({ plan, restore }: RepositoryPrune): readonly string[] =>
  [...restore].map(
    ([digest, command]) => `To restore ${digest}${nameTags(plan, digest)} within 30 days: ${command}`,
  )

/** Tags that stay, one line each; if they are many, one line for each reason. */
function countReasons(kept: readonly PrunedTag[]): readonly string[] {
  if (kept.length <= shownKept) return kept.map(({ ref, why }) => `Kept ${ref}: ${why}.`)
  const reasons = new Map<string, string[]>()
  for (const { ref, why } of kept) reasons.set(why, [...(reasons.get(why) ?? []), ref])
  const lines = [...reasons].map(([why, refs]) =>
    refs.length === 1
      ? `Kept ${refs[0]}: ${why}.`
      : `Kept ${refs.length} tags, ${refs[0]} among them: ${why}.`,
  )
  const more = lines.length - shownRows
  return more > 0 ? [...lines.slice(0, shownRows), `Kept ${more} more for other reasons.`] : lines
}

const count = (many: number, what: string): string => (many === 1 ? `one ${what}` : `${many} ${what}s`)

/** In characters: GitHub accepts 1 MiB of summary per step. */
const limits = { text: 500, table: 300_000 }

/** The job summary. Secrets are removed before the text is escaped. */
export function summarizePrune(report: PruneReport, clean: Clean): string {
  const safe = (text: string) => plain(shortenReason(clean(text)))
  const tags = report.repositories.flatMap(listPruned)
  const shown = [
    ...tags.filter(({ state }) => state !== 'kept'),
    ...tags.filter(({ state }) => state === 'kept'),
  ]
  const gone = tags.filter(({ state }) => state === (report.dryRun ? 'planned' : 'removed')).length
  const verb = report.dryRun ? 'would be removed' : 'removed'
  const failed = tags.filter(({ state }) => state === 'failed').length
  const counts = `${count(gone, 'tag')} ${verb}${failed === 0 ? '' : `, ${failed} failed`}`
  const counted = report.repositories.length === 0 ? '' : `: ${counts}`
  const head = `### ${safe(report.headline)}${counted}`
  const all = shown
    .slice(0, shownRows)
    .map(({ ref, state, why }) => row(code(ref), state === 'planned' ? 'would be removed' : state, safe(why)))
  const rows = all.slice(0, countFitting(all, limits.table, 1))
  const more = shown.length - rows.length
  const table =
    rows.length === 0 ? [] : [[row('tag', 'what', 'why'), row('---', '---', '---'), ...rows].join('\n')]
  const notes = report.repositories.flatMap((one) => one.notes.map((note) => `- ${safe(note)}`))
  const problems = report.problems.map((problem) => problemBlock(cleanProblem(problem, clean)))
  return [
    head,
    ...table,
    ...(more > 0 ? [`${more} more tags are in the output result.`] : []),
    ...(notes.length > 0 ? [notes.slice(0, shownKept).join('\n')] : []),
    ...problems.slice(0, shownKept),
  ].join('\n\n')
}

/** The job summary of a run that failed before it could delete. */
export const summarizePruneFailure = (problems: readonly Problem[]): string =>
  ['### Nothing was pruned', ...problems.map(problemBlock)].join('\n\n')

/** A text from outside at a length that is worth reading. */
export const shortenReason = (text: string): string =>
  text.length > limits.text ? `${text.slice(0, limits.text)} ...` : text
