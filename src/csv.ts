import { CsvError, parse } from 'csv-parse/sync'

/** RFC 4180: a field with a comma, a quotation mark or a line break is put in quotation marks, and those in it are doubled. */
export function csv(...fields: readonly string[]): string {
  return fields
    .map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',')
}

/** The fields of a line, as Go's encoding/csv reads it; an invalid line is one field. */
export function splitFields(text: string): readonly string[] {
  try {
    const rows: string[][] = parse(text, { relax_column_count: true })
    return rows.flat()
  } catch (error) {
    if (error instanceof CsvError) return [text]
    throw error
  }
}
