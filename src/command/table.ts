import { padText, textWidth, wrapText } from './text-width.ts'

/** A column of a table. */
export interface Column {
  readonly title: string
  /** Its texts may be broken into lines; the others stay whole. */
  readonly isWrapped?: boolean
  /** Colours a text of a row. */
  readonly paint?: (text: string, row: number) => string
}

const gap = '  '
/** A wrapped column is never narrower than this. */
const narrowest = 16

/**
 * The lines of a table that is at most `width` columns wide. If the whole texts do not fit, wrapped columns get narrower; if that is not
 * enough, each row becomes a paragraph. Columns without any text are left out.
 */
export function formatTable(
  all: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  paintTitle: (text: string) => string = same,
): readonly string[] {
  const used = all.map((_, index) => rows.some((row) => (row[index] ?? '') !== ''))
  const columns = all.filter((_, index) => used[index])
  const kept = rows.map((row) => row.filter((_, index) => used[index]))
  const widths = fitWidths(columns, kept, width)
  if (widths === undefined) return formatParagraphs(columns, kept, width, paintTitle)
  const titles = columns.map(({ title }, index) => padText(title, widths[index] ?? 0))
  return [
    paintTitle(joinCells(titles)),
    ...kept.flatMap((row, index) => formatRow(columns, row, { index, widths })),
  ]
}

const same = (text: string): string => text
const joinCells = (cells: readonly string[]): string => cells.join(gap).trimEnd()

/** The width of each column; undefined if the table does not fit. */
function fitWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly number[] | undefined {
  const widths = columns.map(({ title }, index) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[index] ?? ''))),
  )
  const total = () => widths.reduce((sum, each) => sum + each, gap.length * (columns.length - 1))
  while (total() > width) {
    // The widest column gives way first.
    const candidates = widths.flatMap((each, index) =>
      columns[index]?.isWrapped && each > narrowest ? [{ each, index }] : [],
    )
    const widest = candidates.sort((a, b) => b.each - a.each)[0]
    if (widest === undefined) return undefined
    widths[widest.index] = widest.each - 1
  }
  return widths
}

function formatRow(
  columns: readonly Column[],
  row: readonly string[],
  { index: rowIndex, widths }: { readonly index: number; readonly widths: readonly number[] },
): readonly string[] {
  const cells = columns.map(({ isWrapped }, index) => {
    const text = row[index] ?? ''
    return isWrapped ? wrapText(text, widths[index] ?? 1) : [text]
  })
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    joinCells(
      columns.map(({ paint = same }, index) => {
        const text = cells[index]?.[line] ?? ''
        const isLast = index === columns.length - 1
        const padding = isLast ? '' : ' '.repeat(Math.max(0, (widths[index] ?? 0) - textWidth(text)))
        return `${text === '' ? '' : paint(text, rowIndex)}${padding}`
      }),
    ),
  )
}

/** Each row as a paragraph: the first column alone, the others below it with their titles. */
function formatParagraphs(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  paintTitle: (text: string) => string,
): readonly string[] {
  const [first, ...others] = columns
  const left = Math.max(0, ...others.map(({ title }) => textWidth(title))) + 2 * gap.length
  return rows.flatMap((row, rowIndex) => [
    (first?.paint ?? same)(row[0] ?? '', rowIndex),
    ...others.flatMap(({ title, paint = same }, index) => {
      const lines = wrapText(row[index + 1] ?? '', Math.max(narrowest, width - left))
      return lines.map((line, at) => {
        const label =
          at === 0
            ? paintTitle(title) + ' '.repeat(left - gap.length - textWidth(title))
            : ' '.repeat(left - gap.length)
        return `${gap}${label}${paint(line, rowIndex)}`.trimEnd()
      })
    }),
  ])
}
