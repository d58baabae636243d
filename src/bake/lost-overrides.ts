import { isRecord } from '../json.ts'
import type { BakeDefinition } from './bake-target.ts'
import { matchesPattern } from './pattern.ts'

/** The field of a target that an override with this key fills, of those that buildx 0.29 accepts and drops. */
const fields = new Set(['network', 'no-cache-filter', 'ulimits'])

/** The overrides whose value reached no target that they match. What is dropped without a word may be `network: none`. */
export function findLost(
  definition: BakeDefinition,
  set: readonly string[],
): readonly { readonly override: string; readonly key: string }[] {
  return set.flatMap((override) => {
    const [, pattern = '', key = '', value = ''] = /^([^.=]+)\.([a-z-]+)\+?=(.+)$/s.exec(override) ?? []
    if (value === '' || !fields.has(key)) return []
    const targets = [...definition.targets].filter(([name]) => matchesPattern(pattern, name))
    return targets.some(([, target]) => isEmpty(target[key])) ? [{ override, key }] : []
  })
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  ((isRecord(value) || Array.isArray(value)) && Object.keys(value).length === 0)
