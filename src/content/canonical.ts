import { createHash } from 'node:crypto'
import { isRecord, type Json } from '../json.ts'

/** JSON with the keys of every object sorted, so that equal values have equal texts. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(sortKeys(value))
}

/** The SHA-256 of a text: 64 hex characters. */
export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex')

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (!isRecord(value)) return value
  const entries = Object.entries(value).map(([key, item]) => [key, sortKeys(item)] as const)
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}
