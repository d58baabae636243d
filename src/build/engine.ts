import { coerce, lt } from 'semver'
import * as errors from '../errors/engine.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import { arrayAt, at, booleanAt, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { type Docker, said } from './docker.ts'

/** The engine and the buildx that are there. */
export interface Engine {
  readonly version: string
  /** `major.minor.patch` */
  readonly buildx: string
  /** Images are kept in containerd's store, which knows indexes and attestations. */
  readonly containerdStore: boolean
  /** Hosts and CIDRs that the engine reaches without TLS or without checking it. */
  readonly insecureRegistries: readonly string[]
  /** Where the buildx plugin is, which also runs by itself; undefined where docker does not tell. */
  readonly plugin?: string
  /** The engine's own platform, `linux/amd64`. */
  readonly platform: string
}

/** The oldest buildx that a single image works with (design: CSV outputs, metadata descriptors). */
export const oldestBuildx = '0.13.0'
const patienceMs = 60_000
/** The kernel's names for machines, and those that images use. */
const architectures: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  i686: '386',
  aarch64: 'arm64',
  armv8l: 'arm/v7',
  armv7l: 'arm/v7',
  armv6l: 'arm/v6',
}

/** Waits for the engine, up to 60 s, and reads what it is; throws a TagboatError where docker cannot do the work. */
export async function findEngine(ports: { docker: Docker; clock: Clock; log: Log }): Promise<Engine> {
  const { docker, clock, log } = ports
  const start = clock.now()
  for (let attempt = 1; ; attempt += 1) {
    const result = await docker(['info', '--format', '{{json .}}'], { timeout: patienceMs })
    if (result.code === 127) throw new TagboatError(errors.dockerMissing())
    const info = parseJson(result.stdout)
    const isOver = clock.now() - start >= patienceMs
    if (info === undefined && isOver) throw new TagboatError(errors.engineSilent(said(result)))
    // Without an engine docker still tells about itself; where it does not, it never came so far as to ask one.
    if (info === undefined) throw new TagboatError(errors.dockerFailed(said(result)))
    const buildx = checkClient(info)
    const version = stringAt(info, 'ServerVersion')
    if (version !== undefined) return readEngine(info, version, buildx)
    const why = arrayAt(info, 'ServerErrors').join('\n') || said({ ...result, stdout: '' })
    if (/permission denied/i.test(why)) throw new TagboatError(errors.engineForbidden(why))
    if (isOver) throw new TagboatError(errors.engineSilent(why))
    if (attempt === 1) log.info(`Waiting for the Docker engine to answer (up to ${patienceMs / 1000} s) ...`)
    await clock.sleep(1000)
  }
}

const findPlugin = (info: Json): Json =>
  arrayAt(info, 'ClientInfo', 'Plugins').find((item) => stringAt(item, 'Name') === 'buildx')

/** Checks what does not need the engine, and returns buildx's version. */
function checkClient(info: Json): string {
  if (stringAt(info, 'host', 'buildahVersion') !== undefined) throw new TagboatError(errors.podman())
  const plugin = findPlugin(info)
  const client = stringAt(info, 'ClientInfo', 'Version') ?? 'unknown'
  const told = stringAt(plugin, 'Version')
  if (told === undefined) throw new TagboatError(errors.buildxMissing(client, stringAt(plugin, 'Err')))
  const version = coerce(told)?.version
  if (version === undefined || lt(version, oldestBuildx)) {
    throw new TagboatError(errors.buildxTooOld(told, oldestBuildx))
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
