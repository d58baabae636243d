import { lt } from 'semver'
import type { BakeTarget } from '../bake/bake-target.ts'
import { isTrue, settingOf, specsOf } from '../bake/specs.ts'
import { githubCacheMissing, githubCacheTooOld } from '../errors/cache.ts'
import { isGithubRunner } from '../inputs/unknown-inputs.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'

/** The tools of a build. Unknown versions are not a reason to refuse a cache. */
export interface CacheTools {
  /** `major.minor.patch` */
  readonly buildx?: string
  /** The builder's BuildKit, in words, if it is too old. */
  readonly oldBuildkit?: string
}

/** The oldest versions that speak version 2 of the protocol (BuildKit 0.20 release notes; docker/build-push-action#1345). */
const oldest = { buildx: '0.21.0', buildkit: '0.20.0' } as const

/** The variables of the runner that matter here. */
export interface CacheEnvironment {
  readonly env: Env
  readonly serverUrl: string
}

/**
 * Why this run cannot use a cache of `type=gha`; undefined if it can. `spec` may have a token and an address of its own. The rules are
 * buildx's (`build/opt.go`, addGithubToken), which silently leaves out a cache without a token or an address.
 */
export function findGithubProblem(
  where: string,
  { env, serverUrl }: CacheEnvironment,
  tools: CacheTools,
  spec = 'type=gha',
): Problem | undefined {
  const version = settingOf(spec, 'version')
  const isSecond =
    version === undefined ? isTrue(env.ACTIONS_CACHE_SERVICE_V2) || has(spec, 'url_v2') : version === '2'
  const missing: string[] = []
  if (!has(spec, 'token') && !env.ACTIONS_RUNTIME_TOKEN) missing.push('ACTIONS_RUNTIME_TOKEN')
  if (isSecond && !has(spec, 'url_v2') && !env.ACTIONS_RESULTS_URL) missing.push('ACTIONS_RESULTS_URL')
  if (!isSecond && !has(spec, 'url')) {
    // github.com has only version 2. GitHub Enterprise Server and other runners have version 1.
    if (isGithubRunner(env) && serverUrl === 'https://github.com') missing.push('ACTIONS_CACHE_SERVICE_V2')
    else if (!env.ACTIONS_CACHE_URL && !env.ACTIONS_RESULTS_URL) missing.push('ACTIONS_CACHE_URL')
  }
  if (missing.length > 0) return githubCacheMissing(where, missing)
  return isSecond ? findOldTool(where, tools) : undefined
}

/** Whether this version of BuildKit, `major.minor.patch`, is too old. */
export const isOldBuildkit = (version: string): boolean => lt(version, oldest.buildkit)

function findOldTool(where: string, { buildx, oldBuildkit }: CacheTools): Problem | undefined {
  if (buildx !== undefined && lt(buildx, oldest.buildx)) {
    return githubCacheTooOld(where, 'buildx', oldest.buildx, buildx)
  }
  if (oldBuildkit !== undefined) return githubCacheTooOld(where, 'BuildKit', oldest.buildkit, oldBuildkit)
  return undefined
}

const has = (spec: string, key: string): boolean => (settingOf(spec, key) ?? '') !== ''

/** The problems of the caches that the workflow or a bake file names. A step of one image has no names of targets. */
export function findGithubProblems(
  targets: ReadonlyMap<string, BakeTarget>,
  service: CacheEnvironment,
  tools: CacheTools,
  isMany: boolean,
): readonly Problem[] {
  const found = [...targets].flatMap(([name, target]) =>
    (['cache-from', 'cache-to'] as const).flatMap((field) => {
      const where = isMany ? `${field} of target ${name}` : `Input ${field}`
      return githubSpecs(target, field).flatMap(
        (spec) => findGithubProblem(where, service, tools, spec) ?? [],
      )
    }),
  )
  // One is enough: all have the same cause.
  return found.slice(0, 1)
}

const githubSpecs = (target: BakeTarget, field: string): readonly string[] =>
  specsOf(target, field).filter(isGithub)

const isGithub = (spec: string): boolean => settingOf(spec, 'type') === 'gha'

/**
 * Gives each cache of `type=gha` without a scope that of its image: BuildKit's default scope is the same for all images, so that each
 * would overwrite the cache of the others. `readsDefault`: caches are also read from the default scope, where other tools and
 * earlier versions of Tagboat wrote them.
 */
export function addScopes(target: BakeTarget, scopeOf: () => string, readsDefault: boolean): BakeTarget {
  const fields = (['cache-from', 'cache-to'] as const).flatMap((field) => {
    const specs = specsOf(target, field)
    if (!specs.some(lacksScope)) return []
    const scoped = specs.flatMap((spec) => {
      if (!lacksScope(spec)) return [spec]
      const own = `${spec},scope=${scopeOf()}`
      return field === 'cache-from' && readsDefault ? [own, spec] : [own]
    })
    return [[field, scoped] as const]
  })
  return fields.length === 0 ? target : { ...target, ...Object.fromEntries(fields) }
}

const lacksScope = (spec: string): boolean => isGithub(spec) && !has(spec, 'scope')

/** Whether a target has caches of its own. */
export const hasCaches = (target: BakeTarget): boolean =>
  ['cache-from', 'cache-to'].some((field) => specsOf(target, field).length > 0)
