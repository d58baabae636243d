import { arrayAt, compact, parseJson, stringAt } from '../json.ts'
import { normalizePlatform } from './platform.ts'

/**
 * Which image of its commit an image is: one commit may have several. A release of another one is never taken for this
 * one. What may differ between two runs of one step (build arguments, versions of tools) is no part of it.
 */
export interface Identity {
  /** The target of the bake file, or the item of input builds; absent for the single image of a step. */
  readonly target?: string
  /** The Dockerfile, relative to the workspace; of a remote context a path in it. */
  readonly file: string
  /** The context, relative to the workspace; a remote one as its address, without login and query. */
  readonly context: string
  /** The stage of the Dockerfile; absent for the last one. */
  readonly stage?: string
  /** Normalized and sorted. Absent where they are not known. */
  readonly platforms?: readonly string[]
}

/** Normalized and sorted. */
export const sortPlatforms = (platforms: readonly string[]): readonly string[] =>
  [...new Set(platforms.map((platform) => normalizePlatform(platform) ?? platform))].sort()

/** As a label or annotation has it; `parseIdentity` reads it. */
export const formatIdentity = (identity: Identity): string => JSON.stringify(identity)

/** Undefined for what is none: an image of an older version, or of another tool. */
export function parseIdentity(text: string): Identity | undefined {
  const json = parseJson(text)
  const platforms = arrayAt(json, 'platforms').filter((item): item is string => typeof item === 'string')
  const found = compact({
    target: stringAt(json, 'target'),
    file: stringAt(json, 'file'),
    context: stringAt(json, 'context'),
    stage: stringAt(json, 'stage'),
    platforms: platforms.length === 0 ? undefined : sortPlatforms(platforms),
  })
  const { file, context } = found
  // Errors show it.
  if (file === undefined || context === undefined || /\p{Cc}/u.test(Object.values(found).flat().join('')))
    return undefined
  return { ...found, file, context }
}

/** What two images of one commit differ in; empty where they are the same one, or one does not say. */
export function compareIdentities(
  one: Identity | undefined,
  other: Identity | undefined,
): readonly (keyof Identity)[] {
  if (one === undefined || other === undefined) return []
  const plain = (['target', 'file', 'context', 'stage'] as const).filter((key) => one[key] !== other[key])
  if (one.platforms === undefined || other.platforms === undefined) return plain
  return one.platforms.join() === other.platforms.join() ? plain : [...plain, 'platforms']
}

/** The identity of an index over several images. Undefined where one of them does not say its own. */
export function mergeIdentities(
  parts: readonly (Identity | undefined)[],
  platforms: readonly string[],
): Identity | undefined {
  const known = parts.flatMap((part) => part ?? [])
  const [first] = known
  if (first === undefined || known.length < parts.length) return undefined
  const all = (key: 'target' | 'file' | 'context' | 'stage') =>
    [...new Set(known.flatMap((part) => part[key] ?? []))].sort().join(', ')
  return compact({
    target: all('target') || undefined,
    file: all('file'),
    context: all('context'),
    stage: all('stage') || undefined,
    platforms: sortPlatforms(platforms),
  })
}

/** For people: `target app of Dockerfile docker/app in context . for linux/amd64`. */
export function describeIdentity({ target, file, context, stage, platforms = [] }: Identity): string {
  return [
    ...(target === undefined ? [] : [`target '${target}'`]),
    `file '${file}'`,
    ...(context === '.' ? [] : [`context '${context}'`]),
    ...(stage === undefined ? [] : [`stage '${stage}'`]),
    ...(platforms.length === 0 ? [] : [`platforms ${platforms.join(', ')}`]),
  ].join(', ')
}
