import type { Clean } from '../report/clean.ts'
import { countFitting } from '../units.ts'
import { listPruned, listRemoved, shortenReason } from './describe-prune.ts'
import type { PruneReport } from './prune-report.ts'

/**
 * In characters. GitHub accepts 1 MiB of outputs per job, and counts two bytes for each character; some of it is left for the
 * workflow's own outputs.
 */
export const outputLimits = { removed: 150_000, result: 300_000 }

/** The outputs of the action. References and digests are of fixed form; the other texts are cleaned. */
export function formatPruneOutputs(report: PruneReport, clean: Clean): Readonly<Record<string, string>> {
  const refs = listRemoved(report)
  return {
    removed: refs.slice(0, countFitting(refs, outputLimits.removed, 1)).join('\n'),
    result: formatPruneResult(report, clean, outputLimits.result),
  }
}

/**
 * The result as JSON of at most `limit` characters. A longer one lacks the last tags and manifests: `omitted` is their number. Tags that
 * stay are listed after the others.
 */
export function formatPruneResult(
  report: PruneReport,
  clean: Clean,
  limit = Number.POSITIVE_INFINITY,
): string {
  const safe = (text: string) => shortenReason(clean(text))
  const all = report.repositories.flatMap(listPruned)
  const sorted = [
    ...all.filter(({ state }) => state !== 'kept'),
    ...all.filter(({ state }) => state === 'kept'),
  ]
  const tags = sorted.map((tag) => ({ ...tag, why: safe(tag.why) }))
  const manifests = report.repositories.flatMap(({ repository, plan, done, restore }) =>
    (done?.manifests ?? plan.manifests.map(({ digest }) => ({ digest, state: 'planned', why: '' }))).map(
      ({ digest, state, why }) => ({
        repository: repository.name,
        digest,
        state,
        why: safe(why),
        restore: restore.get(digest),
      }),
    ),
  )
  const head = { dryRun: report.dryRun, headline: safe(report.headline) }
  const whole = JSON.stringify({ ...head, tags, manifests })
  if (whole.length <= limit) return whole
  const total = tags.length + manifests.length
  const room = limit - JSON.stringify({ ...head, tags: [], manifests: [], omitted: total }).length
  const texts = [...tags, ...manifests].map((one) => JSON.stringify(one))
  const count = countFitting(texts, room, 1)
  return JSON.stringify({
    ...head,
    tags: tags.slice(0, count),
    manifests: manifests.slice(0, Math.max(0, count - tags.length)),
    omitted: total - count,
  })
}
