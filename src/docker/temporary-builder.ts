import { join } from 'node:path'
import * as errors from '../errors/engine.ts'
import { dockerHub } from '../model/docker-hub.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Resolve } from '../ports/http.ts'
import type { Env, Files } from '../ports/ports.ts'
import type { Scheme } from '../registry/endpoint.ts'
import { createInsecurePolicy, isLoopback, stripPort } from '../registry/insecure.ts'
import { formatBuildkitdConfig, type RegistryEntry } from './buildkitd-config.ts'
import { type Docker, outputOf } from './docker.ts'
import { type Engine, findEngineAddress } from './find-engine.ts'

/** A registry that the build uses, and its purpose. */
export interface UsedRegistry {
  readonly host: string
  /** For errors: `images`, `cache-to`, ... */
  readonly usedBy: string
  /** Whether the build fails without it. A registry that only provides a cache is optional. */
  readonly isNeeded: boolean
}

/** The settings of a temporary builder. */
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
}

/**
 * Plans the settings with which a temporary builder reaches the same registries as the engine: the machine's network for registries on
 * loopback, and a configuration with the engine's `insecure-registries` and mirrors. The user's default configuration
 * (`buildkitd.default.toml` in buildx's folder) replaces ours. Throws a TagboatError for a registry that the builder cannot reach.
 */
export async function planTemporaryBuilder(
  ports: { readonly docker: Docker; readonly files: Files; readonly env: Env; readonly resolve: Resolve },
  request: TemporaryBuilderRequest,
): Promise<BuilderSettings> {
  const { engine, registries, schemeOf, buildxConfig } = request
  const local = await findLocal(ports.resolve, registries)
  const isOwnNetwork = local.length > 0 && (await checkLocal(ports, engine, local))
  const isOwnConfig = (await ports.files.list(buildxConfig)).includes('buildkitd.default.toml')
  const insecurePolicy = createInsecurePolicy(engine.insecureRegistries, ports.resolve)
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
  return { hostNetwork: isOwnNetwork, config: isOwnConfig ? '' : formatBuildkitdConfig(entries) }
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

/** Whether the engine's containers can share this machine's network. Throws if they cannot although the build requires it. */
async function checkLocal(
  { docker, env }: { readonly docker: Docker; readonly env: Env },
  engine: Engine,
  local: readonly UsedRegistry[],
): Promise<boolean> {
  const address = await findEngineAddress(docker, env)
  const isElsewhere = isOtherMachine(address)
  if (!isElsewhere && !engine.isRootless) return true
  const needed = local.find(({ isNeeded }) => isNeeded)
  if (needed === undefined) return false
  const why = isElsewhere ? 'runs on another machine' : 'is rootless'
  throw new TagboatError(errors.builderCannotReach(needed.host, needed.usedBy, address, why))
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

/**
 * Creates and starts a docker-container builder. The caller has already remembered its name for the post step, which removes it even if
 * this process is killed. buildx copies the configuration, so that its file in `scratch` is temporary.
 */
export async function createBuilder(
  ports: { readonly buildx: Docker; readonly files: Files },
  name: string,
  { hostNetwork, config }: BuilderSettings,
  scratch: string,
): Promise<void> {
  const args = ['create', '--name', name, '--driver', 'docker-container']
  if (hostNetwork) args.push('--driver-opt', 'network=host')
  if (config !== '') {
    const path = join(scratch, 'buildkitd.toml')
    await ports.files.write(path, config)
    args.push('--buildkitd-config', path)
  }
  const result = await ports.buildx([...args, '--bootstrap'])
  if (result.code !== 0) throw new TagboatError(errors.builderNotCreated(outputOf(result)))
}

/** Time-out of the removal in ms: an engine that does not answer must not block the job. */
const removalMs = 60_000

/** Removes a temporary builder and its state. Returns whether it no longer exists. */
export async function removeBuilder(buildx: Docker, name: string): Promise<boolean> {
  const result = await buildx(['rm', '--force', name], { timeout: removalMs })
  return result.code === 0 || /no builder/i.test(outputOf(result))
}
