import { arrayAt, at, isRecord, type Json, parseJson } from '../json.ts'
import { type BakeDefinition, type BakeTarget, listOf, textOf } from './bake-target.ts'
import type { BakeValue } from './escape.ts'
import { matchesPattern } from './target-pattern.ts'

type Groups = ReadonlyMap<string, readonly string[]>

/** The fields whose values `--print` escapes as templates (buildx 0.23 and newer). Keys are never escaped. */
const templates = new Set(['args', 'labels', 'annotations', 'extra-hosts', 'dockerfile-inline'])

/**
 * Parses the output of `docker buildx bake --print`; undefined if it is not a bake definition. `named` are the targets, groups and
 * patterns that the user named, empty for the group `default`. buildx prints its choice sorted, so the order of `chosen` comes from
 * `named`, and within a group from the file. The order within the group `default` is lost in `--print`.
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

/** Unescapes values. An item of `platforms` may hold several platforms with commas between them, as in a build. */
function readTarget(target: Readonly<Record<string, Json>>): BakeTarget {
  const entries = Object.entries(target).map(([field, value]): [string, BakeValue] => {
    const read = copy(value, templates.has(field) ? unescapeTemplate : (text) => text)
    const isList = field === 'platforms' && Array.isArray(read)
    return [field, isList ? read.flatMap((item) => (typeof item === 'string' ? split(item) : [])) : read]
  })
  return Object.fromEntries(entries)
}

const split = (platforms: string): readonly string[] => platforms.split(',').map((item) => item.trim())

/** The reverse of escapeTemplates: `$${` becomes `${`, and `%%{` becomes `%{`. */
const unescapeTemplate = (text: string): string => text.replace(/([$%])\1(?=\{)/g, '$1')

/** A copy of a JSON value in which each string is replaced. Keys stay. */
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
  // buildx prints its choice as the group `default`. It also comes last, in case a name could not be resolved here.
  const names = [...named, 'default']
  const found = names.flatMap((name) => expand(name, targets, groups, []))
  return [...new Set(found)]
}

/** The targets that a name stands for: a group's members in their order, the matches of a pattern, or one target. */
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
  // Bake replaces dots in the name of a compose service by underscores.
  const alias = name.replace(/\./g, '_')
  if (alias !== name && !within.includes(alias)) return expand(alias, targets, groups, [...within, name])
  const matches = (groups.get('default') ?? []).filter((item) => matchesPattern(name, item))
  return within.length > 0 ? [] : matches.flatMap((item) => expand(item, targets, groups, ['default', name]))
}

/**
 * Finds overrides that buildx accepted but applied to none of the targets that they match. buildx 0.29 empties `network` and ignores
 * overrides of `no-cache-filter` and `ulimits`, without a warning. A lost `network=none` would give a build network access.
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

/** A later override may have replaced the network. buildx may expand a limit (`nofile=1:1`) and split at commas. */
function lacks(target: BakeTarget, key: string, value: string): boolean {
  if (key === 'network') return textOf(target, key) === ''
  const [first = ''] = value.split(',')
  return !listOf(target, key).some((item) => item.startsWith(first.trim()))
}
