import { formatPatch, OMIT_HEADERS, type StructuredPatchHunk, structuredPatch } from 'diff'

/** Added and removed lines that are searched for the shortest change; a larger change is shown as one. */
const mostEdits = 2000

/** A unified diff of two texts, as `patch` and `git apply` read it; empty if they are equal. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const hunks = diffHunks(before, after)
  return hunks === '' ? '' : `--- a/${path}\n+++ b/${path}\n${hunks}`
}

/** The hunks of a unified diff with three lines around each change; empty if the texts are equal. */
export function diffHunks(before: string, after: string): string {
  if (before === after) return ''
  const options = { context: 3, maxEditLength: mostEdits }
  const found = structuredPatch('', '', before, after, undefined, undefined, options)
  const hunks = found?.hunks ?? [replaceAll(before, after)]
  return formatPatch({ oldFileName: '', newFileName: '', oldHeader: '', newHeader: '', hunks }, OMIT_HEADERS)
}

/** One hunk that removes every line of a text and adds every line of another. */
function replaceAll(before: string, after: string): StructuredPatchHunk {
  const sides = [signLines('-', before), signLines('+', after)] as const
  const count = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('\\')).length
  const [oldLines, newLines] = [count(sides[0]), count(sides[1])]
  return { oldStart: 1, oldLines, newStart: 1, newLines, lines: sides.flat() }
}

function signLines(sign: string, text: string): readonly string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const signed = lines.map((line) => `${sign}${line.replace(/\n$/, '')}`)
  return lines.at(-1)?.endsWith('\n') === false ? [...signed, '\\ No newline at end of file'] : signed
}
