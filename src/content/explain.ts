import { type Parts, shortenParts } from './parts.ts'

/** How people call a part that is not a base or a target. */
const words = new Map([
  ['context', 'context'],
  ['dockerfile', 'Dockerfile'],
  ['args', 'build arguments'],
  ['definition', 'definition'],
])

/**
 * What made a content change, a clause without an end: `its Dockerfile and build arguments changed, base
 * docker.io/library/alpine:3.20 moved`. `before` is what an image says, or undefined where there is none.
 */
export function explainChange(before: Parts | undefined, now: Parts): string {
  if (before === undefined) return 'no image of this content is there'
  const [old, current] = [byName(before), byName(now)]
  const names = new Set([...current.keys(), ...old.keys()])
  // A sum of others says nothing by itself.
  const changed = [...names].filter((name) => name !== 'files' && old.get(name) !== current.get(name))
  const own = changed.flatMap(nameOwn)
  const others = changed.filter((name) => nameOwn(name).length === 0)
  const clauses = [
    ...(own.length > 0 ? [`its ${enumerate(own)} changed`] : []),
    ...others.map((name) => `${name} ${describe(name, old.get(name), current.get(name))}`),
  ]
  return clauses.length > 0 ? clauses.join(', ') : 'nothing that is known of it changed'
}

const byName = (parts: Parts): ReadonlyMap<string, string> => new Map(Object.entries(shortenParts(parts)))

function nameOwn(part: string): string[] {
  if (part.startsWith('context:')) return [`context '${part.slice('context:'.length)}'`]
  const word = words.get(part)
  return word === undefined ? [] : [word]
}

function describe(part: string, before: string | undefined, now: string | undefined): string {
  if (before === undefined) return 'is new'
  if (now === undefined) return 'is gone'
  return part.startsWith('base ') ? 'moved' : 'changed'
}

function enumerate(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${last}` : last
}
