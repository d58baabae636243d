import { createHash } from 'node:crypto'
import type { BakeTarget } from '../bake/bake-target.ts'
import { specsOf } from '../bake/specs.ts'
import { cacheReserved } from '../errors/cache.ts'
import { type Inputs, isMany } from '../inputs/inputs.ts'
import { formatIdentity } from '../model/identity.ts'
import { keyOf } from '../model/reference.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { identify } from '../plan/identify.ts'
import type { Plan } from '../plan/plan.ts'
import { slug } from '../tags/slug.ts'
import type { CacheRef } from './cache-refs.ts'

/**
 * The tag of a registry cache: `buildcache-main-1f2e3d4c5b6a`. The text is for readers, and the digits distinguish refs, kinds of refs
 * and images, whatever their names. `src/tags/reserved.ts` keeps branches and git tags from such names. `image` describes the image.
 */
export function cacheTag(ref: CacheRef, image: CachedImage): string {
  const label = slug([labelOf(ref), ...(image.target === undefined ? [] : [image.target])].join('-'))
  return `buildcache-${label.slice(0, longestLabel)}-${digits(ref, image.key)}`
}

/** The scope of GitHub's cache: `app-1f2e3d4c5b6a`. GitHub itself keeps the refs apart. `names`: the names of the image. */
export function cacheScope(image: CachedImage, names: readonly string[]): string {
  const name = (names[0] ?? 'image')
    .replace(/\{\{.*?\}\}/g, '')
    .replace(/^.*\//, '')
    .replace(/^[._-]+|[._-]+$/g, '')
  const label = slug([name, image.target ?? ''].filter((part) => part !== '').join('-'))
  return `${label.slice(0, longestLabel)}-${digits(names, image.key)}`
}

/**
 * The names of such tags in the caches that targets would write. A bake file may come from a pull request and could write the cache of
 * the default branch. Searching the whole text catches every notation.
 */
export const findReservedExports = (targets: ReadonlyMap<string, BakeTarget>): readonly Problem[] =>
  [...targets].flatMap(([target, definition]) =>
    specsOf(definition, 'cache-to').flatMap((spec) => {
      // Word by word, because one pattern for the whole text would need quadratic time.
      const words = spec.split(/[^\w.-]+/).map((word) => word.slice(Math.max(0, word.indexOf('buildcache-'))))
      const name = words.find((word) => /^buildcache-.*-[0-9a-f]{12}$/.test(word))
      return name === undefined ? [] : [cacheReserved(target, name)]
    }),
  )

/** What a cache belongs to, besides the ref. */
export interface CachedImage {
  /** Its target, if the step has several images. */
  readonly target?: string
  /** Everything that distinguishes it from other images of the repository. */
  readonly key: string
}

/** A tag has up to 128 characters. */
const longestLabel = 90

function labelOf(ref: CacheRef): string {
  if (ref.kind === 'pull') return `pr-${ref.number}`
  return ref.kind === 'tags' ? 'tags' : ref.name
}

const digits = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12)

/** A step, for the names of its caches. */
interface CachedStep {
  readonly inputs: Inputs
  readonly targets: ReadonlyMap<string, BakeTarget>
  readonly workspace: string
  readonly builder?: { readonly platform?: string }
}

/** The scope of a target's cache: also for a `type=gha` of the workflow that has none. */
export function scopeOf(
  request: CachedStep & { readonly plans: readonly Plan[]; readonly trigger: Trigger },
  name: string,
): string {
  const { inputs, plans, trigger } = request
  const written = inputs.images.map((line) => line.name.text)
  const planned = plans.find(({ target }) => target === name)?.repositories.map(keyOf) ?? []
  const { owner, name: own } = trigger.repository
  // As written: with expressions filled in, the names of two refs could differ, and one could not read the other's cache.
  const names = [written, planned, [`${owner}/${own}`]].find((list) => list.length > 0) ?? []
  return cacheScope(describeCachedImage(request, name), names)
}

/**
 * What distinguishes the cache of a target: its name, Dockerfile, context, stage and flavor (two steps with another suffix), and with
 * `push: digest`, where each job builds one platform, its platforms. Not its build arguments, which may change with each commit.
 */
export function describeCachedImage(
  { inputs, targets, workspace, builder }: CachedStep,
  name: string,
): CachedImage {
  const target = isMany(inputs) ? name : undefined
  const own = builder?.platform
  const { platforms = [], ...rest } = identify(targets.get(name) ?? {}, {
    workspace,
    ...(target !== undefined && { target }),
    ...(own !== undefined && { own }),
  })
  const perJob = inputs.push === 'digest' ? platforms : []
  const key = JSON.stringify([formatIdentity(rest), inputs.rules.inputs.flavor, perJob])
  return { ...(target !== undefined && { target }), key }
}
