import { join } from 'node:path'
import * as errors from '../errors/engine.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Resolve } from '../ports/http.ts'
import type { Env, Files } from '../ports/ports.ts'
import type { Scheme } from '../registry/endpoint.ts'
import { createInsecurePolicy, isLoopback, stripPort } from '../registry/insecure.ts'
import { formatBuildkitdConfig, type RegistryEntry } from './buildkitd-config.ts'
import { type Docker, outputOf } from './docker.ts'
import { type Engine, findEngineAddress } from './find-engine.ts'

/** A registry that the build uses, and what for. */
export interface UsedRegistry {
  readonly host: string
  /** For errors: `images`, `cache-to`, ... */
  readonly usedBy: string
  /** Without it the build fails; one that a cache is read from may be missing. */
  readonly isNeeded: boolean
}

/** How a temporary builder is made. */
export interface BuilderSettings {
  /** The container shares the machine's network, whose loopback it reaches then. */
  readonly hostNetwork: boolean
  /** `buildkitd.toml`; empty where the builder needs none. */
  readonly config: string
}

export interface TemporaryBuilderRequest {
  readonly engine: Engine
  readonly registries: readonly UsedRegistry[]
  /** How a registry answered this run; undefined where it was not asked. */
  readonly schemeOf: (host: string) => Scheme | undefined
  readonly buildxConfig: string
}

/**
 * What a temporary builder needs to reach the registries that the engine reaches: the machine's network for those on loopback, and
 * a configuration made of the engine's `insecure-registries` and mirrors. A default configuration of the user's
 * (`buildkitd.default.toml` in buildx's folder) replaces ours. Throws a TagboatError for a registry that it could never reach.
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
  // The engine's list has networks, too, and BuildKit's has none: registries of such a network are named one by one.
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

/** The registries on loopback, by name or by address. */
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

/** Whether the engine's containers can share this machine's network. Throws where they cannot, and the build needs it. */
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

/** An engine behind `ssh://` or `tcp://`, but for one on this machine's loopback. */
export function isOtherMachine(address: string): boolean {
  const [, scheme, host = ''] = /^([a-z]+):\/\/(?:[^@/]*@)?(\[[^\]]*\](?::\d+)?|[^/]*)/i.exec(address) ?? []
  if (scheme === undefined || !['tcp', 'ssh', 'http', 'https'].includes(scheme.toLowerCase())) return false
  return !isLoopback(host)
}

/** Docker Hub's mirrors, and how those without TLS are reached. The engine has addresses, BuildKit hosts with a path. */
function describeMirrors(mirrors: readonly string[]): RegistryEntry[] {
  const urls = mirrors.flatMap((mirror) => (URL.canParse(mirror) ? [new URL(mirror)] : []))
  if (urls.length === 0) return []
  const plain = urls.filter(({ protocol }) => protocol === 'http:')
  return [
    {
      host: 'docker.io',
      mirrors: urls.map(({ host, pathname }) => `${host}${pathname.replace(/\/+$/, '')}`),
    },
    ...plain.map(({ host }): RegistryEntry => ({ host, insecure: 'http' })),
  ]
}

/**
 * Creates a docker-container builder and starts it. The caller has stored its name for the post step before, so that it is
 * removed also when this process is killed meanwhile. buildx keeps the configuration's text; its file, in `scratch`, goes with that folder.
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

/** How long the removal may take, in ms: an engine that answers nothing must not keep the job. */
const removalMs = 60_000

/** Removes a builder that we made, with its state; one that does not exist any more is no failure. */
export async function removeBuilder(docker: Docker, name: string): Promise<boolean> {
  const result = await docker(['buildx', 'rm', '--force', name], { timeout: removalMs })
  return result.code === 0 || /no builder/i.test(outputOf(result))
}
