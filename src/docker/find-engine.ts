import * as errors from '../errors/engine.ts'
import { arrayAt, at, booleanAt, compact, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Clock, Env, Log } from '../ports/ports.ts'
import { type ProvideBuildx, requireBuildx, type UsableBuildx } from '../setup/provide-buildx.ts'
import { type Docker, outputOf } from './docker.ts'

/** The engine and buildx of this machine. */
export interface Engine {
  readonly version: string
  /** `major.minor.patch` */
  readonly buildx: string
  /** Images are in the containerd store, which supports indexes and attestations. */
  readonly containerdStore: boolean
  /** Hosts and CIDRs that the engine reaches without TLS or without verifying it. */
  readonly insecureRegistries: readonly string[]
  /** Mirrors of Docker Hub as URLs: `https://mirror.example/`. */
  readonly mirrors: readonly string[]
  /** The engine is rootless: even with `network=host` its containers do not share this machine's network. */
  readonly isRootless: boolean
  /** Path of the buildx plugin or of a downloaded buildx, which runs on its own; undefined if docker does not report it. */
  readonly plugin?: string
  /** The engine's own platform, `linux/amd64`. */
  readonly platform: string
  /** The release of the engine's kernel; undefined if it does not report one. */
  readonly kernel?: string
  /** The host name of the engine's machine; undefined if it does not report one. */
  readonly host?: string
  /** The name of the docker context; undefined if docker does not report it. */
  readonly context?: string
}

export interface EnginePorts {
  readonly docker: Docker
  readonly clock: Clock
  readonly log: Log
  readonly env: Env
}

/** Minimum time-out of `docker info` in ms, even without a wait. */
const shortestMs = 5_000
/** Interval of the log lines during the wait, in ms. */
const reportMs = 5_000
/** The architecture in image platforms for the kernel's name of a machine. */
const architectures: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  i686: '386',
  aarch64: 'arm64',
  armv8l: 'arm/v7',
  armv7l: 'arm/v7',
  armv6l: 'arm/v6',
}

/**
 * Waits up to `waitMs` for the engine and reads its properties. Throws a TagboatError if docker is unusable. An engine that accepts the
 * request and never answers counts as not ready. `provide` decides about the client's buildx, which needs no engine.
 */
export async function findEngine(
  ports: EnginePorts,
  waitMs: number,
  provide: ProvideBuildx = requireBuildx,
): Promise<Engine> {
  const { docker, clock } = ports
  const watch = createWatch(ports, waitMs)
  let providing: Promise<UsableBuildx> | undefined
  for (;;) {
    const timeout = Math.max(watch.left(), shortestMs)
    const asked = clock.now()
    const ask = { timeout, onSecond: () => void watch.report().catch(() => undefined) }
    const result = await docker(['info', '--format', '{{json .}}'], ask)
    if (result.code === 127) throw new TagboatError(errors.dockerMissing())
    const info = parseJson(result.stdout)
    if (info === undefined) {
      // Without an engine, docker still reports on its client. No report means that it failed before it asked the engine.
      const isCut = clock.now() - asked >= timeout
      throw new TagboatError(
        isCut ? await watch.giveUp(outputOf(result)) : errors.dockerFailed(outputOf(result)),
      )
    }
    providing ??= checkClient(info, provide)
    const buildx = await providing
    const version = stringAt(info, 'ServerVersion')
    if (version !== undefined) return readEngine(info, version, buildx)
    const why = arrayAt(info, 'ServerErrors').join('\n') || outputOf({ ...result, stdout: '' })
    if (/permission denied/i.test(why)) throw new TagboatError(errors.engineForbidden(why))
    if (watch.left() <= 0) throw new TagboatError(await watch.giveUp(why))
    await watch.report()
    await clock.sleep(Math.min(1000, watch.left()))
  }
}

/** Logs the wait: one line at its start, and one about every five seconds. */
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

/**
 * The address at which docker looks for the engine: that of a named context, or else DOCKER_HOST or that of the current context. The
 * engine is not asked.
 */
export async function findEngineAddress(docker: Docker, env: Env, context = ''): Promise<string> {
  if (context === '' && env.DOCKER_HOST) return env.DOCKER_HOST
  const named = context === '' ? [] : [context]
  const args = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}', ...named]
  const result = await docker(args, { timeout: shortestMs })
  const host = result.code === 0 ? result.stdout.trim() : ''
  return host || 'unix:///var/run/docker.sock'
}

const findPlugin = (info: Json): Json =>
  arrayAt(info, 'ClientInfo', 'Plugins').find((item) => stringAt(item, 'Name') === 'buildx')

/** Checks the client, which needs no engine. */
async function checkClient(info: Json, provide: ProvideBuildx): Promise<UsableBuildx> {
  if (stringAt(info, 'host', 'buildahVersion') !== undefined) throw new TagboatError(errors.podman())
  const plugin = findPlugin(info)
  return provide({
    client: stringAt(info, 'ClientInfo', 'Version') ?? 'unknown',
    reported: stringAt(plugin, 'Version'),
    path: stringAt(plugin, 'Path'),
    why: stringAt(plugin, 'Err'),
  })
}

function readEngine(info: Json, version: string, buildx: UsableBuildx): Engine {
  const system = stringAt(info, 'OSType')
  if (system !== undefined && system !== 'linux') throw new TagboatError(errors.engineNotLinux(system))
  const machine = stringAt(info, 'Architecture') ?? 'amd64'
  const status = arrayAt(info, 'DriverStatus').map((pair) => (Array.isArray(pair) ? pair.join('=') : ''))
  return {
    version,
    buildx: buildx.version,
    containerdStore: status.includes('driver-type=io.containerd.snapshotter.v1'),
    insecureRegistries: readInsecure(info),
    mirrors: arrayAt(info, 'RegistryConfig', 'Mirrors').filter((item) => typeof item === 'string'),
    isRootless: arrayAt(info, 'SecurityOptions').includes('name=rootless'),
    ...(buildx.path === undefined ? {} : { plugin: buildx.path }),
    platform: `linux/${architectures[machine] ?? machine}`,
    ...compact({
      kernel: stringAt(info, 'KernelVersion'),
      host: stringAt(info, 'Name'),
      context: stringAt(info, 'ClientInfo', 'Context'),
    }),
  }
}

/** `insecure-registries` in the output of `docker info`. */
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

/** Time-out in ms for the engine's list of registries, which is optional. */
const queryMs = 10_000

/** The engine's `insecure-registries`, for runs that do not need the engine otherwise; empty if there is no engine. */
export async function findInsecureRegistries(docker: Docker): Promise<readonly string[]> {
  const result = await docker(['info', '--format', '{{json .}}'], { timeout: queryMs })
  return readInsecure(parseJson(result.stdout))
}
