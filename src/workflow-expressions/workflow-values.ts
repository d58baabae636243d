/** Reading the values of a workflow file without trusting their shape. */
import { at, isRecord, type Json } from '../json.ts'
import { type ContextValue, isList, isPlainRecord, OpenRecord } from './context-values.ts'

export type { Json }

/** A text, a number or a boolean as text; undefined for anything else. */
export function scalarTextOf(value: Json): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** A list of texts at a path, or one text as such a list; undefined for anything else. */
export function stringListAt(value: Json, ...path: readonly string[]): readonly string[] | undefined {
  const found = at(value, ...path)
  const list = Array.isArray(found) ? found : found === undefined || found === null ? undefined : [found]
  return list?.map(scalarTextOf).filter((item) => item !== undefined)
}

/** The entries of a record; empty for anything else. */
export const entriesOf = (value: Json): readonly (readonly [string, Json])[] =>
  isRecord(value) ? Object.entries(value) : []

/** A value of a workflow file as a value of a context. */
export function toContextValue(value: Json): ContextValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(toContextValue)
  if (!isRecord(value)) return null
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toContextValue(item)]))
}

/** A value of a context as JSON: what is known of it. */
export function toJson(value: ContextValue): Json {
  if (isList(value)) return value.map(toJson)
  const record = value instanceof OpenRecord ? value.known : value
  if (!isPlainRecord(record)) return record
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, toJson(item)]))
}
