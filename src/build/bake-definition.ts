import { gte } from 'semver'
import { type BakeTarget, basesOf, listOf, recordOf } from '../bake/bake-target.ts'
import { type BakeValue, escapeTemplates } from '../bake/escape.ts'
import { specsOf } from '../bake/specs.ts'
import { isAttested, planAttests } from '../builder/attestations.ts'
import type { BuilderCapabilities } from '../builder/builder-capabilities.ts'
import { withoutEmpty } from '../definition/describe-target.ts'
import { buildxLacks } from '../errors/engine.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import { type PushStrategies, pushedTags } from '../model/push-strategy.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { ownAnnotationsOf } from '../plan/labels.ts'
import type { Plan } from '../plan/plan.ts'
import { epochSeconds } from '../ports/time.ts'
import { newerFeatures } from '../setup/buildx-needs.ts'
import { planOutput } from './plan-output.ts'

/** Everything that determines a bake definition. */
export interface BuildRequest {
  /** Every target of the build by name, including dependencies. */
  readonly targets: ReadonlyMap<string, BakeTarget>
  /** One plan for each target whose image is published, loaded or written. */
  readonly plans: readonly Plan[]
  /** The targets to build, with the push strategy of each. Others are built only as dependencies. */
  readonly strategies: PushStrategies
  /** Contexts that replace dependencies which are not built, by target: `docker-image://` and a reference. */
  readonly reused: ReadonlyMap<string, string>
  readonly trigger: Trigger
  readonly inputs: BuildInputs
  readonly capabilities: BuilderCapabilities
  /** Whether caches are written. They are always read. */
  readonly writesCache: boolean
  /** More build arguments for a target, which take precedence. */
  readonly extraArgs?: (name: string) => Readonly<Record<string, string>>
}

export interface Definition {
  /** The definition for `docker buildx bake -f -`. */
  readonly json: string
  /** The targets for bake's command line. Others in the definition are dependencies of these. */
  readonly names: readonly string[]
  /** All targets, dependencies included. */
  readonly allNames: readonly string[]
  /** The annotations of each named target in buildx's notation, with their level. */
  readonly annotations: ReadonlyMap<string, readonly string[]>
}

/** Writes one bake definition for the whole build. Pure: the same request gives the same bytes. */
export function defineBuild(request: BuildRequest): Definition {
  checkHosts(request)
  const targets: Record<string, BakeTarget> = {}
  const annotations = new Map<string, readonly string[]>()
  for (const name of findNeededTargets(request)) {
    const plan = request.plans.find(({ target }) => target === name)
    const settings = plan === undefined ? {} : planSettings(request, name, plan)
    targets[name] = withoutEmpty({ ...prepareTarget(request, name), ...settings })
    if (plan !== undefined) annotations.set(name, listOf(settings, 'annotations'))
  }
  const json = JSON.stringify(escapeTemplates({ target: targets }), null, 2)
  return { json, names: [...request.strategies.keys()], allNames: Object.keys(targets), annotations }
}

function checkHosts({ inputs, capabilities }: BuildRequest): void {
  const { feature, oldest } = newerFeatures.addHosts
  if (inputs.addHosts.length > 0 && !gte(capabilities.buildx, oldest)) {
    throw new TagboatError(buildxLacks(feature, oldest, capabilities.buildx))
  }
}

/** The targets to build and their dependencies, without those that are reused from a registry. */
export function findNeededTargets({
  targets,
  strategies,
  reused,
}: Pick<BuildRequest, 'targets' | 'strategies' | 'reused'>): ReadonlySet<string> {
  const found = new Set<string>()
  const add = (name: string) => {
    const target = targets.get(name)
    if (target === undefined || found.has(name)) return
    found.add(name)
    for (const base of basesOf(target).values()) if (!reused.has(base)) add(base)
  }
  for (const name of strategies.keys()) add(name)
  return found
}

/** A target as the user described it, without the settings that depend on the run: tags, outputs and cache exports. */
function prepareTarget(request: BuildRequest, name: string): BakeTarget {
  const { targets, inputs, trigger, reused, writesCache } = request
  const target = targets.get(name) ?? {}
  const { tags: _tags, output: _output, 'cache-to': cacheTo, ...rest } = target
  const bases = [...basesOf(target)].flatMap(([context, base]) => {
    const image = reused.get(base)
    return image === undefined ? [] : [[context, image] as const]
  })
  return {
    ...rest,
    // A SOURCE_DATE_EPOCH of the user takes precedence.
    args: {
      SOURCE_DATE_EPOCH: String(epochSeconds(trigger.commitTime)),
      ...recordOf(target, 'args'),
      ...request.extraArgs?.(name),
    },
    contexts: { ...recordOf(target, 'contexts'), ...Object.fromEntries(bases) },
    ...(writesCache && cacheTo !== undefined && { 'cache-to': cacheTo }),
    ...(inputs.noCache && { 'no-cache': true }),
    ...(inputs.pull && { pull: true }),
  }
}

