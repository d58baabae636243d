import { createHash } from 'node:crypto'

const longest = 128
const kept = 119

/**
 * Makes a valid tag of any text. A run of invalid characters becomes one `-`; leading `.` and `-` are dropped; an empty
 * result becomes `ref-` and 8 hex digits of the text's SHA-256; a result longer than 128 characters (OCI distribution
 * spec 1.1) is cut and ends with such digits, so that two long names stay different. A valid tag is its own slug.
 */
export function slug(text: string): string {
  const name = text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '')
  if (name === '') return `ref-${hash(text)}`
  return name.length > longest ? `${name.slice(0, kept)}-${hash(text)}` : name
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
