import { gte } from 'semver'
import { type BakeTarget, basesOf, listOf, recordOf } from '../bake/bake-target.ts'
import { type BakeValue, escapeTemplates } from '../bake/escape.ts'
import { specsOf } from '../bake/specs.ts'
import { buildxLacks } from '../errors/engine.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import { landingTags, type PushStrategies } from '../model/push-strategy.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { ownAnnotationsOf } from '../plan/labels.ts'
import type { Plan } from '../plan/plan.ts'
import { epochSeconds } from '../ports/time.ts'
import type { Abilities } from './abilities.ts'
import { placeAnnotations } from './annotate.ts'
import { isAttested, planAttests } from './attest.ts'
import { withoutEmpty } from './describe-target.ts'
import { planOutput } from './output.ts'

/** Everything that a definition is made of. */
export interface BuildRequest {
  /** Every target that takes part, by name. */
  readonly targets: ReadonlyMap<string, BakeTarget>
  /** What is to be there of them, one plan for each target that is built for itself. */
  readonly plans: readonly Plan[]
  /** The targets that are built for themselves, and where each goes. */
  readonly strategies: PushStrategies
  /** What stands in for a target that others stand on and that is not built: `docker-image://` and its reference. */
  readonly reused: ReadonlyMap<string, string>
  readonly trigger: Trigger
  readonly inputs: BuildInputs
  readonly abilities: Abilities
  /** False: caches are only read. */
  readonly writesCache: boolean
}

export interface Definition {
  /** What `docker buildx bake -f -` reads. */
  readonly json: string
  /** The targets to name on bake's command line; others are there for what stands on them. */
  readonly names: readonly string[]
  /** The annotations of each target that is built for itself, as buildx gets them: with their level. */
  readonly annotations: ReadonlyMap<string, readonly string[]>
}

/** One bake definition for the whole build. Pure: the same request gives the same bytes. */
export function defineBuild(request: BuildRequest): Definition {
  checkHosts(request)
  const targets: Record<string, BakeTarget> = {}
  const annotations = new Map<string, readonly string[]>()
  for (const name of findBuilt(request)) {
    const plan = request.plans.find(({ target }) => target === name)
    const landed = plan === undefined ? {} : layOver(request, name, plan)
    targets[name] = withoutEmpty({ ...prepareTarget(request, name), ...landed })
    if (plan !== undefined) annotations.set(name, listOf(landed, 'annotations'))
  }
  const json = JSON.stringify(escapeTemplates({ target: targets }), null, 2)
  return { json, names: [...request.strategies.keys()], annotations }
}

/** What is built for itself, and what that stands on as far as it is not to be had from a registry. */
function findBuilt({ targets, strategies, reused }: BuildRequest): ReadonlySet<string> {
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

/** A target as the person described it, without what is ours to say: where it goes, under which names. */
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
    // A person's own SOURCE_DATE_EPOCH wins.
    args: { SOURCE_DATE_EPOCH: String(epochSeconds(trigger.commitTime)), ...recordOf(target, 'args') },
    contexts: { ...recordOf(target, 'contexts'), ...Object.fromEntries(bases) },
    ...(writesCache && cacheTo !== undefined && { 'cache-to': cacheTo }),
    ...(inputs.noCache && { 'no-cache': true }),
    ...(inputs.pull && { pull: true }),
  }
}

/** What is laid over a target that is built for itself. */
function layOver(request: BuildRequest, name: string, plan: Plan): Record<string, BakeValue> {
  const { targets, trigger, inputs, abilities } = request
  const target = targets.get(name) ?? {}
  const strategy = request.strategies.get(name) ?? { kind: 'warm' }
  const { files } = plan
  const isFilesOnly = files?.isImage === false
  const load = inputs.load && !isFilesOnly
  const { attests, platforms, hasIndex } = describeShape({ trigger, inputs, abilities }, target, plan)
  return {
    // Without annotations the labels carry what a later run's guards need.
    labels: abilities.rich ? plan.labels : { ...plan.labels, ...ownAnnotationsOf(plan.annotations) },
    tags: landingTags(strategy),
    annotations: abilities.rich && !isFilesOnly ? placeAnnotations(plan, hasIndex) : [],
    attest: attests,
    output: planOutput(
      strategy,
      { ...inputs, load, files: files?.outputs ?? [], platforms, hasIndex },
      abilities,
    ),
  }
}

/** Its attestations, how many platforms it names, and whether it has an index. */
function describeShape(
  { trigger, inputs, abilities }: Pick<BuildRequest, 'trigger' | 'inputs' | 'abilities'>,
  target: BakeTarget,
  { files }: Pick<Plan, 'files'>,
) {
  const isPrivate = trigger.repository.private !== false
  const asked = [...specsOf(target, 'attest'), ...inputs.attests]
  const isFilesOnly = files?.isImage === false
  const goesTo = {
    load: inputs.load && !isFilesOnly,
    isFilesOnly,
    hasDockerArchive: files?.outputs.some(({ type }) => type === 'docker') ?? false,
  }
  const attests = planAttests(asked, isPrivate, abilities, goesTo)
  const platforms = listOf(target, 'platforms').length
  return { attests, platforms, hasIndex: platforms > 1 || isAttested(attests) }
}

/** A builder that writes annotations and attestations, as all do but the docker driver on the legacy image store. */
const richBuilder: Abilities = { driver: 'docker-container', rich: true, loadsIndexes: true, buildx: '' }

/** The annotations that a build would give to each planned image, with their level, by target: for a dry run. */
export function previewAnnotations({
  targets,
  plans,
  trigger,
  inputs,
}: Pick<BuildRequest, 'targets' | 'plans' | 'trigger' | 'inputs'>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    plans.map((plan) => {
      const target = targets.get(plan.target) ?? {}
      const { hasIndex } = describeShape({ trigger, inputs, abilities: richBuilder }, target, plan)
      return [plan.target, placeAnnotations(plan, hasIndex)]
    }),
  )
}

function checkHosts({ inputs, abilities }: BuildRequest): void {
  if (inputs.addHosts.length > 0 && !gte(abilities.buildx, '0.25.0')) {
    throw new TagboatError(buildxLacks('Input add-hosts', '0.25.0', abilities.buildx))
  }
}
