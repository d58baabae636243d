import { isRecord, parseJson } from '../json.ts'
import { pinnedDigest } from './base-reference.ts'
import { canonicalJson, hashText } from './canonical.ts'
import type { TargetContent } from './target-content.ts'

/**
 * What an image is made of, by name: those of `Content` (`context`, `dockerfile`, ...), `base <reference>` with a digest,
 * `target <name>` with a key. Values are whole where they were just computed, and short where they were read from an
 * image.
 */
export type Parts = Readonly<Record<string, string>>

/** To be raised when the same content would get other parts or another key. */
const keyScheme = 1

/** Hex characters of a value that are written into an image: enough to tell two apart, not to prove them equal. */
const shortLength = 16

/** What was found out about what a content stands on. */
export interface ResolvedDependencies {
  /** The digest that each base has now, by its reference; those that name a digest themselves need none. */
  readonly bases: ReadonlyMap<string, string>
  /** The content key of each target that it stands on. */
  readonly targets: ReadonlyMap<string, string>
}

/** All parts of a content. Throws, a fault of ours, where a base or a target of it is not among the resolved ones. */
export function resolveParts(content: TargetContent, resolved: ResolvedDependencies): Parts {
  const requireValue = (what: string, value: string | undefined): [string, string] => {
    if (value === undefined) throw new Error(`content: ${what} was not resolved`)
    return [what, value]
  }
  return Object.fromEntries([
    ...Object.entries(content.parts),
    ...content.bases.map((base) =>
      requireValue(`base ${base}`, pinnedDigest(base) ?? resolved.bases.get(base)),
    ),
    ...content.targets.map((target) => requireValue(`target ${target}`, resolved.targets.get(target))),
  ])
}

/** `sha256:...` over the whole values, so that equal keys mean equal content. */
export function computeKey(parts: Parts): string {
  return `sha256:${hashText(canonicalJson({ scheme: keyScheme, parts }))}`
}

/** One line for an annotation or a label, from which a later run tells people what changed. The key is written beside it. */
export function formatParts(parts: Parts): string {
  return canonicalJson(shortenParts(parts))
}

/** Reads what formatParts wrote; undefined for anything else. */
export function parseParts(text: string): Parts | undefined {
  const value = parseJson(text)
  if (!isRecord(value)) return undefined
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return entries.length > 0 && entries.length === Object.keys(value).length
    ? Object.fromEntries(entries)
    : undefined
}

/** The parts as an image has them. */
export function shortenParts(parts: Parts): Parts {
  const shorten = (value: string) => value.replace(/^sha\d+:/, '').slice(0, shortLength)
  return Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, shorten(value)]))
}

/** The name of a part that is over everything but bases from elsewhere: files and definitions, those of targets too. */
const filesPart = 'files'

/**
 * The parts with one more, `files`, by which two contents can be told to differ in bases from elsewhere alone. `targets` are the
 * same of the targets that this one stands on.
 */
export function addFilesPart(parts: Parts, targets: Iterable<Parts>): Parts {
  const own = Object.entries(parts).filter(([name]) => !/^(base|target) /.test(name))
  const below = [...targets].map((target) => target[filesPart] ?? '').sort()
  return { ...parts, [filesPart]: hashText(canonicalJson({ own: Object.fromEntries(own), below })) }
}

/** Whether two contents differ in bases from elsewhere alone. */
export function hasSameFiles(before: Parts | undefined, now: Parts): boolean {
  const files = before?.[filesPart]
  return files !== undefined && files === shortenParts(now)[filesPart]
}

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
