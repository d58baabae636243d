import { type BakeDefinition, basesOf } from './bake-target.ts'

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
export function standingOn(definition: BakeDefinition, name: string): readonly string[] {
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
