import { join } from 'node:path'
import { coerce, compare } from 'semver'
import type { Docker } from '../docker/docker.ts'
import { arrayAt, compact, parseJson, stringAt } from '../json.ts'
import type { Clock, Files, Log } from '../ports/ports.ts'
import { isTagboatBuilder } from './builder-spec.ts'

/** A builder that buildx knows. */
export interface KnownBuilder {
  readonly name: string
  /** docker, docker-container, kubernetes, remote or cloud; empty if its engine does not answer. */
  readonly driver: string
  readonly current: boolean
  /** None of its nodes answers. */
  readonly broken: boolean
  /** The endpoints of its nodes, separated by commas; empty if buildx does not report them. */
  readonly endpoint?: string
  /** The oldest version of BuildKit on its nodes, `major.minor.patch`; undefined if buildx does not report it. */
  readonly buildkit?: string
  /** Why it is broken, in buildx's words. */
  readonly why?: string
  /** The platforms that its nodes execute, as buildx writes them; absent if buildx was not asked or they are unknown. */
  readonly platforms?: readonly string[]
}

export interface BuilderPorts {
  readonly buildx: Docker
  readonly files: Files
  readonly clock: Clock
  readonly log: Log
}

/** How long to wait for a builder's answer, in ms. buildx itself waits 20 s, and again when it builds. */
const limitMs = 10_000

/** buildx's default builder. It has no name here, because its name depends on the docker context. */
const ownBuilder: KnownBuilder = { name: '', driver: 'docker', current: true, broken: false }

/**
 * Finds the builder that the build would use: the requested one, or else the current one. Empty if it does not exist. If no builder was
 * ever created, which buildx's folder `instances` shows, there is only the engine's own, and buildx is asked only for its platforms, if
 * `needsPlatforms` says so. Other builders are not inspected, since one that does not answer would delay the run.
 */
export async function findBuilders(
  ports: BuilderPorts,
  buildxConfig: string,
  requested: string,
  needsPlatforms: () => Promise<boolean> = async () => false,
): Promise<readonly KnownBuilder[]> {
  const made = await listCreated(ports.files, buildxConfig)
  if (made.length === 0 && requested === '') {
    if (!(await needsPlatforms())) return [ownBuilder]
    return [{ ...ownBuilder, platforms: await findPlatforms(ports, ownBuilder) }]
  }
  const end = ports.clock.now() + limitMs
  const ask = () => inspectBuilder(ports, buildxConfig, requested, Math.max(end - ports.clock.now(), 1000))
  let found = await ask()
  for (let count = 0; found?.isStarting === true && ports.clock.now() < end; count += 1) {
    const { name, endpoint } = found.builder
    if (count === 0)
      ports.log.info(`Waiting for builder ${name} at ${endpoint} (up to ${limitMs / 1000} s) ...`)
    await ports.clock.sleep(1000)
    found = await ask()
  }
  return found === undefined ? [] : [{ ...found.builder, current: requested === '' }]
}

/** Inspects the created builders and the engine's own, except those that are known already. */
export async function findOtherBuilders(
  ports: BuilderPorts,
  buildxConfig: string,
  known: readonly KnownBuilder[],
): Promise<readonly KnownBuilder[]> {
  if (known.some(({ name }) => name === '')) return []
  // Tagboat's own belong to other jobs, or are kept for runs that ask for them.
  const names = [
    ...(await listCreated(ports.files, buildxConfig)).filter((name) => !isTagboatBuilder(name)),
    'default',
  ]
  const others = names.filter((name) => known.every((builder) => builder.name !== name))
  const found = await Promise.all(others.map((name) => inspectBuilder(ports, buildxConfig, name, limitMs)))
  return found.flatMap((one) => (one === undefined ? [] : [one.builder]))
}

/** The platforms that a builder executes; buildx is asked only if it was not asked before. Empty if they are unknown. */
export async function findPlatforms(
  { buildx }: Pick<BuilderPorts, 'buildx'>,
  { name, platforms }: Pick<KnownBuilder, 'name' | 'platforms'>,
): Promise<readonly string[]> {
  if (platforms !== undefined) return platforms
  const result = await buildx(['inspect', ...(name === '' ? [] : [name])], { timeout: limitMs })
  return parseInspect(result.stdout)?.builder.platforms ?? []
}

const listCreated = async (files: Files, buildxConfig: string): Promise<readonly string[]> =>
  (await files.list(join(buildxConfig, 'instances'))).filter((name) => /^[A-Za-z0-9]/.test(name)).sort()