/** The settings of the run for a target to build: labels, tags, annotations, attestations and outputs. */
function planSettings(request: BuildRequest, name: string, plan: Plan): Record<string, BakeValue> {
  const { targets, trigger, inputs, capabilities } = request
  const target = targets.get(name) ?? {}
  const strategy = request.strategies.get(name) ?? { kind: 'warm' }
  const { files } = plan
  const isFilesOnly = files?.isImage === false
  const load = inputs.load && !isFilesOnly
  const { attests, platforms, hasIndex } = describeShape({ trigger, inputs, capabilities }, target, plan)
  return {
    // If there are no annotations, labels carry the values that the guards of a later run need.
    labels: capabilities.rich ? plan.labels : { ...plan.labels, ...ownAnnotationsOf(plan.annotations) },
    tags: pushedTags(strategy),
    annotations: capabilities.rich && !isFilesOnly ? formatAnnotations(plan, hasIndex) : [],
    attest: attests,
    output: planOutput(
      strategy,
      { ...inputs, load, files: files?.outputs ?? [], platforms, hasIndex },
      capabilities,
    ),
  }
}

/** The attestations of a target's image, the number of its platforms, and whether it has an index. */
function describeShape(
  { trigger, inputs, capabilities }: Pick<BuildRequest, 'trigger' | 'inputs' | 'capabilities'>,
  target: BakeTarget,
  { files }: Pick<Plan, 'files'>,
) {
  const isPrivate = trigger.repository.private !== false
  const asked = [...specsOf(target, 'attest'), ...inputs.attests]
  const isFilesOnly = files?.isImage === false
  const kinds = {
    load: inputs.load && !isFilesOnly,
    isFilesOnly,
    hasDockerArchive: files?.outputs.some(({ type }) => type === 'docker') ?? false,
  }
  const attests = planAttests(asked, isPrivate, capabilities, kinds)
  const platforms = listOf(target, 'platforms').length
  return { attests, platforms, hasIndex: platforms > 1 || isAttested(attests) }
}

/**
 * Formats annotations for bake: `level:key=value`. By default they belong to the top manifest, which is the index if there is one, and
 * otherwise the image manifest. buildx fails for level `index` without an index. Values that change with every run must stay off the
 * platform manifests below an index, because they would change the digests of these.
 */
export function formatAnnotations(plan: Plan, hasIndex: boolean): readonly string[] {
  const level = chooseLevels(plan.annotationsLevels, hasIndex)
  const ours = Object.entries(plan.annotations).map(([key, value]) => `${level}:${key}=${value}`)
  const own = plan.ownAnnotations.map(({ key, value }) => {
    const colon = key.indexOf(':')
    if (colon < 0) return `${level}:${key}=${value}`
    return `${chooseLevels(key.slice(0, colon).split(','), hasIndex)}:${key.slice(colon + 1)}=${value}`
  })
  return [...ours, ...own]
}

/** Without an index, the image manifest replaces the level `index`. */
function chooseLevels(wanted: readonly string[], hasIndex: boolean): string {
  if (wanted.length === 0) return hasIndex ? 'index' : 'manifest'
  const existing = hasIndex ? wanted : wanted.map((level) => level.replace(/^index/, 'manifest'))
  return [...new Set(existing)].join(',')
}

/** The annotations that a build would give to each planned image, by target, for a dry run. */
export function previewAnnotations({
  targets,
  plans,
  trigger,
  inputs,
}: Pick<BuildRequest, 'targets' | 'plans' | 'trigger' | 'inputs'>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    plans.map((plan) => {
      const target = targets.get(plan.target) ?? {}
      const { hasIndex } = describeShape({ trigger, inputs, capabilities: richBuilder }, target, plan)
      return [plan.target, formatAnnotations(plan, hasIndex)]
    }),
  )
}

/** A builder with annotations and attestations: any but that of driver docker with the legacy image store. */
const richBuilder: BuilderCapabilities = {
  driver: 'docker-container',
  rich: true,
  loadsIndexes: true,
  buildx: '',
}
