import type { Edit } from './step.ts'

/** Applies edits to a text. An edit inside of another one is dropped; undefined if two overlap in any other way. */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  const outer = edits.filter((edit) => !edits.some((other) => other !== edit && contains(other, edit)))
  const sorted = outer.toSorted((one, other) => one.start - other.start || one.end - other.end)
  const parts: string[] = []
  let at = 0
  for (const { start, end, text: added } of sorted) {
    if (start < at || end < start || end > text.length) return undefined
    parts.push(text.slice(at, start), added)
    at = end
  }
  return [...parts, text.slice(at)].join('')
}

const contains = (outer: Edit, inner: Edit): boolean =>
  outer.start <= inner.start &&
  inner.end <= outer.end &&
  outer.end - outer.start > inner.end - inner.start &&
  inner.end > inner.start

/** A text with `\n` alone as line breaks, and the way back; undefined for a file that mixes two kinds. */
export function unifyLineBreaks(
  text: string,
): { readonly text: string; readonly restore: (text: string) => string } | undefined {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const body = text.slice(mark.length)
  const returns = body.split('\r\n').length - 1
  if (returns === 0 && !body.includes('\r')) return { text: body, restore: (changed) => mark + changed }
  const plain = body.replaceAll('\r\n', '\n')
  if (plain.includes('\r') || returns !== plain.split('\n').length - 1) return undefined
  return { text: plain, restore: (changed) => mark + changed.replaceAll('\n', '\r\n') }
}
