/** RFC 4180: a field with a comma, a quotation mark or a line break stands in quotation marks, which are doubled in it. */
export function csv(...fields: readonly string[]): string {
  return fields
    .map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',')
}
