import { block, code, problemBlock, row } from '../report/markdown.ts'
import { countFitting, formatBytes } from '../units.ts'
import type { DescribeReport, PageResult } from './describe.ts'

/** Lines of a diff that are shown. */
const shownLines = 400
/** Characters of the diffs in the summary, of which GitHub accepts 1 MiB per step. */
const summaryLimit = 200_000

/** The diff of a page, shortened. */
export const shownDiff = ({ diff }: PageResult): readonly string[] =>
  diff.length <= shownLines
    ? diff
    : [...diff.slice(0, shownLines), `... ${diff.length - shownLines} more lines`]

/** `Docker Hub, acme/app: the page and the short description changed (12.3 kB).` */
export function describePageResult(result: PageResult): string {
  const { registry, name, outcome, size, isUnread } = result
  const what = partsOf(result).join(' and ')
  const detail = `${formatBytes(size)}${result.isCut ? ', cut' : ''}`
  const clause = {
    unchanged: 'the page is up to date; nothing was sent',
    changed: `${what} changed`,
    'would-change': `${what} would change${isUnread ? '; without a login the page is unknown' : ''}`,
  }[outcome]
  return `${registry}, ${name}: ${clause} (${detail}).`
}

const partsOf = ({ changesFull, changesShort }: PageResult): readonly string[] => [
  ...(changesFull ? ['the page'] : []),
  ...(changesShort ? ['the short description'] : []),
]

/** The job summary of a step. Its free text must be clean. */
export function formatPageSummary({ results, problems }: DescribeReport): string {
  const rows = results.map((result) =>
    row(
      result.registry,
      code(result.name),
      outcomes[result.outcome],
      partsOf(result).join(', '),
      formatBytes(result.size),
    ),
  )
  const names = ['registry', 'repository', 'page', 'differs in', 'size']
  const table = [row(...names), row(...names.map(() => '---')), ...rows].join('\n')
  const diffs = results
    .filter(({ outcome, diff }) => outcome === 'would-change' && diff.length > 0)
    .map(
      (result) =>
        `**${result.registry}, ${code(result.name)}**\n\n${block(shownDiff(result).join('\n'), 'diff')}`,
    )
  const shown = countFitting(diffs, summaryLimit)
  return [
    '### Pages',
    ...(rows.length > 0 ? [table] : []),
    ...diffs.slice(0, shown),
    ...(shown < diffs.length ? ['The other changes are too long for the summary; the log has them.'] : []),
    ...problems.map(problemBlock),
  ].join('\n\n')
}

const outcomes = { changed: 'changed', unchanged: 'up to date', 'would-change': 'would change' } as const
