import type { BakeTarget } from '../bake/bake-target.ts'
import { csv } from '../csv.ts'
import type { CacheSetting } from '../inputs/cache-inputs.ts'
import { type Inputs, isMany } from '../inputs/inputs.ts'
import { formatReference, type Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Plan } from '../plan/plan.ts'
import type { Env } from '../ports/ports.ts'
import { offersGithubCache } from '../setup/cache-service.ts'
import { cacheTag, describeCachedImage, scopeOf } from './cache-names.ts'
import { type CacheRefs, chooseCacheRefs } from './cache-refs.ts'
import { type CacheTools, findGithubProblem, hasCaches } from './github-cache.ts'

/** The builder, as far as caches matter. */
export interface CacheBuilder extends CacheTools {
  /** It can write caches, and read GitHub's: any but that of driver docker with the legacy image store. */
  readonly exports: boolean
  /** The platform of targets that name none. */
  readonly platform?: string
}

export interface CacheRequest {
  readonly setting: CacheSetting
  readonly trigger: Trigger
  readonly isUntrusted: boolean
  readonly inputs: Inputs
  readonly plans: readonly Plan[]
  readonly targets: ReadonlyMap<string, BakeTarget>
  readonly workspace: string
  readonly env: Env
  readonly builder: CacheBuilder
}

/** The cache of one target, in the syntax of `--cache-from` and `--cache-to`. */
export interface TargetCache {
  readonly from: readonly string[]
  readonly to: readonly string[]
}

export interface CacheChoice {
  /** By target. Those with caches of their own are left out. */
  readonly caches: ReadonlyMap<string, TargetCache>
  /** For the log. */
  readonly lines: readonly string[]
  /** Another builder could use a cache that this one cannot. */
  readonly isWeak: boolean
}

type Kind = 'gha' | 'registry'

/** Chooses the caches of input `cache`. Pure. Throws a TagboatError if `cache: gha` is impossible. */
export function chooseCache(request: CacheRequest): CacheChoice {
  const { setting, trigger, isUntrusted, targets, builder } = request
  if (setting === undefined) return { caches: new Map(), lines: [], isWeak: false }
  const { kind, note, isBeyond = false } = chooseKind(request)
  const refs = limitWrites(request, kind, chooseCacheRefs(trigger, isUntrusted))
  const lines = note === undefined ? [] : [note]
  const caches = new Map<string, TargetCache>()
  for (const [name, target] of targets) {
    if (hasCaches(target)) {
      lines.push(`Cache${labelOf(request, name)}: the target's own cache-from and cache-to.`)
      continue
    }
    const chosen = kind === 'gha' ? githubCache(request, refs, name) : registryCache(request, refs, name)
    if (chosen !== undefined) caches.set(name, chosen.cache)
    lines.push(
      `Cache${labelOf(request, name)}: ${chosen?.text ?? 'none, because no registry of an image is known.'}`,
    )
  }
  const isBetter = isBeyond
    ? [...targets.values()].some((target) => !hasCaches(target))
    : refs.writes !== undefined && caches.size > 0
  return { caches, lines, isWeak: !builder.exports && isBetter }
}

const labelOf = ({ inputs }: CacheRequest, name: string): string => (isMany(inputs) ? ` of ${name}` : '')

interface KindChoice {
  readonly kind: Kind
  /** Why it is not GitHub's cache, where the runner offers it. */
  readonly note?: string
  /** This builder cannot even read the cache. */
  readonly isBeyond?: boolean
}

