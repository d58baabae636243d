/** Values by name; a name that is declared without a value is empty. */
export type Variables = ReadonlyMap<string, string>

const part = /\\(?<escaped>.)|\$(?<name>[A-Za-z_]\w*)|(?<open>\$\{)|(?<quote>["'])|(?<plain>[^$])/suy

/**
 * Fills in `$NAME`, `${NAME}` and the forms `:-`, `-`, `:+` and `+` of a Dockerfile's word, and takes quotation marks
 * and backslashes away (Dockerfile reference, "Environment replacement"). Undefined for a name that nobody declared,
 * and for the forms that cut, replace or fail.
 */
export function expand(text: string, variables: Variables): string | undefined {
  let expanded = ''
  let position = 0
  while (position < text.length) {
    part.lastIndex = position
    const groups = part.exec(text)?.groups
    if (!groups) return undefined
    position = part.lastIndex
    let value = groups.escaped ?? groups.plain ?? ''
    if (groups.name !== undefined) {
      const found = variables.get(groups.name)
      if (found === undefined) return undefined
      value = found
    } else if (groups.open !== undefined) {
      const end = findEnd(text, position)
      const found = expandBraces(text.slice(position, end), variables)
      if (found === undefined) return undefined
      value = found
      position = end + 1
    }
    expanded += value
  }
  return expanded
}

/** What stands between `${` and `}`. */
function expandBraces(inner: string, variables: Variables): string | undefined {
  const [, name = '', operator = '', word = ''] = /^(\w+)(?:(:?[-+])(.*))?$/s.exec(inner) ?? []
  const value = variables.get(name)
  if (operator === '') return value
  const isThere = value !== undefined && !(operator.startsWith(':') && value === '')
  if (operator.endsWith('-')) return isThere ? value : expand(word, variables)
  return isThere ? expand(word, variables) : ''
}

/** Where the brace that was opened before `start` is closed; the text's end where it never is. */
function findEnd(text: string, start: number): number {
  let depth = 1
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1
    if (text[index] === '}') depth -= 1
    if (depth === 0) return index
  }
  return text.length
}