interface Inspected {
  readonly builder: KnownBuilder
  /** It is a remote builder that does not answer and may be starting. buildx waits for those, too. */
  readonly isStarting: boolean
}

/** Inspects one builder; an empty name means the current one. Undefined if buildx has none of that name. */
async function inspectBuilder(
  ports: BuilderPorts,
  buildxConfig: string,
  name: string,
  timeout: number,
): Promise<Inspected | undefined> {
  const { buildx, clock } = ports
  const asked = clock.now()
  const result = await buildx(['inspect', ...(name === '' ? [] : [name])], { timeout })
  const read = parseInspect(result.stdout)
  if (read !== undefined) return read
  if (clock.now() - asked < timeout) return undefined
  const builder = await readStored(ports.files, buildxConfig, name)
  const why = `it did not answer within ${Math.round(timeout / 1000)} s`
  return { builder: { ...builder, current: false, broken: true, why }, isStarting: false }
}

/** Reads what buildx stored when a builder was created, for a builder that does not answer. */
async function readStored(files: Files, buildxConfig: string, requested: string) {
  const current = async () =>
    stringAt(parseJson((await files.read(join(buildxConfig, 'current'))) ?? ''), 'Name')
  const name = requested || (await current()) || 'default'
  const stored = parseJson((await files.read(join(buildxConfig, 'instances', name))) ?? '')
  const endpoints = arrayAt(stored, 'Nodes').flatMap((node) => stringAt(node, 'Endpoint') ?? [])
  return { name, driver: stringAt(stored, 'Driver') ?? '', endpoint: endpoints.join(', ') }
}

/**
 * Parses the output of `docker buildx inspect`: the builder's fields, an empty line, and the fields of each node. The fields of interest
 * are at the start of a line; labels, devices and files are indented. The form is the same in all supported versions of buildx.
 */
export function parseInspect(text: string): Inspected | undefined {
  const fields = parseFields(text)
  const all = (key: string) => fields.flatMap((field) => (field.key === key ? [field.value] : []))
  const [name, ...nodes] = all('Name')
  const [driver] = all('Driver')
  if (name === undefined || name === '' || driver === undefined) return undefined
  const [error] = all('Error')
  // buildx cannot start a remote builder, so that an inactive one counts as not answering.
  const silent = driver === 'remote' ? all('Status').filter((status) => status === 'inactive').length : 0
  const isFailed = error !== undefined && all('Error').length >= Math.max(nodes.length, 1)
  const broken = isFailed || (nodes.length > 0 && silent + all('Error').length >= nodes.length)
  // A star marks the platforms that the user gave a node.
  const platforms = all('Platforms').flatMap((list) => list.match(/[^\s,*]+/g) ?? [])
  const builder = {
    ...{ name, driver, current: false, broken, endpoint: all('Endpoint').join(', ') },
    ...(broken && error !== undefined && { why: error }),
    ...(platforms.length > 0 && { platforms }),
    ...compact({
      buildkit: findOldest(fields.flatMap(({ key, value }) => (/^Build/.test(key) ? [value] : []))),
    }),
  }
  return { builder, isStarting: broken && silent > 0 }
}

const parseFields = (text: string) =>
  text.split('\n').flatMap((line) => {
    const [, key = '', value = ''] =
      /^(Name|Driver|Endpoint|Status|Error|Platforms|Build[kK]it(?: version)?):\s*(.*?)\s*$/.exec(line) ?? []
    return key === '' ? [] : [{ key, value }]
  })

/** A node in the output of `docker buildx inspect`. */
export interface InspectedNode {
  readonly name: string
  readonly endpoint: string
  /** `running`, `inactive`, `stopped`, ...; empty if buildx could not ask. */
  readonly status: string
  readonly error: string
}

/** Parses the nodes in the output of `docker buildx inspect`. */
export function parseNodes(text: string): readonly InspectedNode[] {
  const nodes: Record<string, string>[] = []
  for (const { key, value } of parseFields(text)) {
    if (key === 'Name') nodes.push({})
    const node = nodes.at(-1)
    if (node !== undefined) node[key] = value
  }
  // The first name is the builder's.
  return nodes.slice(1).map(({ Name = '', Endpoint = '', Status = '', Error: error = '' }) => {
    return { name: Name, endpoint: Endpoint, status: Status, error }
  })
}

/** The lowest of these versions. A BuildKit that was built without its version calls itself 0.0.0. */
const findOldest = (versions: readonly string[]): string | undefined => {
  const known = versions.flatMap((version) => coerce(version)?.version ?? [])
  return known.filter((version) => version !== '0.0.0').sort(compare)[0]
}
