import { normalizePlatform } from '../model/platform.ts'
import type { BakeValue } from './escape.ts'

/**
 * One target of a bake definition, as buildx understands it: the object of `bake --print` with every string literal,
 * nothing in it being a template any more. Values are in the forms that `--print` writes.
 */
export type BakeTarget = Readonly<Record<string, BakeValue>>

/** A definition that was read. */
export interface BakeDefinition {
  /** Every target that takes part, those that others only stand on too. */
  readonly targets: ReadonlyMap<string, BakeTarget>
  /** The names that a person asked for, or that belong to the group they chose, in that order. */
  readonly chosen: readonly string[]
}

/** A field's text; empty where it has none. */
export function textOf(target: BakeTarget, field: string): string {
  const value = target[field]
  return typeof value === 'string' ? value : ''
}

/** A field's list of texts. */
export function listOf(target: BakeTarget, field: string): readonly string[] {
  const value = target[field]
  if (!Array.isArray(value)) return []
  return value.filter((item): item is string => typeof item === 'string')
}

/** A field's texts by key; what has no value is left out. */
export function recordOf(target: BakeTarget, field: string): Readonly<Record<string, string>> {
  const value = target[field]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** The platforms that it is built for; none means the builder's own. */
export const platformsOf = (target: BakeTarget): readonly string[] =>
  listOf(target, 'platforms').map((platform) => normalizePlatform(platform) ?? platform)

/** The targets that this one stands on: its contexts of the form `target:NAME`, by the context's name. */
export function basesOf(target: BakeTarget): ReadonlyMap<string, string> {
  const contexts = Object.entries(recordOf(target, 'contexts'))
  return new Map(
    contexts.flatMap(([name, value]) => {
      const base = baseNamedBy(value)
      return base === undefined ? [] : [[name, base] as const]
    }),
  )
}

/** The target that a context of the form `target:NAME` names. */
export const baseNamedBy = (context: string): string | undefined => /^target:(.*)$/s.exec(context)?.[1]

/** What the single image's target is called, where no bake file names any. */
export const singleTarget = 'image'

/**
 * All targets, each after those that it stands on; else the chosen ones come in their order. Bake refuses circles; in
 * one, the order is any.
 */
export function buildOrder(definition: BakeDefinition): readonly string[] {
  const order = new Set<string>()
  const names = [...definition.chosen, ...definition.targets.keys()]
  for (const name of names) visit(definition, name, new Set(), order)
  return [...order]
}

/** The targets that this one stands on, through others too, bases first. It is not among them itself. */
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
