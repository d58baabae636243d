import type { BakeTarget } from '../bake/bake-target.ts'
import { specsOf } from '../bake/specs.ts'
import { type BuilderChoice, describeCapabilities, requestedBuilder } from '../builder/choose-builder.ts'
import { findReservedExports, scopeOf } from '../cache/cache-names.ts'
import { type CacheBuilder, type CacheChoice, chooseCache } from '../cache/choose-cache.ts'
import { addScopes, findGithubProblems, isOldBuildkit } from '../cache/github-cache.ts'
import type { BuildPlan, BuildPorts } from '../definition/build-plan.ts'
import type { Engine } from '../docker/find-engine.ts'
import { isMany } from '../inputs/inputs.ts'
import { describeProblem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Env, Log } from '../ports/ports.ts'
import type { DockerSession } from '../session/docker-session.ts'
import { chooseForBuild, driverOf } from './take-builder.ts'

/** A build with its builder, and in its targets the caches that it reads and writes. */
export interface CachedBuild {
  readonly run: BuildPlan
  readonly choice: BuilderChoice
}

/**
 * Chooses the builder of a build and its caches. Caches of the workflow are left out if this run may not write them, and those of
 * `type=gha` get a scope and are refused if they cannot work. Then input `cache` adds its own.
 */
export async function prepareCaches(
  ports: BuildPorts,
  session: DockerSession,
  given: BuildPlan,
): Promise<CachedBuild> {
  const mayWrite = given.plans.some(({ intent }) => intent.kind === 'push')
  const run = withTargets(given, (target, name) =>
    addOwnScope(given, session.engine.platform, mayWrite ? target : withoutExports(target), name),
  )
  if (!mayWrite) noticeIgnoredCache(ports.log, given.targets)
  throwAll(findReservedExports(run.targets))
  const choice = await chooseForBuild(ports, session, run)
  const { trigger, inputs } = given
  const service = { env: ports.env, serverUrl: trigger.serverUrl }
  const builder = describeBuilder(choice, session.engine)
  throwAll(findGithubProblems(builtTargets(run), service, builder, isMany(inputs)))
  if (inputs.cache === undefined) return { run, choice }
  return addCaches(ports, session, run, choice)
}

/** Adds the caches of input `cache`. Like `cache-to`, it is a reason for another builder, except for one that was requested. */
async function addCaches(
  ports: BuildPorts,
  session: DockerSession,
  run: BuildPlan,
  first: BuilderChoice,
): Promise<CachedBuild> {
  const ask = (choice: BuilderChoice) =>
    chooseFor(run, ports.env, {
      ...describeBuilder(choice, session.engine),
      platform: session.engine.platform,
    })
  const found = ask(first)
  const isFree = requestedBuilder(run.inputs.build, ports.env) === ''
  if (!found.isWeak || !(isFree || run.inputs.cache !== 'auto')) {
    for (const line of found.lines) ports.log.info(line)
    return { run: withCaches(run, found), choice: first }
  }
  const choice = await chooseForBuild(ports, session, run, ['the caches of input cache'])
  const chosen = ask(choice)
  for (const line of chosen.lines) ports.log.info(line)
  return { run: withCaches(run, chosen), choice }
}

const chooseFor = (run: BuildPlan, env: Env, builder: CacheBuilder): CacheChoice =>
  chooseCache({
    ...run,
    targets: builtTargets(run),
    setting: run.inputs.cache,
    isUntrusted: run.isUntrusted ?? false,
    env,
    builder,
  })

/** The log lines of a dry run, which does not ask for the builder: they assume that it can write caches. */
export function previewCaches(log: Log, env: Env, platform: string, run: BuildPlan): void {
  if (run.inputs.cache === undefined) return
  try {
    for (const line of chooseFor(run, env, { exports: true, platform }).lines) log.info(line)
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    for (const problem of error.problems) log.warning(`This run would fail: ${describeProblem(problem)}`)
  }
}

/** Without a question to buildx: the BuildKit of driver docker is the engine's, and Docker Engine 28.0 has BuildKit 0.20 (its release notes). */
function describeBuilder(choice: BuilderChoice, engine: Engine): CacheBuilder {
  const driver = driverOf(choice)
  const { rich, buildx } = describeCapabilities(driver, engine)
  const known = choice.kind === 'use' ? choice.builder.buildkit : undefined
  const isOldEngine = driver === 'docker' && Number.parseInt(engine.version, 10) < 28
  const ofEngine = isOldEngine ? `that of Docker Engine ${engine.version}` : undefined
  const oldBuildkit = known === undefined ? ofEngine : isOldBuildkit(known) ? known : undefined
  return { exports: rich, buildx, ...(oldBuildkit !== undefined && { oldBuildkit }) }
}

const builtTargets = ({ targets, reused }: BuildPlan): ReadonlyMap<string, BakeTarget> =>
  new Map([...targets].filter(([name]) => !reused.has(name)))

const withTargets = (
  run: BuildPlan,
  change: (target: BakeTarget, name: string) => BakeTarget,
): BuildPlan => ({
  ...run,
  targets: new Map([...run.targets].map(([name, target]) => [name, change(target, name)])),
})

const withCaches = (run: BuildPlan, { caches }: CacheChoice): BuildPlan =>
  withTargets(run, (target, name) => {
    const { from = [], to = [] } = caches.get(name) ?? {}
    return {
      ...target,
      ...(from.length > 0 && { 'cache-from': from }),
      ...(to.length > 0 && { 'cache-to': to }),
    }
  })

/** With one image, caches are also read from BuildKit's default scope, which all tools share; with several it has the wrong image. */
const addOwnScope = (run: BuildPlan, platform: string, target: BakeTarget, name: string): BakeTarget =>
  addScopes(target, () => scopeOf({ ...run, builder: { platform } }, name), !isMany(run.inputs))

function withoutExports(target: BakeTarget): BakeTarget {
  const { 'cache-to': _cacheTo, ...rest } = target
  return rest
}

/** Only runs that may push write a cache of the workflow, because others read it. */
function noticeIgnoredCache(log: Log, targets: ReadonlyMap<string, BakeTarget>): void {
  const isAsked = [...targets.values()].some((target) => specsOf(target, 'cache-to').length > 0)
  if (isAsked) log.notice('cache-to is ignored, because this run does not push.')
}
