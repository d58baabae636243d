import { badInput, conflictingInputs, missingInput } from '../errors/inputs.ts'
import {
  type BuilderDriver,
  driverOfEndpoint,
  drivers,
  explainEndpoint,
  isConnected,
} from './builder-endpoint.ts'
import { type BuilderNode, readNodes } from './builder-nodes.ts'
import { checkBuildkitdConfig } from './buildkitd-text.ts'
import { splitDriverOpts } from './driver-opts.ts'
import type { InputReader, Pair } from './reader.ts'

/** The builder that the inputs describe, in the terms of docker/setup-buildx-action. */
export interface BuilderDescription {
  readonly driver: BuilderDriver
  /** At least one; the others come from input append. */
  readonly nodes: readonly BuilderNode[]
  /** The text of `buildkitd.toml`; empty if it is not set. */
  readonly config: string
  /** The builder stays after the job. */
  readonly keep: boolean
}

/** The inputs that describe a builder, by their names in docker/setup-buildx-action where they exist there. */
export const builderInputs = [
  ...['driver', 'driver-opts', 'buildkitd-flags', 'buildkitd-config-inline', 'endpoint', 'append'],
  'keep-builder',
] as const

/** Reads the inputs that describe a builder; undefined if none is set. Nothing here asks buildx. */
export function readBuilder(reader: InputReader): BuilderDescription | undefined {
  const set = builderInputs.filter((name) => reader.text(name).trim() !== '')
  const keep = reader.flag('keep-builder')
  const asked = set.filter((name) => name !== 'keep-builder' || keep)
  if (asked.length === 0) return undefined
  const endpoint = reader.text('endpoint').trim()
  const first: BuilderNode = {
    name: '',
    endpoint,
    platforms: [],
    driverOpts: readDriverOpts(reader),
    buildkitdFlags: reader.text('buildkitd-flags').trim(),
  }
  const nodes = [first, ...readNodes(reader)]
  const config = reader.text('buildkitd-config-inline')
  const driver = readDriver(reader, nodes)
  reader.problems.push(...checkBuildkitdConfig(config))
  checkUse(reader, asked)
  const description = { driver, nodes, config: config.trim() === '' ? '' : config, keep }
  checkDriver(reader, description, asked)
  return description
}

/** The driver in the input, or the one that follows from the endpoints. */
function readDriver(reader: InputReader, nodes: readonly BuilderNode[]): BuilderDriver {
  const text = reader.text('driver').trim()
  const driver = drivers.find((known) => known === text)
  if (text !== '' && driver === undefined) {
    reader.problems.push(
      badInput('driver', text, 'is not a driver of buildx', `Write one of ${drivers.join(', ')}.`),
    )
  }
  const found = nodes.flatMap(({ endpoint }) => driverOfEndpoint(endpoint) ?? [])
  if (driver === undefined && new Set(found).size > 1) {
    const what = `The endpoints of one builder have different drivers: ${[...new Set(found)].join(' and ')}.`
    reader.problems.push(
      conflictingInputs(what, 'Name the driver in input driver, or give all nodes the same one.'),
    )
    return found[0] ?? 'docker-container'
  }
  const chosen = driver ?? found[0] ?? 'docker-container'
  for (const [index, { endpoint }] of nodes.entries()) {
    const why = endpoint === '' ? undefined : explainEndpoint(endpoint, chosen)
    if (why === undefined) continue
    reader.problems.push(badInput(index === 0 ? 'endpoint' : 'append', endpoint, why.why, why.fix))
  }
  return chosen
}

/** One `key=value` per line or between commas, quoted as CSV: buildx and docker/setup-buildx-action read them this way, too. */
function readDriverOpts(reader: InputReader): readonly Pair[] {
  const { pairs, problems } = splitDriverOpts(reader.items('driver-opts'))
  for (const { item, why, fix } of problems) reader.problems.push(badInput('driver-opts', item, why, fix))
  return pairs
}

/** A described builder replaces an existing one, and needs a build. */
function checkUse(reader: InputReader, asked: readonly string[]): void {
  const names = asked.join(', ')
  const refuse = (what: string, fix: string) => void reader.problems.push(conflictingInputs(what, fix))
  if (reader.text('builder').trim() !== '') {
    refuse(
      `Input builder names an existing builder, and ${names} ${asked.length > 1 ? 'describe' : 'describes'} a new one.`,
      `Leave builder out, or ${names}.`,
    )
  }
  if (reader.text('from').trim() !== '') {
    const are = asked.length > 1 ? 'are' : 'is'
    refuse(`With input from nothing is built, and ${names} ${are} about a builder.`, `Leave out ${names}.`)
  }
}

/** Contradictions between the driver and other inputs. */
function checkDriver(
  reader: InputReader,
  { driver, nodes, config, keep }: BuilderDescription,
  asked: readonly string[],
): void {
  const refuse = (what: string, fix: string) => void reader.problems.push(conflictingInputs(what, fix))
  const others = asked.filter((name) => name !== 'driver')
  if (driver === 'docker' && others.length > 0) {
    const what = `driver: docker is the builder inside the engine, which has no settings: ${others.join(', ')}.`
    refuse(what, `Leave out ${others.join(', ')}, or write driver: docker-container.`)
    return
  }
  if (isConnected(driver) && nodes.some(({ endpoint }) => endpoint === '')) {
    const form = driver === 'remote' ? 'tcp://buildkit.example:1234' : 'ORGANIZATION/BUILDER'
    const input = nodes[0]?.endpoint === '' ? 'endpoint' : 'append'
    const where = input === 'append' ? 'an endpoint in each item' : `endpoint: ${form}`
    reader.problems.push(
      missingInput(input, `a builder of driver ${driver} has an endpoint for each node`, `Write ${where}.`),
    )
  }
  const hasFlags = nodes.some(({ buildkitdFlags }) => buildkitdFlags !== '')
  const set = [
    ...(config === '' ? [] : ['buildkitd-config-inline']),
    ...(hasFlags ? ['buildkitd-flags'] : []),
  ]
  if (isConnected(driver) && set.length > 0) {
    const what = `A builder of driver ${driver} exists already, so that ${set.join(' and ')} would not reach it.`
    refuse(what, 'Configure it where it runs.')
  }
  if (keep && isConnected(driver)) {
    const what = `A builder of driver ${driver} stays after the job by itself, and keep-builder has nothing to keep.`
    refuse(what, 'Leave out keep-builder.')
  }
}
