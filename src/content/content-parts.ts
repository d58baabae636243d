import { isRecord, parseJson } from '../json.ts'
import { pinnedDigest } from './base-reference.ts'
import { canonicalJson, hashText } from './canonical.ts'
import type { TargetContent } from './target-content.ts'

/**
 * Everything that an image is made of, by name: the parts of its `TargetContent` (`context`, `dockerfile`, ...), `base <reference>` with
 * a digest, and `target <name>` with a content key. Values are complete if they were just computed, and shortened if they were read
 * from an image.
 */
export type Parts = Readonly<Record<string, string>>

/** Version of the key. Raise it whenever the same content would get other parts or another key. */
const keyScheme = 1

/** Hex characters of a value in an annotation or label: enough to see a difference, not enough to prove equality. */
const shortLength = 16

/** The current state of what a content depends on. */
export interface ResolvedDependencies {
  /** The current digest of each base image by its reference. Bases that are pinned by digest may be missing. */
  readonly bases: ReadonlyMap<string, string>
  /** The content key of each target that the content depends on. */
  readonly targets: ReadonlyMap<string, string>
}

/** All parts of a content. A base or target that was not resolved is a bug in Tagboat, and throws an Error. */
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

/** The content key, `sha256:...`, over complete values: equal keys mean equal content. */
export function computeKey(parts: Parts): string {
  return `sha256:${hashText(canonicalJson({ scheme: keyScheme, parts }))}`
}

/** The parts as one line for an annotation or label, beside the key. A later run uses them to explain what changed. */
export function formatParts(parts: Parts): string {
  return canonicalJson(shortenParts(parts))
}

/** Parses the output of formatParts; undefined for anything else. */
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

/** Shortens values to the form in which an image has them. */
export function shortenParts(parts: Parts): Parts {
  const shorten = (value: string) => value.replace(/^sha\d+:/, '').slice(0, shortLength)
  return Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, shorten(value)]))
}

/** Name of the part that covers everything except external base images: files and definitions, including those of dependencies. */
const filesPart = 'files'

/**
 * Adds the part `files`, which shows whether two contents differ only in their external base images. `targets` are the parts of the
 * targets that this one depends on, which have that part already.
 */
export function addFilesPart(parts: Parts, targets: Iterable<Parts>): Parts {
  const own = Object.entries(parts).filter(([name]) => !/^(base|target) /.test(name))
  const below = [...targets].map((target) => target[filesPart] ?? '').sort()
  return { ...parts, [filesPart]: hashText(canonicalJson({ own: Object.fromEntries(own), below })) }
}

/** Whether two contents differ in nothing but external base images. */
export function hasSameFiles(before: Parts | undefined, now: Parts): boolean {
  const files = before?.[filesPart]
  return files !== undefined && files === shortenParts(now)[filesPart]
}

/** What messages call a part that is not a base or a target. */
const words = new Map([
  ['context', 'context'],
  ['dockerfile', 'Dockerfile'],
  ['args', 'build arguments'],
  ['definition', 'definition'],
])

/**
 * Explains a change as a clause without a full stop: `its Dockerfile and build arguments changed, base docker.io/library/alpine:3.20
 * moved`. `before` are the parts of the existing image, undefined if there is none.
 */
export function explainChange(before: Parts | undefined, now: Parts): string {
  if (before === undefined) return 'no image has this content'
  const [old, current] = [byName(before), byName(now)]
  const names = new Set([...current.keys(), ...old.keys()])
  // The part `files` is derived from others.
  const changed = [...names].filter((name) => name !== 'files' && old.get(name) !== current.get(name))
  const own = changed.flatMap(nameOwn)
  const others = changed.filter((name) => nameOwn(name).length === 0)
  const clauses = [
    ...(own.length > 0 ? [`its ${enumerate(own)} changed`] : []),
    ...others.map((name) => `${name} ${describe(name, old.get(name), current.get(name))}`),
  ]
  return clauses.length > 0 ? clauses.join(', ') : 'no known part of it changed'
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
