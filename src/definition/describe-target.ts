import type { BakeTarget } from '../bake/bake-target.ts'
import { contextFolder, dockerfilePath } from '../bake/context-address.ts'
import type { BakeValue } from '../bake/escape.ts'
import { settingOf } from '../bake/specs.ts'
import { csv, splitFields } from '../csv.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import type { Env } from '../ports/ports.ts'

/** The bake target that inputs describe. `workspace` is absolute. Secrets are described without their values. */
export function describeTarget(inputs: BuildInputs, workspace: string, env: Env): BakeTarget {
  return withoutEmpty({
    context: contextFolder(workspace, inputs.context) ?? inputs.context,
    dockerfile: dockerfilePath(workspace, inputs.context, inputs.file) ?? '',
    contexts: Object.fromEntries(inputs.buildContexts.map(({ key, value }) => [key, lowerContext(value)])),
    target: inputs.target,
    args: readBuildArgs(inputs.buildArgs, env),
    platforms: inputs.platforms,
    secret: describeSecrets(inputs).specs,
    ssh: inputs.ssh,
    'cache-from': inputs.cacheFrom.map(asCache),
    'cache-to': inputs.cacheTo.map(asCache),
    output: inputs.outputs.map(({ spec }) => spec),
    'no-cache-filter': inputs.noCacheFilters,
    network: inputs.network,
    'extra-hosts': readHosts(inputs.addHosts),
    'shm-size': inputs.shmSize,
    ulimits: inputs.ulimit,
    entitlements: inputs.allow.filter((item) => !isCheckedByBuildx.test(item)),
  })
}

/** Entitlements that buildx checks itself and BuildKit does not know. */
const isCheckedByBuildx = /^(?:ssh$|fs(?:\.read|\.write)?=)/

/** A `KEY` without a value takes that of the environment, and is left out if there is none, as in docker. */
function readBuildArgs(args: readonly string[], env: Env): Record<string, string> {
  const pairs = args.flatMap((arg) => {
    const equals = arg.indexOf('=')
    if (equals >= 0) return [[arg.slice(0, equals), arg.slice(equals + 1)] as const]
    const value = env[arg]
    return value === undefined ? [] : [[arg, value] as const]
  })
  return Object.fromEntries(pairs)
}

/** Describes secrets for bake. Values are passed as `type=env`, so that they are neither on disk nor on a command line. */
export function describeSecrets(inputs: BuildInputs): {
  specs: readonly string[]
  env: Record<string, string>
} {
  const env: Record<string, string> = {}
  const values = inputs.secrets.map(({ key, value }, index) => {
    const name = `TAGBOAT_SECRET_${index}`
    env[name] = value
    return csv('type=env', `id=${key}`, `env=${name}`)
  })
  const { gitAuth } = inputs
  if (gitAuth !== undefined) env[gitVariable] = gitAuth.token
  const git =
    gitAuth !== undefined && isFetched(inputs, gitAuth.url)
      ? [csv('type=env', `id=${gitAuth.id}`, `env=${gitVariable}`)]
      : []
  const envs = inputs.secretEnvs.map(({ key, value }) => csv('type=env', `id=${key}`, `env=${value}`))
  const files = inputs.secretFiles.map(({ key, value }) => csv('type=file', `id=${key}`, `src=${value}`))
  return { specs: [...values, ...envs, ...files, ...git], env }
}

const gitVariable = 'TAGBOAT_GIT_AUTH'

const isFetched = ({ context, buildContexts }: BuildInputs, url: string): boolean =>
  [context, ...buildContexts.map(({ value }) => value)].some((each) => each.startsWith(`${url}#`))

/** `user/app:cache` is short for `type=registry,ref=user/app:cache`, as in docker/build-push-action. */
function asCache(cache: string): string {
  if (!cache.includes('=')) return `type=registry,ref=${lowerName(cache)}`
  if (settingOf(cache, 'type') !== 'registry') return cache
  const ref = settingOf(cache, 'ref') ?? ''
  if (lowerName(ref) === ref) return cache
  return csv(
    ...splitFields(cache).map((field) =>
      field.replace(/^(ref)=(.*)$/is, (_, key) => `${key}=${lowerName(ref)}`),
    ),
  )
}

const lowerContext = (context: string): string =>
  context.replace(/^(docker-image:\/\/)(.+)$/s, (_, scheme: string, name: string) => scheme + lowerName(name))

/** Lower-cases the name in a reference, as in input images, so that `ghcr.io/${{ github.repository }}` works for any owner. Tags keep their case. */
const lowerName = (reference: string): string =>
  reference.replace(/^[\w./:-]*?(?=(?::[^/:@]*)?(?:@.*)?$)/s, (name) => name.toLowerCase())

/** Bake takes one value per host: its addresses, separated by commas. */
function readHosts(items: readonly string[]): Record<string, string> {
  const hosts = new Map<string, string[]>()
  for (const item of items) {
    const [, name = '', address = ''] = /^([^:=]+)[:=](.+)$/.exec(item) ?? []
    hosts.set(name, [...(hosts.get(name) ?? []), address])
  }
  return Object.fromEntries([...hosts].map(([name, addresses]) => [name, addresses.join(',')]))
}

/** Removes bake's defaults: empty strings, lists and maps, and `false`. */
export function withoutEmpty(target: Record<string, BakeValue>): BakeTarget {
  const isEmpty = (value: BakeValue) =>
    value === '' ||
    value === false ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  return Object.fromEntries(Object.entries(target).filter(([, value]) => !isEmpty(value)))
}