/** `auto` means GitHub's cache if the runner offers it and the tools can use it. Untrusted code must not get its token. */
function chooseKind(request: CacheRequest): KindChoice {
  const { setting, env, trigger, isUntrusted, builder } = request
  const service = { env, serverUrl: trigger.serverUrl }
  if (setting === 'registry') return { kind: 'registry' }
  if (isUntrusted) {
    const note = 'Cache: GitHub’s cache is not used for untrusted code, because its token can write.'
    return offersGithubCache(env) || setting === 'gha' ? { kind: 'registry', note } : { kind: 'registry' }
  }
  const problem = findGithubProblem(`Input cache: '${setting}'`, service, builder)
  if (setting === 'gha') {
    if (problem !== undefined) throw new TagboatError(problem)
    return { kind: 'gha', isBeyond: !builder.exports }
  }
  if (!offersGithubCache(env)) return { kind: 'registry' }
  if (problem !== undefined) {
    const why = problem.what.replace(/^.*?type=gha /, '')
    return { kind: 'registry', note: `Cache: GitHub’s cache is not used; it ${why}` }
  }
  if (!builder.exports) {
    return { kind: 'registry', note: `Cache: GitHub’s cache is not used; ${weak} use it.`, isBeyond: true }
  }
  return { kind: 'gha' }
}

/** Leaves out a write that is useless or not permitted, with the reason. */
function limitWrites({ plans, setting }: CacheRequest, kind: Kind, refs: CacheRefs): CacheRefs {
  if (refs.writes === undefined) return refs
  const { reads } = refs
  // Without a push there may be no login, and a run that only checks must not change a registry.
  if (kind === 'registry' && !plans.some(({ intent }) => intent.kind === 'push')) {
    return { reads, why: 'this run does not push' }
  }
  // GitHub gives the cache of a git tag to no other ref, so that it would only take up space.
  if (kind === 'gha' && setting === 'auto' && refs.writes.kind === 'tags') {
    return { reads, why: 'no other ref can read the cache of a git tag' }
  }
  return refs
}

interface Chosen {
  readonly cache: TargetCache
  readonly text: string
}

/** The settings of every cache that is written: all stages; a failure to write it must not fail the build. */
const always = ['mode=max', 'ignore-error=true']

function githubCache(request: CacheRequest, refs: CacheRefs, name: string): Chosen | undefined {
  const { inputs, builder } = request
  const scope = scopeOf(request, name)
  const writes = refs.writes !== undefined && builder.exports
  const spec = ['type=gha', `scope=${scope}`]
  return {
    cache: {
      from: inputs.build.noCache || !builder.exports ? [] : [csv(...spec)],
      to: writes ? [csv(...spec, ...always)] : [],
    },
    text: `GitHub’s, scope ${scope}, ${writes ? 'read and written' : `only read, because ${whyNot(request, refs)}`}.`,
  }
}

/** Beside the image, so that the login of the image serves. Registries such as ECR require the media types of an image manifest. */
function registryCache(request: CacheRequest, refs: CacheRefs, name: string): Chosen | undefined {
  const repository = repositoryOf(request, name)
  if (repository === undefined) return undefined
  const image = describeCachedImage(request, name)
  const tags = refs.reads.map((ref) => formatReference(repository, { tag: cacheTag(ref, image) }))
  const own =
    refs.writes === undefined || !request.builder.exports
      ? undefined
      : formatReference(repository, { tag: cacheTag(refs.writes, image) })
  const types = ['image-manifest=true', 'oci-mediatypes=true']
  const from = request.inputs.build.noCache ? [] : tags
  return {
    cache: {
      from: from.map((ref) => csv('type=registry', `ref=${ref}`)),
      to: own === undefined ? [] : [csv('type=registry', `ref=${own}`, ...always, ...types)],
    },
    text: `reads ${from.join(' and ') || 'nothing'}; writes ${own ?? `nothing, because ${whyNot(request, refs)}`}.`,
  }
}

/** The only builder without caches. */
const weak = 'the builder (driver docker, legacy image store) cannot'

const whyNot = ({ builder }: CacheRequest, { why }: CacheRefs): string =>
  why ?? (builder.exports ? 'nothing may be written' : `${weak} write it`)

/** The image's first repository. A target that is only a base of others uses the step's first repository. */
function repositoryOf({ plans }: CacheRequest, name: string): Repository | undefined {
  const own = plans.find(({ target }) => target === name)?.repositories[0]
  return own ?? plans.flatMap(({ repositories }) => repositories)[0]
}
