import { gte } from 'semver'
import { buildxLacks } from '../errors/engine.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import { describeRun } from '../plan/labels.ts'
import type { Plan } from '../plan/plan.ts'
import { epochSeconds } from '../ports/time.ts'
import type { Trigger } from '../trigger/trigger.ts'
import { placeAnnotations } from './annotate.ts'
import { isAttested, planAttests } from './attest.ts'
import type { Abilities } from './builder.ts'
import { type BakeValue, escapeTemplates } from './escape.ts'
import { type Landing, landingTags } from './landing.ts'
import { planOutput } from './output.ts'
import { contextFolder, dockerfilePath } from './paths.ts'
import { placeSecrets } from './secrets.ts'

/** Everything that a definition is made of. */
export interface BuildRequest {
  readonly plan: Plan
  readonly trigger: Trigger
  readonly inputs: BuildInputs
  readonly abilities: Abilities
  /** Absolute. */
  readonly workspace: string
  /** `KEY=value`, environment look-ups done. */
  readonly buildArgs: readonly (readonly [string, string])[]
  readonly landing: Landing
  /** Without what may not be written in this run. */
  readonly cacheTo: readonly string[]
}

export interface Definition {
  /** What `docker buildx bake -f -` reads. */
  readonly json: string
  /** Secrets reach bake as environment variables: no file, no command line. */
  readonly env: Readonly<Record<string, string>>
  readonly hasIndex: boolean
}

export const targetName = 'image'

/** One bake definition for the build. Pure: the same request gives the same bytes. */
export function defineBuild(request: BuildRequest): Definition {
  const { plan, trigger, inputs, abilities } = request
  const isPrivate = trigger.repository.private !== false
  const attests = planAttests(inputs.attests, isPrivate, abilities, inputs.load)
  const hasIndex = inputs.platforms.length > 1 || isAttested(attests)
  const secrets = placeSecrets(inputs)
  // Without annotations the labels carry what a later run's guards need.
  const labels = abilities.rich ? plan.labels : { ...plan.labels, ...describeRun(trigger, plan.tags) }
  const target = withoutEmpty({
    ...readContext(request),
    args: readArgs(request),
    labels,
    tags: landingTags(request.landing),
    annotations: abilities.rich ? placeAnnotations(plan, hasIndex) : [],
    attest: attests,
    platforms: inputs.platforms,
    output: planOutput(request.landing, inputs, abilities, hasIndex),
    secret: secrets.specs,
    ssh: inputs.ssh,
    'cache-from': inputs.cacheFrom.map(asCache),
    'cache-to': request.cacheTo.map(asCache),
    ...readFlags(inputs, abilities),
  })
  const definition = { group: { default: { targets: [targetName] } }, target: { [targetName]: target } }
  return { json: JSON.stringify(escapeTemplates(definition), null, 2), env: secrets.env, hasIndex }
}

function readContext({ workspace, inputs }: BuildRequest) {
  return {
    context: contextFolder(workspace, inputs.context) ?? inputs.context,
    dockerfile: dockerfilePath(workspace, inputs.context, inputs.file) ?? '',
    contexts: Object.fromEntries(inputs.buildContexts.map(({ key, value }) => [key, value])),
    target: inputs.target,
  }
}

/** A person's own SOURCE_DATE_EPOCH wins. */
function readArgs({ buildArgs, trigger }: BuildRequest): Record<string, string> {
  return { SOURCE_DATE_EPOCH: String(epochSeconds(trigger.commitTime)), ...Object.fromEntries(buildArgs) }
}

function readFlags(inputs: BuildInputs, abilities: Abilities): Record<string, BakeValue> {
  if (inputs.addHosts.length > 0 && !gte(abilities.buildx, '0.25.0')) {
    throw new TagboatError(buildxLacks('Input add-hosts', '0.25.0', abilities.buildx))
  }
  return {
    'no-cache': inputs.noCache,
    'no-cache-filter': inputs.noCacheFilters,
    pull: inputs.pull,
    network: inputs.network,
    'extra-hosts': readHosts(inputs.addHosts),
    'shm-size': inputs.shmSize,
    ulimits: inputs.ulimit,
    entitlements: inputs.allow,
  }
}

/** Bake has one value per name: the addresses of one host stand in one, by comma. */
function readHosts(items: readonly string[]): Record<string, string> {
  const hosts = new Map<string, string[]>()
  for (const item of items) {
    const [, name = '', address = ''] = /^([^:=]+)[:=](.+)$/.exec(item) ?? []
    hosts.set(name, [...(hosts.get(name) ?? []), address])
  }
  return Object.fromEntries([...hosts].map(([name, addresses]) => [name, addresses.join(',')]))
}

/** `user/app:cache` is short for `type=registry,ref=user/app:cache`, as in docker/build-push-action. */
const asCache = (cache: string): string => (cache.includes('=') ? cache : `type=registry,ref=${cache}`)

/** Without empty strings, lists and maps, and without what is false: bake's defaults. */
function withoutEmpty(target: Record<string, BakeValue>): Record<string, BakeValue> {
  const isEmpty = (value: BakeValue) =>
    value === '' ||
    value === false ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  return Object.fromEntries(Object.entries(target).filter(([, value]) => !isEmpty(value)))
}
