/** The value of a variable. `unknown`: buildx may find a value that cannot be determined here. */
export type Variable = { readonly value: string | undefined } | 'unknown'

export type Lookup = (name: string) => Variable

const token = /\$\$|\$([A-Za-z_][A-Za-z0-9_]*)|\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+?])([^${}]*))?\}|\$/g

/**
 * Replaces variables as compose does: `$A`, `${A}`, `${A:-x}`, `${A-x}`, `${A:+x}`, `${A+x}`, `${A:?x}`, `${A?x}` and `$$`
 * (Compose specification, "Interpolation"). Undefined if the result is uncertain: nested expressions, unknown variables, and expressions
 * that compose refuses.
 */
export function interpolate(text: string, lookup: Lookup): string | undefined {
  // Compose matches names without case, and these two characters are case variants of s and k outside ASCII.
  if (text.includes('$') && /[\p{Cc}\u017f\u212a]/u.test(text)) return undefined
  let isCertain = true
  const replace = (match: string, plain?: string, braced?: string, operator = '', operand = '') => {
    if (match === '$$') return '$'
    const name = plain ?? braced
    const found = name === undefined ? 'unknown' : lookup(name)
    const value = found === 'unknown' ? undefined : apply(found.value, operator, operand)
    if (value === undefined) isCertain = false
    return value ?? ''
  }
  const result = text.replace(token, replace)
  return isCertain ? result : undefined
}

/** Undefined for a required variable that is missing. */
function apply(value: string | undefined, operator: string, operand: string): string | undefined {
  const isSet = value !== undefined && (value !== '' || !operator.startsWith(':'))
  if (operator.endsWith('-')) return isSet ? value : operand
  if (operator.endsWith('+')) return isSet ? operand : (value ?? '')
  if (operator.endsWith('?')) return isSet ? value : undefined
  return value ?? ''
}

/** The variables of an env file; undefined if they cannot be determined. */
export type EnvTable = ReadonlyMap<string, Variable> | undefined

const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*(.*)$/
/** No backslash before the closing quotation mark: versions of the parser differ in whether that ends the value. */
const quoted = /^(["'])((?:(?!\1).)*(?<!\\))\1[ \t]*(?:#.*)?$/

/**
 * Reads env files as far as their syntax is unambiguous: one variable in a line, quoted or not. A value that contains an escape or a
 * variable is unknown. A file with anything else, such as a multi-line value, is uncertain as a whole.
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

/** Undefined if the value may continue in the next line. */
function readValue(text: string): Variable | undefined {
  if (/^["']/.test(text)) {
    const inner = quoted.exec(text)?.[2]
    if (inner === undefined) return undefined
    return /[$\\]/.test(inner) ? 'unknown' : { value: inner }
  }
  const value = text.replace(/ #.*$/, '').trimEnd()
  return /[$\\#]/.test(value) ? 'unknown' : { value }
}
