import { CsvError, parse } from 'csv-parse/sync'
import { unreadableList } from '../errors/inputs.ts'
import type { Problem } from '../model/tagboat-error.ts'

/** A character that cannot be in an input, so that csv-parse finds no column. */
const never = '\u0000'

/**
 * Splits a list input: one item per line; blank lines and lines that begin with `#` are ignored; an item in
 * quotation marks may span lines, with `""` for one of them. With `commas`, as docker's own input of that
 * name has it, commas divide items too. With `onlyBare`, items in quotation marks are left out.
 */
export function splitList(
  input: string,
  text: string,
  commas: boolean,
  problems: Problem[],
  onlyBare = false,
): readonly string[] {
  try {
    const rows: string[][] = parse(text, {
      delimiter: commas ? ',' : never,
      record_delimiter: ['\r\n', '\n'],
      comment: '#',
      comment_no_infix: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      ...(onlyBare && { cast: (item, { quoting }) => (quoting ? '' : item) }),
    })
    return rows.flat().filter((item) => item !== '')
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    problems.push(unreadableList(input, Number(error.lines ?? 1)))
    return []
  }
}
