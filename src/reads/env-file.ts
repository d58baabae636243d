import type { Variable } from './interpolate.ts'

/** An env file's variables; undefined where it is not certain which variables it has. */
export type EnvTable = ReadonlyMap<string, Variable> | undefined

const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*(.*)$/
/** Without a backslash before the closing mark: versions of the parser differ in whether it ends the value. */
const quoted = /^(["'])((?:(?!\1).)*(?<!\\))\1[ \t]*(?:#.*)?$/

/**
 * Reads the part of an env file's language that has one meaning: one variable a line, quoted or not. A value with an escape
 * or a variable in it is unknown. A file with anything else, such as a value of several lines, has no table.
 */
export function readEnvFile(text: string): EnvTable {
  const table = new Map<string, Variable>()
  for (const raw of text.split('\n')) {
    const each = raw.replace(/\r$/, '')
    if (/^[ \t]*(?:#|$)/.test(each)) continue
    const [, name, rest] = /^[\x20-\x7e\t]*$/.test(each) ? (line.exec(each) ?? []) : []
    if (name === undefined || rest === undefined) return undefined
    const value = readValue(rest)
    if (value === undefined) return undefined
    table.set(name, value)
  }
  return table
}

/** Undefined where the value may go on in the next line. */
function readValue(text: string): Variable | undefined {
  if (/^["']/.test(text)) {
    const inner = quoted.exec(text)?.[2]
    if (inner === undefined) return undefined
    return /[$\\]/.test(inner) ? 'unknown' : { value: inner }
  }
  const value = text.replace(/ #.*$/, '').trimEnd()
  return /[$\\#]/.test(value) ? 'unknown' : { value }
}
