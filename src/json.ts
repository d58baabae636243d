/** Reading outside JSON without trusting its shape: a path into it, or undefined. */

export type Json = unknown

/** The maximum nesting of objects and arrays, to protect recursive code. Real files have less than a tenth of it. */
const mostLevels = 500

/** Parses text; undefined if it is not JSON, or nested deeper than any tool writes. */
export function parseJson(text: string): Json {
  try {
    return isDeeper(text, mostLevels) ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isRecord(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path of keys, or undefined. */
export function at(value: Json, ...path: readonly string[]): Json {
  let current = value
  for (const key of path) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return undefined
    current = current[key]
  }
  return current
}

/** The string at a path; undefined for anything else, the empty string too. */
export function stringAt(value: Json, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' && found !== '' ? found : undefined
}

export function numberAt(value: Json, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : undefined
}

export function booleanAt(value: Json, ...path: readonly string[]): boolean | undefined {
  const found = at(value, ...path)
  return typeof found === 'boolean' ? found : undefined
}

/** The elements at a path; empty for anything but an array. */
export function arrayAt(value: Json, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** An object without its undefined values, for types with exact optional properties. */
export function compact<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}

/** Whether brackets outside of strings are nested deeper than that. The answer is arbitrary for text that is not JSON. */
function isDeeper(text: string, levels: number): boolean {
  if (text.length <= levels) return false
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x22) at = findQuote(text, at + 1)
    else if (code === 0x5b || code === 0x7b) depth += 1
    else if (code === 0x5d || code === 0x7d) depth -= 1
    if (depth > levels) return true
  }
  return false
}

/** The end of a string that has begun. */
function findQuote(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) at += 1
    else if (code === 0x22) return at
  }
  return text.length
}
