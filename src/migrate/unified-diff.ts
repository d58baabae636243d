/** A line of a diff: in both texts, or in one of them. */
interface DiffLine {
  readonly kind: ' ' | '-' | '+'
  readonly text: string
}

/** Lines around a change. */
const context = 3
/** Pairs of lines that are compared one by one; larger changes are shown as one. */
const mostPairs = 4_000_000

/** A unified diff of two texts, as `patch` and `git apply` read it; empty if they are equal. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return ''
  const lines = compareLines(splitLines(before), splitLines(after))
  const hunks = findHunks(lines).map(([start, end]) => formatHunk(lines, start, end))
  return [`--- a/${path}\n`, `+++ b/${path}\n`, ...hunks].join('')
}

/** Lines with their line breaks. */
const splitLines = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

function compareLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  const same = (text: string): DiffLine => ({ kind: ' ', text })
  return [
    ...before.slice(0, start).map(same),
    ...compareMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ]
}

/** The longest common subsequence, from a table of its lengths. */
function compareMiddle(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const width = after.length + 1
  const isLarge = before.length * after.length > mostPairs
  const lengths = new Uint32Array(isLarge ? 0 : (before.length + 1) * width)
  const lengthAt = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0 && !isLarge; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const isSame = before[row] === after[column]
      const length = isSame
        ? lengthAt(row + 1, column + 1) + 1
        : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1))
      lengths[row * width + column] = length
    }
  }
  const lines: DiffLine[] = []
  let [row, column] = [0, 0]
  while (row < before.length || column < after.length) {
    const [old, now] = [before[row], after[column]]
    if (old !== undefined && old === now && !isLarge) {
      lines.push({ kind: ' ', text: old })
      row += 1
      column += 1
    } else if (
      old !== undefined &&
      (now === undefined || lengthAt(row + 1, column) >= lengthAt(row, column + 1))
    ) {
      lines.push({ kind: '-', text: old })
      row += 1
    } else {
      lines.push({ kind: '+', text: now ?? '' })
      column += 1
    }
  }
  return lines
}

/** Ranges of lines with changes and their context; ranges that touch are one. */
function findHunks(lines: readonly DiffLine[]): readonly (readonly [number, number])[] {
  const hunks: (readonly [number, number])[] = []
  for (const [index, { kind }] of lines.entries()) {
    if (kind === ' ') continue
    const [start, end] = [Math.max(index - context, 0), Math.min(index + context + 1, lines.length)]
    const last = hunks.at(-1)
    if (last !== undefined && last[1] >= start) hunks.splice(-1, 1, [last[0], end])
    else hunks.push([start, end])
  }
  return hunks
}

function formatHunk(lines: readonly DiffLine[], start: number, end: number): string {
  const count = (part: readonly DiffLine[], without: string) =>
    part.filter(({ kind }) => kind !== without).length
  const [above, own] = [lines.slice(0, start), lines.slice(start, end)]
  const range = (without: string) => {
    const length = count(own, without)
    return `${count(above, without) + (length === 0 ? 0 : 1)},${length}`
  }
  const rows = own.map(
    ({ kind, text }) => `${kind}${text}${text.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`,
  )
  return `@@ -${range('+')} +${range('-')} @@\n${rows.join('')}`
}
