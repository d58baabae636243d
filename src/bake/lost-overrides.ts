import { type BakeDefinition, type BakeTarget, listOf, textOf } from './bake-target.ts'
import { matchesPattern } from './pattern.ts'

/**
 * The overrides that buildx took and whose value reached none of the targets that they match: 0.29 empties `network`, and
 * leaves `no-cache-filter` and `ulimits` as the file has them. What is dropped without a word may be `network: none`.
 */
export function findLost(
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
