import { createHash } from 'node:crypto'

const longest = 128
const kept = 119

/**
 * Any text as a valid tag. Runs of characters that no tag may have become one `-`; `.` and `-` at the beginning go;
 * what is left empty becomes `ref-` and 8 hex digits of the text's SHA-256; what is longer than 128 characters
 * (OCI distribution spec 1.1) is cut, with 8 such digits at its end, so that two long names stay two.
 * A valid tag is its own slug.
 */
export function slug(text: string): string {
  const name = text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '')
  if (name === '') return `ref-${hash(text)}`
  return name.length > longest ? `${name.slice(0, kept)}-${hash(text)}` : name
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
