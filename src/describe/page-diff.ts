/** Lines around a change. */
const context = 3
/** Cells of the table of common lines. Larger changes are shown as one. */
const mostCells = 4_000_000

interface Line {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/** The change of a text as a unified diff without file names; no lines if nothing changed. */
export function diffTexts(before: string, after: string): readonly string[] {
  const [old, now] = [splitLines(before), splitLines(after)]
  let head = 0
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head += 1
  let tail = 0
  const shortest = Math.min(old.length, now.length) - head
  while (tail < shortest && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  const changed = diffLines(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
  const same = (lines: readonly string[]) => lines.map((text): Line => ({ sign: ' ', text }))
  return formatHunks([...same(old.slice(0, head)), ...changed, ...same(old.slice(old.length - tail))])
}

const splitLines = (text: string): readonly string[] =>
  text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)

/** Compares by the longest common subsequence. */
function diffLines(old: readonly string[], now: readonly string[]): readonly Line[] {
  const removed = (texts: readonly string[]) => texts.map((text): Line => ({ sign: '-', text }))
  const added = (texts: readonly string[]) => texts.map((text): Line => ({ sign: '+', text }))
  if (old.length * now.length > mostCells) return [...removed(old), ...added(now)]
  const width = now.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  const length = (one: number, other: number) => lengths[one * width + other] ?? 0
  for (let one = old.length - 1; one >= 0; one -= 1) {
    for (let other = now.length - 1; other >= 0; other -= 1) {
      lengths[one * width + other] =
        old[one] === now[other]
          ? length(one + 1, other + 1) + 1
          : Math.max(length(one + 1, other), length(one, other + 1))
    }
  }
  const lines: Line[] = []
  let [one, other] = [0, 0]
  while (one < old.length && other < now.length) {
    if (old[one] === now[other]) {
      lines.push({ sign: ' ', text: old[one] ?? '' })
      one += 1
      other += 1
    } else if (length(one + 1, other) >= length(one, other + 1)) lines.push(...removed(old.slice(one, ++one)))
    else lines.push(...added(now.slice(other, ++other)))
  }
  return [...lines, ...removed(old.slice(one)), ...added(now.slice(other))]
}

/** `@@ -1,3 +1,4 @@` and the lines of each change with those around it. */
function formatHunks(lines: readonly Line[]): readonly string[] {
  const isShown = lines.map(() => false)
  for (const [index, { sign }] of lines.entries()) {
    if (sign === ' ') continue
    const end = Math.min(lines.length - 1, index + context)
    for (let at = Math.max(0, index - context); at <= end; at += 1) isShown[at] = true
  }
  const formatted: string[] = []
  let [old, now] = [1, 1]
  for (const [index, { sign, text }] of lines.entries()) {
    if (isShown[index] && !isShown[index - 1]) {
      const end = isShown.indexOf(false, index)
      const hunk = lines.slice(index, end < 0 ? undefined : end)
      const count = (other: Line['sign']) => hunk.filter((line) => line.sign !== other).length
      formatted.push(`@@ -${old},${count('+')} +${now},${count('-')} @@`)
    }
    if (isShown[index]) formatted.push(`${sign}${text}`)
    if (sign !== '+') old += 1
    if (sign !== '-') now += 1
  }
  return formatted
}
