import type { TagAction } from '../model/result.ts'
import { disarmEscapes } from '../ports/terminal-log.ts'
import type { PlanRow } from './plan-rows.ts'
import { type Column, formatTable } from './table.ts'

/** SGR codes of ECMA-48. */
const codes: Readonly<Partial<Record<TagAction | 'title' | 'dim', number>>> = {
  title: 1,
  dim: 2,
  created: 32,
  moved: 36,
  unchanged: 2,
  kept: 33,
  refused: 31,
}

/** How a table is shown. */
export interface TableStyle {
  /** In characters. */
  readonly width: number
  readonly hasColours: boolean
}

/** The table of `tagboat plan`. */
export function tabulatePlan(rows: readonly PlanRow[], { width, hasColours }: TableStyle): readonly string[] {
  if (rows.length === 0) return ['No image and no tag is planned.']
  const paint = (name: keyof typeof codes) => (text: string) => {
    const code = hasColours ? codes[name] : undefined
    return code === undefined ? text : `\u001b[${code}m${text}\u001b[0m`
  }
  const cells = rows.map(({ reference, follows, rule, outcome }) =>
    [reference, follows, rule, outcome].map(disarmEscapes),
  )
  const byAction = (text: string, row: number) => paint(rows[row]?.action ?? 'unknown')(text)
  const columns: readonly Column[] = [
    { title: 'REFERENCE' },
    { title: 'FOLLOWS', isWrapped: true },
    { title: 'RULE', isWrapped: true, paint: paint('dim') },
    // The longest texts come last, because other columns are filled with blanks.
    { title: 'ACTION', isWrapped: true, paint: byAction },
  ]
  return formatTable(columns, cells, width, paint('title'))
}
