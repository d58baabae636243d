/** The contexts of a workflow's expressions (`github`, `vars`, ...), as far as they are known before a run. */

/** A value of a context. Keys of records are read without regard to case, as GitHub does. */
export type ContextValue =
  | string
  | number
  | boolean
  | null
  | readonly ContextValue[]
  | OpenRecord
  | { readonly [key: string]: ContextValue }

/** A record that may have more keys than are known: another key is unknown, not null. */
export class OpenRecord {
  readonly known: Readonly<Record<string, ContextValue>>

  constructor(known: Readonly<Record<string, ContextValue>> = {}) {
    this.known = known
  }
}

export interface Contexts {
  /** By name: `github`, `env`, `vars`, `inputs`, `matrix`, `needs`, `steps`, `secrets`. A context that is absent is unknown. */
  readonly values: Readonly<Record<string, ContextValue>>
  /** Values to assume for parts that are unknown, by the name of the part, in lower case: `vars.image`. */
  readonly assumed?: Readonly<Record<string, string>>
}

/** A part of an expression whose value is unknown before the run. */
export interface UnknownPart {
  /** As the workflow writes it: `vars.IMAGE`, `steps.meta.outputs.tags`, `hashFiles()`. */
  readonly name: string
  /** Texts that the expression compares it with; an empty text if it depends on whether the part is empty. */
  readonly compared: readonly string[]
}

/** All names of contexts that a step may use ("Contexts reference", context availability). */
export const contextNames = [
  'github',
  'env',
  'vars',
  'inputs',
  'matrix',
  'needs',
  'steps',
  'secrets',
  'job',
  'jobs',
  'runner',
  'strategy',
]

export const isPlainRecord = (
  value: ContextValue | undefined,
): value is { readonly [key: string]: ContextValue } =>
  typeof value === 'object' && value !== null && !isList(value) && !(value instanceof OpenRecord)

export const isList = (value: ContextValue | undefined): value is readonly ContextValue[] =>
  Array.isArray(value)

/** The value under a key; null if the value cannot have that key, undefined if it may. */
export function findKey(value: ContextValue, key: string): ContextValue | undefined {
  const record = value instanceof OpenRecord ? value.known : isPlainRecord(value) ? value : {}
  const name = Object.keys(record).find((one) => one.toLowerCase() === key.toLowerCase())
  const found = name === undefined ? undefined : record[name]
  if (found !== undefined) return found
  return value instanceof OpenRecord ? undefined : null
}

/** Whether a value has no unknown part. */
export function isComplete(value: ContextValue): boolean {
  if (value instanceof OpenRecord) return false
  if (isList(value)) return value.every(isComplete)
  return isPlainRecord(value) ? Object.values(value).every(isComplete) : true
}

/** Joins the parts of several expressions: each name once. */
export function joinParts(lists: readonly (readonly UnknownPart[])[]): readonly UnknownPart[] {
  const found = new Map<string, UnknownPart>()
  for (const part of lists.flat()) {
    const key = part.name.toLowerCase()
    const compared = [...(found.get(key)?.compared ?? []), ...part.compared]
    found.set(key, { name: found.get(key)?.name ?? part.name, compared: [...new Set(compared)] })
  }
  return [...found.values()]
}
