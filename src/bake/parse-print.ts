import { arrayAt, at, isRecord, type Json, parseJson } from '../json.ts'
import { type BakeDefinition, type BakeTarget, listOf, textOf } from './bake-target.ts'
import type { BakeValue } from './escape.ts'
import { matchesPattern } from './target-pattern.ts'

type Groups = ReadonlyMap<string, readonly string[]>

/** The fields whose values `--print` writes as templates again (buildx 0.23 and newer); keys are literal everywhere. */
const templates = new Set(['args', 'labels', 'annotations', 'extra-hosts', 'dockerfile-inline'])

/**
 * Reads what `docker buildx bake --print` wrote; undefined where it is no definition. `named` are the targets that a
 * person named, groups and patterns among them, none for the group `default`: buildx prints that list sorted, and the
 * order of `chosen` is the person's. Within a group it is the file's, but for the group `default`, whose own order
 * `--print` does not keep.
 */
export function parsePrint(text: string, named: readonly string[]): BakeDefinition | undefined {
  const printed = at(parseJson(text), 'target')
  if (!isRecord(printed)) return undefined
  const targets = new Map<string, BakeTarget>()
  for (const [name, target] of Object.entries(printed)) {
    if (!isRecord(target)) return undefined
    targets.set(name, readTarget(target))
  }
  return { targets, chosen: choose(targets, readGroups(parseJson(text)), named) }
}

function readGroups(definition: Json): Groups {
  const groups = at(definition, 'group')
  if (!isRecord(groups)) return new Map()
  return new Map(
    Object.entries(groups).map(([name, group]) => [
      name,
      arrayAt(group, 'targets').filter((item) => typeof item === 'string'),
    ]),
  )
}

/** Values as they are meant. A comma in an item of `platforms` divides, as it does where buildx builds. */
function readTarget(target: Readonly<Record<string, Json>>): BakeTarget {
  const entries = Object.entries(target).map(([field, value]): [string, BakeValue] => {
    const read = copy(value, templates.has(field) ? unescapeTemplate : (text) => text)
    const isList = field === 'platforms' && Array.isArray(read)
    return [field, isList ? read.flatMap((item) => (typeof item === 'string' ? split(item) : [])) : read]
  })
  return Object.fromEntries(entries)
}

const split = (platforms: string): readonly string[] => platforms.split(',').map((item) => item.trim())

/** `$${` is `${` and `%%{` is `%{`: the reverse of escapeTemplates. */
const unescapeTemplate = (text: string): string => text.replace(/([$%])\1(?=\{)/g, '$1')

/** JSON with each text in it replaced; keys stay. */
function copy(value: Json, replace: (text: string) => string): BakeValue {
  if (typeof value === 'string') return replace(value)
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((item) => copy(item, replace))
  if (!isRecord(value)) return null
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item, replace)]))
}

function choose(
  targets: BakeDefinition['targets'],
  groups: Groups,
  named: readonly string[],
): readonly string[] {
  // What buildx chose is the group `default`; it comes last too, for names that are not understood here.
  const names = [...named, 'default']
  const found = names.flatMap((name) => expand(name, targets, groups, []))
  return [...new Set(found)]
}

/** The targets of a name: a group's in its order, those that a pattern matches, or the one that is called so. */
function expand(
  name: string,
  targets: BakeDefinition['targets'],
  groups: Groups,
  within: readonly string[],
): readonly string[] {
  const members = within.includes(name) ? undefined : groups.get(name)
  if (members !== undefined) {
    return members.flatMap((member) => expand(member, targets, groups, [...within, name]))
  }
  if (targets.has(name)) return [name]
  // Bake's name for a compose service has a line where the service's has a dot.
  const alias = name.replace(/\./g, '_')
  if (alias !== name && !within.includes(alias)) return expand(alias, targets, groups, [...within, name])
  const matches = (groups.get('default') ?? []).filter((item) => matchesPattern(name, item))
  return within.length > 0 ? [] : matches.flatMap((item) => expand(item, targets, groups, ['default', name]))
}

/**
 * The overrides that buildx took and whose value reached none of the targets that they match: 0.29 empties `network`, and
 * leaves `no-cache-filter` and `ulimits` as the file has them. What is dropped without a word may be `network: none`.
 */
export function findLostOverrides(
  definition: BakeDefinition,
  set: readonly string[],
): readonly { readonly override: string; readonly key: string }[] {
  return set.flatMap((override) => {
    const parts = /^([^.=]+)\.(network|no-cache-filter|ulimits)\+?=(.+)$/s.exec(override)
    if (parts === null) return []
    const [, pattern = '', key = '', value = ''] = parts
    const targets = [...definition.targets].filter(([name]) => matchesPattern(pattern, name))
    const isLost = targets.length > 0 && targets.every(([, target]) => lacks(target, key, value))
    return isLost ? [{ override, key }] : []
  })
}

/** A later override may have replaced a network; buildx may write a limit out, `nofile=1:1`, and divide at commas. */
function lacks(target: BakeTarget, key: string, value: string): boolean {
  if (key === 'network') return textOf(target, key) === ''
  const [first = ''] = value.split(',')
  return !listOf(target, key).some((item) => item.startsWith(first.trim()))
}
