/** What a variable holds. `unknown`: it may hold something, but what buildx would find cannot be said. */
export type Variable = { readonly value: string | undefined } | 'unknown'

export type Lookup = (name: string) => Variable

const token = /\$\$|\$([A-Za-z_][A-Za-z0-9_]*)|\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+?])([^${}]*))?\}|\$/g

/**
 * Replaces variables as compose does: `$A`, `${A}`, `${A:-x}`, `${A-x}`, `${A:+x}`, `${A+x}`, `${A:?x}`, `${A?x}` and `$$`
 * (Compose specification, "Interpolation"). Undefined where the result is not certain: nested expressions, unknown
 * variables, and what compose refuses itself.
 */
export function interpolate(text: string, lookup: Lookup): string | undefined {
  // Compose matches names without case, and these two letters are the cases of s and k beyond ASCII.
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
