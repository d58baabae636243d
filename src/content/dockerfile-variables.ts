import { type BakeTarget, listOf, recordOf, textOf } from '../bake/bake-target.ts'
import { normalizePlatform } from '../model/platform.ts'
import type { Dockerfile } from './dockerfile.ts'

/** Values by name. A variable that is declared without a value is empty. */
export type Variables = ReadonlyMap<string, string>

/**
 * The variables that FROM may use, once for each of the target's platforms (Dockerfile reference, "Automatic platform ARGs in the
 * global scope"): those of the platform, the ARGs before the first FROM, and with the highest priority the target's `args`. An ARG whose
 * default cannot be evaluated stays undeclared.
 */
export function readVariables(dockerfile: Dockerfile, target: BakeTarget, ownPlatform: string): Variables[] {
  const platforms = listOf(target, 'platforms')
  const args = new Map(Object.entries(recordOf(target, 'args')))
  return (platforms.length > 0 ? platforms : [ownPlatform]).map((platform) => {
    const variables = new Map([
      ...describePlatform('BUILD', ownPlatform),
      ...describePlatform('TARGET', platform),
      ['TARGETSTAGE', textOf(target, 'target') || 'default'] as const,
    ])
    for (const name of variables.keys()) variables.set(name, args.get(name) ?? variables.get(name) ?? '')
    for (const { name, value } of dockerfile.args) {
      const chosen =
        args.get(name) ?? (value === undefined ? (variables.get(name) ?? '') : expand(value, variables))
      if (chosen !== undefined) variables.set(name, chosen)
    }
    return variables
  })
}

function describePlatform(prefix: string, platform: string): [string, string][] {
  const normal = normalizePlatform(platform) ?? platform
  const [os = '', architecture = '', variant = ''] = normal.split('/')
  return [
    [`${prefix}PLATFORM`, normal],
    [`${prefix}OS`, os],
    [`${prefix}ARCH`, architecture],
    [`${prefix}VARIANT`, variant],
  ]
}

/**
 * Expands `$NAME`, `${NAME}` and its operators `:-`, `-`, `:+` and `+` in a word of a Dockerfile, and removes quotation marks and
 * backslashes (Dockerfile reference, "Environment replacement"). Undefined if a variable is not declared, and for the operators that
 * cut, replace or fail.
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

const part = /\\(?<escaped>.)|\$(?<name>[A-Za-z_]\w*)|(?<open>\$\{)|(?<quote>["'])|(?<plain>[^$])/suy

/** Expands the text between `${` and `}`. */
function expandBraces(inner: string, variables: Variables): string | undefined {
  const [, name = '', operator = '', word = ''] = /^(\w+)(?:(:?[-+])(.*))?$/s.exec(inner) ?? []
  const value = variables.get(name)
  if (operator === '') return value
  const isSet = value !== undefined && !(operator.startsWith(':') && value === '')
  if (operator.endsWith('-')) return isSet ? value : expand(word, variables)
  return isSet ? expand(word, variables) : ''
}

/** The index of the brace that closes the one before `start`; the text's length if it is never closed. */
function findEnd(text: string, start: number): number {
  let depth = 1
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1
    if (text[index] === '}') depth -= 1
    if (depth === 0) return index
  }
  return text.length
}
