import { canonicalJson, hashText } from '../content/canonical.ts'
import { parseKubernetes } from '../inputs/builder-endpoint.ts'
import type { BuilderDescription } from '../inputs/builder-inputs.ts'
import type { BuilderNode } from '../inputs/builder-nodes.ts'
import type { Pair } from '../inputs/reader.ts'
import type { BuilderSettings } from './temporary-builder.ts'

/** A node as `docker buildx create` takes it. */
export interface NodeSpec extends BuilderNode {
  /** For driver kubernetes; empty for KUBECONFIG or kubectl's default. */
  readonly kubeconfig: string
}

/** Everything that makes a builder: plain data, which names a kept builder. */
export interface BuilderSpec {
  readonly driver: string
  /** At least one. */
  readonly nodes: readonly NodeSpec[]
  /** The text of `buildkitd.toml`; empty if the builder needs none. */
  readonly config: string
}

const plainNode: BuilderNode = { name: '', endpoint: '', platforms: [], driverOpts: [], buildkitdFlags: '' }

/** Drivers that start a BuildKit, whose flags can be set. */
const starts = (driver: string): boolean => driver === 'docker-container' || driver === 'kubernetes'

/** `buildx` grants `network.host` itself, but not beside another right. */
const insecureFlags =
  '--allow-insecure-entitlement security.insecure --allow-insecure-entitlement network.host'

/** What the build of a builder requests. */
export interface RequestedBuild {
  /** Input allow: BuildKit must grant what the build may request. */
  readonly allow: readonly string[]
  /** Normalized platforms. */
  readonly platforms: readonly string[]
}

/** The builder that the inputs describe, or Tagboat's own. The user's flags and network replace Tagboat's. */
export function specify(
  description: BuilderDescription | undefined,
  { hostNetwork, config }: BuilderSettings,
  { allow, platforms }: RequestedBuild,
): BuilderSpec {
  const driver = description?.driver ?? 'docker-container'
  const flags =
    description !== undefined && starts(driver) && allow.includes('security.insecure') ? insecureFlags : ''
  const nodes = fixFirst(description?.nodes ?? [plainNode], platforms).map((node) => {
    const hasNetwork = node.driverOpts.some(({ key }) => key === 'network')
    const network: Pair[] = hostNetwork && !hasNetwork ? [{ key: 'network', value: 'host' }] : []
    return locate({
      ...node,
      driverOpts: [...node.driverOpts, ...network],
      buildkitdFlags: node.buildkitdFlags || flags,
      kubeconfig: '',
    })
  })
  return { driver, nodes, config }
}

/** Processors that execute programs of both architectures. */
const families: ReadonlyMap<string, string> = new Map([
  ['386', 'amd64'],
  ['arm', 'arm64'],
])

const familyOf = (platform: string): string => {
  const [, architecture = ''] = platform.split('/')
  return families.get(architecture) ?? architecture
}

/**
 * Gives the first node the requested platforms that the other nodes do not have. Without it, buildx prefers the first node for every
 * platform that it can execute, also by emulation (docker/buildx, `nodeResolver.get`). Only platforms of one architecture are given,
 * since of several it is unknown which ones the node has, and none beside another node without platforms.
 */
function fixFirst(nodes: readonly BuilderNode[], requested: readonly string[]): readonly BuilderNode[] {
  const [first, ...others] = nodes
  if (first === undefined || others.length === 0 || first.platforms.length > 0) return nodes
  if (others.some((node) => node.platforms.length === 0)) return nodes
  const fixed = new Set(others.flatMap((node) => node.platforms.map(familyOf)))
  const platforms = [...new Set(requested)].filter((platform) => !fixed.has(familyOf(platform)))
  return new Set(platforms.map(familyOf)).size === 1 ? [{ ...first, platforms }, ...others] : nodes
}

/** buildx takes no endpoint for driver kubernetes: its parts are the name of the node and KUBECONFIG. */
function locate(node: NodeSpec): NodeSpec {
  if (!node.endpoint.startsWith('kubernetes:')) return node
  const { deployment, kubeconfig } = parseKubernetes(node.endpoint)
  return { ...node, endpoint: '', kubeconfig, name: node.name || deployment }
}

/** The arguments of `docker buildx create` for one node. Further nodes are appended to the builder of the first one. */
export function createArgs(
  name: string,
  { driver, nodes }: BuilderSpec,
  index: number,
  configPath: string | undefined,
): readonly string[] {
  const node = nodes[index] ?? plainNode
  return [
    ...['create', '--name', name, '--driver', driver],
    ...(index > 0 ? ['--append'] : []),
    ...(node.name === '' ? [] : ['--node', node.name]),
    ...node.driverOpts.flatMap(({ key, value }) => ['--driver-opt', quoteField(`${key}=${value}`)]),
    ...(node.platforms.length === 0 ? [] : ['--platform', node.platforms.join(',')]),
    ...(node.buildkitdFlags === '' ? [] : ['--buildkitd-flags', node.buildkitdFlags]),
    ...(configPath === undefined ? [] : ['--buildkitd-config', configPath]),
    ...(nodes.length === 1 ? ['--bootstrap'] : []),
    ...(node.endpoint === '' ? [] : [node.endpoint]),
  ]
}

/** buildx reads an option as a row of CSV (docker/buildx, `csvToMap`). */
const quoteField = (field: string): string =>
  /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field

/** The start of the names of kept builders. */
const keptPrefix = 'tagboat-kept-'

/**
 * The name of a kept builder: equal settings give equal names, whatever the order of the options. Runs of another `scope` use a builder
 * of their own.
 */
export function nameKept(spec: BuilderSpec, scope: string): string {
  const nodes = spec.nodes.map(({ driverOpts, platforms, ...node }) => ({
    ...node,
    platforms: [...platforms].sort(),
    driverOpts: [...driverOpts].sort((one, other) => (one.key < other.key ? -1 : 1)),
  }))
  return `${keptPrefix}${hashText(canonicalJson({ ...spec, nodes, scope })).slice(0, 16)}`
}

/** Whether Tagboat created a builder of that name, for one job or to keep it. */
export const isTagboatBuilder = (name: string): boolean =>
  /^tagboat-(?:kept-[0-9a-f]{16}|[a-z0-9]{6})$/.test(name)
