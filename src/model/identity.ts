import { arrayAt, compact, parseJson, stringAt } from '../json.ts'
import { normalizePlatform } from './platform.ts'

/**
 * Distinguishes the images of one commit. The release of one image is never used for another
 * one. It does not include what may differ between two runs of one step, such as build arguments and versions of tools.
 */
export interface Identity {
  /** The target of the bake file, or the item of input builds; absent if the step builds a single image. */
  readonly target?: string
  /** The Dockerfile, relative to the workspace, or to a remote context. */
  readonly file: string
  /** The context, relative to the workspace; for a remote context its address without login and query. */
  readonly context: string
  /** The stage of the Dockerfile; absent for the last one. */
  readonly stage?: string
  /** Normalized and sorted. Absent if they are unknown. */
  readonly platforms?: readonly string[]
}

/** Returns the platforms normalized, sorted and without duplicates. */
export const sortPlatforms = (platforms: readonly string[]): readonly string[] =>
  [...new Set(platforms.map((platform) => normalizePlatform(platform) ?? platform))].sort()

/** The text for a label or annotation, which `parseIdentity` reads. */
export const formatIdentity = (identity: Identity): string => JSON.stringify(identity)

/** Undefined for any other text, such as a label of an older version or another tool. */
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
  // Errors quote these texts, so they must not have control characters.
  if (file === undefined || context === undefined || /\p{Cc}/u.test(Object.values(found).flat().join('')))
    return undefined
  return { ...found, file, context }
}

/** The fields in which two images of one commit differ; empty if they are the same image or one has no identity. */
export function compareIdentities(
  one: Identity | undefined,
  other: Identity | undefined,
): readonly (keyof Identity)[] {
  if (one === undefined || other === undefined) return []
  const plain = (['target', 'file', 'context', 'stage'] as const).filter((key) => one[key] !== other[key])
  if (one.platforms === undefined || other.platforms === undefined) return plain
  return one.platforms.join() === other.platforms.join() ? plain : [...plain, 'platforms']
}

/** The identity of an index of several images. Undefined if one of them has none. */
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

/** For messages: `target 'app', file 'docker/app', platforms linux/amd64`. */
export function describeIdentity({ target, file, context, stage, platforms = [] }: Identity): string {
  return [
    ...(target === undefined ? [] : [`target '${target}'`]),
    `file '${file}'`,
    ...(context === '.' ? [] : [`context '${context}'`]),
    ...(stage === undefined ? [] : [`stage '${stage}'`]),
    ...(platforms.length === 0 ? [] : [`platforms ${platforms.join(', ')}`]),
  ].join(', ')
}
