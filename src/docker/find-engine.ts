import { coerce, lt } from 'semver'
import * as errors from '../errors/engine.ts'
import { arrayAt, at, booleanAt, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Clock, Env, Log } from '../ports/ports.ts'
import { type Docker, outputOf } from './docker.ts'

/** The engine and the buildx that are there. */
export interface Engine {
  readonly version: string
  /** `major.minor.patch` */
  readonly buildx: string
  /** Images are kept in containerd's store, which knows indexes and attestations. */
  readonly containerdStore: boolean
  /** Hosts and CIDRs that the engine reaches without TLS or without checking it. */
  readonly insecureRegistries: readonly string[]
  /** Mirrors of Docker Hub, as addresses: `https://mirror.example/`. */
  readonly mirrors: readonly string[]
  /** The engine's containers do not share this machine's network, not even with `network=host`. */
  readonly isRootless: boolean
  /** Where the buildx plugin is, which also runs by itself; undefined where docker does not tell. */
  readonly plugin?: string
  /** The engine's own platform, `linux/amd64`. */
  readonly platform: string
}

export interface EnginePorts {
  readonly docker: Docker
  readonly clock: Clock
  readonly log: Log
  readonly env: Env
}

/** The oldest buildx that a single image works with (design: CSV outputs, metadata descriptors). */
export const oldestBuildx = '0.13.0'
/** The least time that `docker info` gets, in ms, also where there is no wait. */
const shortestMs = 5_000
/** How often the log reports on the wait, in ms. */
const reportMs = 5_000
/** The kernel's names for machines, and those that images use. */
const architectures: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  i686: '386',
  aarch64: 'arm64',
  armv8l: 'arm/v7',
  armv7l: 'arm/v7',
  armv6l: 'arm/v6',
}

/**
 * Waits for the engine, up to `waitMs`, and reads what it is; throws a TagboatError where docker cannot do the work. An engine
 * that takes the question and never answers ends the wait too.
 */
export async function findEngine(ports: EnginePorts, waitMs: number): Promise<Engine> {
  const { docker, clock } = ports
  const watch = createWatch(ports, waitMs)
  for (;;) {
    const timeout = Math.max(watch.left(), shortestMs)
    const asked = clock.now()
    const ask = { timeout, onSecond: () => void watch.report().catch(() => undefined) }
    const result = await docker(['info', '--format', '{{json .}}'], ask)
    if (result.code === 127) throw new TagboatError(errors.dockerMissing())
    const info = parseJson(result.stdout)
    if (info === undefined) {
      // Without an engine docker still reports on itself; where it does not, it failed before it asked one.
      const isCut = clock.now() - asked >= timeout
      throw new TagboatError(
        isCut ? await watch.giveUp(outputOf(result)) : errors.dockerFailed(outputOf(result)),
      )
    }
    const buildx = checkClient(info)
    const version = stringAt(info, 'ServerVersion')
    if (version !== undefined) return readEngine(info, version, buildx)
    const why = arrayAt(info, 'ServerErrors').join('\n') || outputOf({ ...result, stdout: '' })
    if (/permission denied/i.test(why)) throw new TagboatError(errors.engineForbidden(why))
    if (watch.left() <= 0) throw new TagboatError(await watch.giveUp(why))
    await watch.report()
    await clock.sleep(Math.min(1000, watch.left()))
  }
}

/** What the log says of the wait: a line at its start, and one about every five seconds. */
function createWatch({ docker, clock, log, env }: EnginePorts, waitMs: number) {
  const end = clock.now() + waitMs
  const left = () => end - clock.now()
  let address: Promise<string> | undefined
  let next: number | undefined
  const findAddress = () => {
    address ??= findEngineAddress(docker, env)
    return address
  }
  return {
    left,
    giveUp: async (original: string) => errors.engineSilent(await findAddress(), waitMs, original),
    async report() {
      const now = clock.now()
      if (left() <= 0 || (next !== undefined && now < next)) return
      const isFirst = next === undefined
      next = now + reportMs
      const time = errors.formatSeconds(left())
      const where = `the Docker engine at ${await findAddress()}`
      log.info(
        isFirst ? `Waiting for ${where} (up to ${time}) ...` : `Still waiting for ${where}, ${time} left.`,
      )
    },
  }
}

/** Where docker looks for the engine: DOCKER_HOST, or the context that is used. It does not ask the engine. */
export async function findEngineAddress(docker: Docker, env: Env): Promise<string> {
  if (env.DOCKER_HOST) return env.DOCKER_HOST
  const args = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']
  const result = await docker(args, { timeout: shortestMs })
  const host = result.code === 0 ? result.stdout.trim() : ''
  return host || 'unix:///var/run/docker.sock'
}

const findPlugin = (info: Json): Json =>
  arrayAt(info, 'ClientInfo', 'Plugins').find((item) => stringAt(item, 'Name') === 'buildx')

/** Checks what does not need the engine, and returns buildx's version. */
function checkClient(info: Json): string {
  if (stringAt(info, 'host', 'buildahVersion') !== undefined) throw new TagboatError(errors.podman())
  const plugin = findPlugin(info)
  const client = stringAt(info, 'ClientInfo', 'Version') ?? 'unknown'
  const reported = stringAt(plugin, 'Version')
  if (reported === undefined) throw new TagboatError(errors.buildxMissing(client, stringAt(plugin, 'Err')))
  const version = coerce(reported)?.version
  if (version === undefined || lt(version, oldestBuildx)) {
    throw new TagboatError(errors.buildxTooOld(reported, oldestBuildx))
  }
  return version
}

function readEngine(info: Json, version: string, buildx: string): Engine {
  const system = stringAt(info, 'OSType')
  if (system !== undefined && system !== 'linux') throw new TagboatError(errors.engineNotLinux(system))
  const machine = stringAt(info, 'Architecture') ?? 'amd64'
  const plugin = stringAt(findPlugin(info), 'Path')
  const status = arrayAt(info, 'DriverStatus').map((pair) => (Array.isArray(pair) ? pair.join('=') : ''))
  return {
    version,
    buildx,
    containerdStore: status.includes('driver-type=io.containerd.snapshotter.v1'),
    insecureRegistries: readInsecure(info),
    mirrors: arrayAt(info, 'RegistryConfig', 'Mirrors').filter((item) => typeof item === 'string'),
    isRootless: arrayAt(info, 'SecurityOptions').includes('name=rootless'),
    ...(plugin === undefined ? {} : { plugin }),
    platform: `linux/${architectures[machine] ?? machine}`,
  }
}

/** `insecure-registries` as `docker info` has them. */
function readInsecure(info: Json): readonly string[] {
  const cidrs = arrayAt(info, 'RegistryConfig', 'InsecureRegistryCIDRs').filter(
    (item) => typeof item === 'string',
  )
  const indexes = at(info, 'RegistryConfig', 'IndexConfigs')
  const hosts = isRecord(indexes)
    ? Object.keys(indexes).filter((host) => booleanAt(indexes, host, 'Secure') === false)
    : []
  return [...cidrs, ...hosts]
}

/** Milliseconds; an engine that does not answer says nothing of registries. */
const askingMs = 10_000

/** The engine's `insecure-registries` for what else needs no engine; none where there is no engine to ask. */
export async function findInsecureRegistries(docker: Docker): Promise<readonly string[]> {
  const result = await docker(['info', '--format', '{{json .}}'], { timeout: askingMs })
  return readInsecure(parseJson(result.stdout))
}
