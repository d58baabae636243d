import { type BakeTarget, listOf, recordOf, textOf } from '../bake/bake-target.ts'
import { normalizePlatform } from '../model/platform.ts'
import type { Dockerfile } from './dockerfile.ts'

/** Values by name; a name that is declared without a value is empty. */
export type Variables = ReadonlyMap<string, string>

/**
 * What FROM may name, once per platform that the target is built for (Dockerfile reference, "Automatic platform ARGs in
 * the global scope"): those of the platform, the ARGs before the first FROM, and above both what the target's `args`
 * say. An ARG whose default cannot be read stays undeclared.
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

const part = /\\(?<escaped>.)|\$(?<name>[A-Za-z_]\w*)|(?<open>\$\{)|(?<quote>["'])|(?<plain>[^$])/suy

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
