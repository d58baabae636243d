import { pruneIncomplete } from '../errors/prune.ts'
import { formatReference } from '../model/reference.ts'
import { describeProblem, type Problem } from '../model/tagboat-error.ts'
import { block, code, plain, row } from '../report/markdown.ts'
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
  const original = failed.map(({ ref, why }) => `${ref}: ${why}`).join('\n')
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
  const deleted = done.manifests.filter(({ state }) => state !== 'left')
  const left = done.manifests.filter(({ state }) => state === 'left')
  return [
    ...(deleted.length === 0
      ? []
      : [`Deleted ${count(deleted.length, 'manifest')} that nothing needs any more.`]),
    ...left.slice(0, shownKept).map(({ digest, why }) => `Left ${digest}: ${why}.`),
  ]
}

/** ` of topic, pr-7`: the tags that an image loses; empty for other manifests. */
function nameTags({ tags }: RepositoryPrune['plan'], digest: string): string {
  const names = tags.flatMap((step) => (step.digest === digest ? step.tags.map(({ tag }) => tag) : []))
  return names.length === 0 ? '' : ` of ${names.join(', ')}`
}

/** The command for each manifest that was deleted, or would be. */
function describeRestore({ plan, done, restore }: RepositoryPrune): readonly string[] {
  const left = new Set(done?.manifests.filter(({ state }) => state !== 'deleted').map(({ digest }) => digest))
  return [...restore].flatMap(([digest, command]) =>
    left.has(digest) ? [] : [`To restore ${digest}${nameTags(plan, digest)} within 30 days: ${command}`],
  )
}

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

/** The job summary. */
export function summarizePrune(report: PruneReport): string {
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
  const head = `### ${plain(report.headline)}${counted}`
  const rows = shown
    .slice(0, shownRows)
    .map(({ ref, state, why }) =>
      row(code(ref), state === 'planned' ? 'would be removed' : state, plain(why)),
    )
  const more = shown.length - shownRows
  const table =
    rows.length === 0 ? [] : [[row('tag', 'what', 'why'), row('---', '---', '---'), ...rows].join('\n')]
  const notes = report.repositories.flatMap((one) => one.notes.map((note) => `- ${plain(note)}`))
  return [
    head,
    ...table,
    ...(more > 0 ? [`${more} more tags are in the output result.`] : []),
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    ...report.problems.map(problemSection),
  ].join('\n\n')
}

/** The job summary of a run that failed before it could delete. */
export const summarizePruneFailure = (problems: readonly Problem[]): string =>
  ['### Nothing was pruned', ...problems.map(problemSection)].join('\n\n')

const problemSection = (problem: Problem): string => block(describeProblem(problem))

/** The outputs of the action. */
export function formatPruneOutputs(report: PruneReport): Readonly<Record<string, string>> {
  const tags = report.repositories.flatMap(listPruned)
  const manifests = report.repositories.flatMap(({ repository, plan, done, restore }) =>
    (done?.manifests ?? plan.manifests.map(({ digest }) => ({ digest, state: 'planned', why: '' }))).map(
      ({ digest, state, why }) => ({
        repository: repository.name,
        digest,
        state,
        why,
        ...(state !== 'left' && state !== 'absent' && { restore: restore.get(digest) }),
      }),
    ),
  )
  return {
    removed: listRemoved(report).join('\n'),
    result: JSON.stringify({ dryRun: report.dryRun, headline: report.headline, tags, manifests }),
  }
}
