import { normalizePlatform } from '../model/platform.ts'
import type { BakeValue } from './escape.ts'

/**
 * One target of a bake definition, as buildx understands it: the object in the output of `bake --print`, with templates resolved, so
 * that every string is literal.
 */
export type BakeTarget = Readonly<Record<string, BakeValue>>

/** A bake definition after it was read. */
export interface BakeDefinition {
  /** Every target of the build by name, including those that are only dependencies of others. */
  readonly targets: ReadonlyMap<string, BakeTarget>
  /** The targets that the user named, with groups expanded, in that order. */
  readonly chosen: readonly string[]
}

/** The value of a string field; empty if the field is missing. */
export function textOf(target: BakeTarget, field: string): string {
  const value = target[field]
  return typeof value === 'string' ? value : ''
}

/** The strings in a list field. */
export function listOf(target: BakeTarget, field: string): readonly string[] {
  const value = target[field]
  if (!Array.isArray(value)) return []
  return value.filter((item): item is string => typeof item === 'string')
}

/** The strings in a map field by key. Keys without a string value are left out. */
export function recordOf(target: BakeTarget, field: string): Readonly<Record<string, string>> {
  const value = target[field]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** The target's platforms, normalized. Empty means the builder's own platform. */
export const platformsOf = (target: BakeTarget): readonly string[] =>
  listOf(target, 'platforms').map((platform) => normalizePlatform(platform) ?? platform)

/** The targets that this one depends on directly, by context name: its contexts of the form `target:NAME`. */
export function basesOf(target: BakeTarget): ReadonlyMap<string, string> {
  const contexts = Object.entries(recordOf(target, 'contexts'))
  return new Map(
    contexts.flatMap(([name, value]) => {
      const base = baseNamedBy(value)
      return base === undefined ? [] : [[name, base] as const]
    }),
  )
}

/** NAME for a context of the form `target:NAME`; undefined for any other. */
export const baseNamedBy = (context: string): string | undefined => /^target:(.*)$/s.exec(context)?.[1]

/** The name of the only target if there is no bake file. */
export const singleTarget = 'image'

/**
 * All targets in build order: dependencies first, otherwise the chosen targets in their order. Bake refuses cycles; the order within
 * a cycle is unspecified.
 */
export function buildOrder(definition: BakeDefinition): readonly string[] {
  const order = new Set<string>()
  const names = [...definition.chosen, ...definition.targets.keys()]
  for (const name of names) visit(definition, name, new Set(), order)
  return [...order]
}

/** The direct and transitive dependencies of a target, in build order, without the target itself. */
export function dependenciesOf(definition: BakeDefinition, name: string): readonly string[] {
  const order = new Set<string>()
  visit(definition, name, new Set(), order)
  order.delete(name)
  return [...order]
}

function visit(definition: BakeDefinition, name: string, entered: Set<string>, order: Set<string>): void {
  const target = definition.targets.get(name)
  if (target === undefined || entered.has(name) || order.has(name)) return
  entered.add(name)
  for (const base of basesOf(target).values()) visit(definition, base, entered, order)
  order.add(name)
}
