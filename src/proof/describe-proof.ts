import type { RunProof } from './compare-runs.ts'
import type { JobProof } from './prove.ts'

/** The proof of a job as lines of text: each run with its tags, and the reason for each difference. */
export function describeProof({ job, runs }: JobProof): readonly string[] {
  const title = job === '' ? 'The steps of the action' : `Job ${job}`
  const same = runs.every(({ differences }) => differences.length === 0)
  const isRead = runs.every(({ unread }) => unread.length === 0)
  const summary = `${title}: ${same ? 'the same tags' : 'the same tags, except for intended differences'}${isRead ? '' : ', as far as they can be compared'}.`
  return [summary, ...groupRuns(runs).flatMap(describeGroup)]
}

/** Runs that differ by the combination of the matrix alone, and not by their tags. */
function groupRuns(runs: readonly RunProof[]): readonly (readonly RunProof[])[] {
  const groups = new Map<string, RunProof[]>()
  for (const run of runs) {
    const { title: _, ...same } = run
    const key = JSON.stringify(same)
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  return [...groups.values()]
}

function describeGroup([first, ...others]: readonly RunProof[]): readonly string[] {
  if (first === undefined) return []
  const count = others.length + 1
  const title = count === 1 ? first.title : `${first.group}, in ${count} combinations of the matrix`
  return describeRun({ ...first, title })
}

function describeRun({ title, before, after, differences, unread }: RunProof): readonly string[] {
  const kept = before.filter(
    (reference) => !differences.some((one) => one.side === 'before' && one.reference === reference),
  )
  const none = after.length === 0 && differences.length === 0
  return [
    `  ${title}${none && unread.length === 0 ? ': pushes no tag' : ''}`,
    ...kept.map((reference) => `      ${reference}`),
    ...differences.flatMap(({ reference, side, reason }) => [
      `    ${side === 'before' ? '-' : '+'} ${reference}`,
      ...(reason === undefined || side === 'after' ? [] : [`        ${reason}`]),
    ]),
    ...unread.map((why) => `    ${why}`),
  ]
}
