import type { Docker } from '../docker/docker.ts'
import { type Engine, findEngineAddress } from '../docker/find-engine.ts'
import * as errors from '../errors/engine.ts'
import type { BuilderDescription } from '../inputs/builder-inputs.ts'
import { dockerHub } from '../model/docker-hub.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Resolve } from '../ports/http.ts'
import type { Env, Files } from '../ports/ports.ts'
import type { Scheme } from '../registry/endpoint.ts'
import { createInsecurePolicy, isLoopback, stripPort } from '../registry/insecure.ts'
import { addToConfig, type RegistryEntry } from './buildkitd-config.ts'

/** A registry that the build uses, and its purpose. */
export interface UsedRegistry {
  readonly host: string
  /** For errors: `images`, `cache-to`, ... */
  readonly usedBy: string
  /** Whether the build fails without it. A registry that only provides a cache is optional. */
  readonly isNeeded: boolean
}

/** The settings of a new builder that follow from the machine and the build. */
export interface BuilderSettings {
  /** The container shares the machine's network, so that it reaches registries on loopback. */
  readonly hostNetwork: boolean
  /** The text of `buildkitd.toml`; empty if the builder needs none. */
  readonly config: string
}

export interface TemporaryBuilderRequest {
  readonly engine: Engine
  readonly registries: readonly UsedRegistry[]
  /** The scheme by which a registry answered this run; undefined if it was not asked. */
  readonly schemeOf: (host: string) => Scheme | undefined
  readonly buildxConfig: string
  /** The builder that the inputs describe; absent for Tagboat's own. */
  readonly described?: BuilderDescription | undefined
}

/**
 * Plans the settings with which a new builder reaches the same registries as the engine: the machine's network for registries on
 * loopback, and a configuration with the engine's `insecure-registries` and mirrors. The user's default configuration
 * (`buildkitd.default.toml` in buildx's folder) replaces ours, and the one in the inputs precedes it. A BuildKit that runs already has its
 * own. Throws a TagboatError for a registry that the builder cannot reach.
 */
export async function planTemporaryBuilder(
  ports: { readonly docker: Docker; readonly files: Files; readonly env: Env; readonly resolve: Resolve },
  request: TemporaryBuilderRequest,
): Promise<BuilderSettings> {
  const { registries, buildxConfig, described } = request
  const driver = described?.driver ?? 'docker-container'
  if (driver !== 'docker-container' && driver !== 'kubernetes') return { hostNetwork: false, config: '' }
  const hasNetwork = described?.nodes.every(({ driverOpts }) =>
    driverOpts.some(({ key }) => key === 'network'),
  )
  // The user's network decides, and pods have none of this machine.
  const local = hasNetwork || driver === 'kubernetes' ? [] : await findLocal(ports.resolve, registries)
  const isOwnNetwork = local.length > 0 && (await checkLocal(ports, request, local))
  const text = described?.config ?? ''
  const isOwnConfig = text === '' && (await ports.files.list(buildxConfig)).includes('buildkitd.default.toml')
  const entries = isOwnConfig ? [] : await describeRegistries(ports.resolve, request)
  return { hostNetwork: isOwnNetwork, config: addToConfig(text, entries) }
}

/** The engine's mirrors, and the registries without trusted TLS: those of the engine's list and those that the build uses. */
async function describeRegistries(
  resolve: Resolve,
  { engine, registries, schemeOf }: TemporaryBuilderRequest,
): Promise<readonly RegistryEntry[]> {
  const insecurePolicy = createInsecurePolicy(engine.insecureRegistries, resolve)
  const entries: RegistryEntry[] = describeMirrors(engine.mirrors)
  // The engine's list may contain networks, but BuildKit's cannot: registries in such a network are listed one by one.
  const hosts = [
    ...engine.insecureRegistries.filter((entry) => !entry.includes('/')),
    ...registries.map(({ host }) => host),
  ]
  for (const host of new Set(hosts)) {
    const { plain, unverified } = await insecurePolicy(host)
    if (plain || unverified) entries.push({ host, insecure: schemeOf(host) ?? 'unknown' })
  }
  return entries
}

/** The registries on loopback, by host name or address. */
async function findLocal(
  resolve: Resolve,
  registries: readonly UsedRegistry[],
): Promise<readonly UsedRegistry[]> {
  const looked = registries.map(async (registry) => {
    if (isLoopback(registry.host)) return [registry]
    const addresses = await resolve(stripPort(registry.host))
    return addresses.some(isLoopback) ? [registry] : []
  })
  return (await Promise.all(looked)).flat()
}

/** Whether the containers of every node can share this machine's network. Throws if one cannot although the build requires it. */
async function checkLocal(
  { docker, env }: { readonly docker: Docker; readonly env: Env },
  { engine, described }: TemporaryBuilderRequest,
  local: readonly UsedRegistry[],
): Promise<boolean> {
  const needed = local.find(({ isNeeded }) => isNeeded)
  for (const { endpoint } of described?.nodes ?? [{ endpoint: '' }]) {
    const address = endpoint.includes('://') ? endpoint : await findEngineAddress(docker, env, endpoint)
    const isElsewhere = isOtherMachine(address)
    if (!isElsewhere && !(engine.isRootless && endpoint === '')) continue
    if (needed === undefined) return false
    const why = isElsewhere ? 'runs on another machine' : 'is rootless'
    throw new TagboatError(errors.builderCannotReach(needed.host, needed.usedBy, address, why))
  }
  return true
}

/** Whether an engine is on another machine: behind `ssh://` or `tcp://`, except on this machine's loopback. */
export function isOtherMachine(address: string): boolean {
  const [, scheme, host = ''] = /^([a-z]+):\/\/(?:[^@/]*@)?(\[[^\]]*\](?::\d+)?|[^/]*)/i.exec(address) ?? []
  if (scheme === undefined || !['tcp', 'ssh', 'http', 'https'].includes(scheme.toLowerCase())) return false
  return !isLoopback(host)
}

/** The entries for Docker Hub's mirrors, and for mirrors without TLS. The engine has URLs, BuildKit hosts with a path. */
function describeMirrors(mirrors: readonly string[]): RegistryEntry[] {
  const urls = mirrors.flatMap((mirror) => (URL.canParse(mirror) ? [new URL(mirror)] : []))
  if (urls.length === 0) return []
  const plain = urls.filter(({ protocol }) => protocol === 'http:')
  return [
    {
      host: dockerHub,
      mirrors: urls.map(({ host, pathname }) => `${host}${pathname.replace(/\/+$/, '')}`),
    },
    ...plain.map(({ host }): RegistryEntry => ({ host, insecure: 'http' })),
  ]
}
