import { CsvError, parse } from 'csv-parse/sync'
import { badInput, unreadableList } from '../errors/inputs.ts'
import type { Problem } from '../model/tagboat-error.ts'

/** The text of an input; empty where it is not set. */
export type RawInputs = (name: string) => string

/** A `KEY=value` item. */
export interface Pair {
  readonly key: string
  readonly value: string
}

/** Reads typed values from raw inputs, and collects problems instead of throwing. */
export interface InputReader {
  text(name: string): string
  /** YAML 1.2 core: true, True, TRUE, false, False, FALSE. Empty is false. */
  flag(name: string): boolean
  /** One item per line. */
  lines(name: string): readonly string[]
  /** As `lines`, without items in quotation marks. */
  bareLines(name: string): readonly string[]
  /** One item per line or between commas. */
  items(name: string): readonly string[]
  /** `key=value` lines; with `secret`, values are not shown in errors. */
  pairs(name: string, options?: { readonly secret?: boolean }): readonly Pair[]
  readonly problems: Problem[]
  readonly warnings: string[]
  readonly notices: string[]
}

export function createReader(raw: RawInputs): InputReader {
  const problems: Problem[] = []
  const read = new Map<string, readonly string[]>()
  // Several checks read the same input; its unbalanced quotation marks must be reported once.
  const lines = (name: string) => {
    const items = read.get(name) ?? splitList(name, raw(name), false, problems)
    read.set(name, items)
    return items
  }
  return {
    problems,
    warnings: [],
    notices: [],
    text: raw,
    lines,
    bareLines: (name) => splitList(name, raw(name), false, [], true),
    items: (name) => splitList(name, raw(name), true, problems),
    flag: (name) => readFlag(name, raw(name), problems),
    pairs: (name, options) =>
      lines(name).flatMap((line, index) => readPair(name, line, index, options?.secret ?? false, problems)),
  }
}

/** YAML 1.2 core schema, 10.3.2; undefined for anything else. */
export function parseBoolean(text: string): boolean | undefined {
  if (/^(true|True|TRUE)$/.test(text)) return true
  if (/^(false|False|FALSE)$/.test(text)) return false
  return undefined
}

function readFlag(name: string, text: string, problems: Problem[]): boolean {
  const value = text === '' ? false : parseBoolean(text)
  if (value === undefined) problems.push(badInput(name, text, 'is not a boolean', 'Write true or false.'))
  return value ?? false
}

function readPair(name: string, line: string, index: number, secret: boolean, problems: Problem[]): Pair[] {
  const equals = line.indexOf('=')
  if (equals > 0) return [{ key: line.slice(0, equals).trim(), value: line.slice(equals + 1) }]
  const shown = secret ? `item ${index + 1}` : line
  problems.push(badInput(name, shown, 'is not of the form name=value', 'Write one name=value per line.'))
  return []
}

/** A delimiter that cannot occur in an input, so that csv-parse does not split lines. */
const never = '\u0000'

/**
 * Splits a list input into items, one per line. Blank lines and lines that begin with `#` are ignored. An item in
 * quotation marks may span lines; `""` is a quotation mark in it. With `commas`, for inputs where docker's actions allow
 * it, commas also separate items. With `onlyBare`, items in quotation marks are dropped.
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
