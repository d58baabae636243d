import { CsvError, parse } from 'csv-parse/sync'
import { badQuotes, type RulePosition } from '../errors/tags.ts'
import { TagboatError } from '../model/tagboat-error.ts'

/** One item of a line: `key=value`, or a value alone. `where` is the location of the value. */
export interface Field {
  readonly key?: string
  readonly value: string
  readonly where: RulePosition
  readonly keyWhere: RulePosition
}

/**
 * Splits a line of the tag language: CSV (RFC 4180), each item `key=value` divided at the first `=`, or a value
 * alone. Keys are lower-cased; spaces around keys and values are dropped. An item without a valid key before `=`, like
 * `{{date 'YYYY' tz='UTC'}}`, is a value.
 */
export function readFields(input: RulePosition['input'], line: string): Field[] {
  const columns = findColumns(line)
  return splitLine(input, line).map((item, index) => readField({ input, line }, item, columns[index]))
}

/** Drops blank lines and comments. */
export function withoutComments(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
}

function splitLine(input: RulePosition['input'], line: string): string[] {
  try {
    const rows: string[][] = parse(line, { relax_column_count: true, skip_empty_lines: true })
    return rows.flat()
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new TagboatError(badQuotes({ input, line, column: line.indexOf('"') + 1 }))
  }
}

function readField(line: RulePosition, item: string, column: number | undefined): Field {
  const at = (offset: number): RulePosition =>
    column === undefined ? line : { ...line, column: column + offset }
  const [, key] = /^\s*([A-Za-z][A-Za-z_-]*)\s*=/.exec(item) ?? []
  if (key === undefined) return { value: item.trim(), where: at(leading(item)), keyWhere: at(leading(item)) }
  const rest = item.slice(item.indexOf('=') + 1)
  const offset = item.length - rest.length + leading(rest)
  return { key: key.toLowerCase(), value: rest.trim(), where: at(offset), keyWhere: at(leading(item)) }
}

const leading = (text: string): number => text.length - text.trimStart().length

/** The column of each item's text, from 1. Commas within quotation marks do not divide items; an opening mark is skipped. */
function findColumns(line: string): number[] {
  const starts = [0]
  let quoted = false
  for (let index = 0; index < line.length; index++) {
    if (line[index] === '"') quoted = !quoted
    if (line[index] === ',' && !quoted) starts.push(index + 1)
  }
  return starts.map((start) => start + (line[start] === '"' ? 2 : 1))
}
