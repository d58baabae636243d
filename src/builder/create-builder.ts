import { join } from 'node:path'
import { type Docker, outputOf } from '../docker/docker.ts'
import { isHubLimit, mirrorOf } from '../docker/docker-hub-mirror.ts'
import { builderNodeFailed, imageFromMirror } from '../errors/builder.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Env, Files, Log } from '../ports/ports.ts'
import { type BuilderSpec, createArgs, type NodeSpec } from './builder-spec.ts'
import { parseNodes } from './known-builders.ts'

/** The image of the docker-container driver (docker/buildx, util/bkimage). */
const defaultImage = 'moby/buildkit:buildx-stable-1'

export interface CreatePorts {
  readonly buildx: Docker
  readonly files: Files
  readonly log: Log
  readonly env: Env
}

export interface CreateRequest {
  readonly name: string
  readonly spec: BuilderSpec
  /** A private folder. buildx copies the configuration, so that its file there is temporary. */
  readonly scratch: string
  /** The problem of a builder that cannot be created, with the output of buildx. */
  readonly explain: (original: string) => Problem
}

/**
 * Creates and starts a builder with all its nodes. The caller has already remembered its name for the post step, which removes it even
 * if this process is killed. If Docker Hub refuses the image because of its limit, the builder is created once more with the image of
 * Docker Hub's mirror. Throws a TagboatError.
 */
export async function createBuilder(ports: CreatePorts, request: CreateRequest): Promise<void> {
  const { name, spec, explain } = request
  const first = await attempt(ports, request)
  if (first === undefined) return
  const mirrored = isHubLimit(first.output) ? useMirror(spec, ports.env) : undefined
  if (mirrored === undefined) throw new TagboatError(first.problem ?? explain(first.output))
  for (const line of mirrored.warnings) ports.log.warning(line)
  await removeBuilder(ports.buildx, name)
  const second = await attempt(ports, { ...request, spec: mirrored.spec })
  if (second !== undefined) throw new TagboatError(second.problem ?? explain(second.output))
}

interface Failure {
  readonly output: string
  /** The problem of one node; absent if the builder as a whole failed. */
  readonly problem?: Problem
}

/** Creates the builder node by node, and starts it. Returns why it failed. */
async function attempt(
  { buildx, files }: CreatePorts,
  { name, spec, scratch }: CreateRequest,
): Promise<Failure | undefined> {
  const path = spec.config === '' ? undefined : join(scratch, 'buildkitd.toml')
  if (path !== undefined) await files.write(path, spec.config)
  for (const [index, { kubeconfig }] of spec.nodes.entries()) {
    const env = kubeconfig === '' ? {} : { env: { KUBECONFIG: kubeconfig } }
    const result = await buildx(createArgs(name, spec, index, path), env)
    if (result.code !== 0) return { output: outputOf(result) }
  }
  // `buildx create --bootstrap` has started a single node.
  return spec.nodes.length === 1 ? undefined : bootBuilder(buildx, name)
}

/** How long to wait for all nodes of an existing builder, in ms. buildx waits 20 s for a remote one. */
const bootMs = 120_000
/** How long to wait for a builder's description, in ms. */
const inspectMs = 10_000

/** Starts the nodes of a builder that do not run. Returns why one of them does not. */
export async function bootBuilder(buildx: Docker, name: string): Promise<Failure | undefined> {
  const result = await buildx(['inspect', '--bootstrap', name], { timeout: bootMs })
  const output = result.code === 0 ? '' : outputOf(result)
  // A failed start names no node. Older versions of buildx succeed if one of the nodes starts.
  const asked = result.code === 0 ? result : await buildx(['inspect', name], { timeout: inspectMs })
  const failed = parseNodes(asked.stdout).find(({ status, error }) => error !== '' || status !== 'running')
  if (failed === undefined) return result.code === 0 ? undefined : { output }
  const why = output || failed.error || `its status is ${failed.status || 'unknown'}`
  return { output: why, problem: builderNodeFailed(failed.name, failed.endpoint, why) }
}

/**
 * The builder with images from Docker Hub's mirror; undefined if none of its images is on Docker Hub, or if buildx verifies them, which it
 * does only for the original name (docker/buildx, BUILDX_DEFAULT_POLICY).
 */
function useMirror(
  spec: BuilderSpec,
  env: Env,
): { readonly spec: BuilderSpec; readonly warnings: readonly string[] } | undefined {
  const isVerified = !/^(|0|f|false)$/i.test(env.BUILDX_DEFAULT_POLICY ?? '')
  if (spec.driver !== 'docker-container' || isVerified) return undefined
  const warnings = new Set<string>()
  const nodes = spec.nodes.map((node): NodeSpec => {
    const image = imageOf(node)
    const mirror = mirrorOf(image)
    if (mirror === undefined) return node
    warnings.add(imageFromMirror(image, mirror))
    const others = node.driverOpts.filter(({ key }) => key !== 'image')
    return { ...node, driverOpts: [...others, { key: 'image', value: mirror }] }
  })
  return warnings.size === 0 ? undefined : { spec: { ...spec, nodes }, warnings: [...warnings] }
}

/** The image that a node of driver docker-container runs. */
export const imageOf = ({ driverOpts }: Pick<NodeSpec, 'driverOpts'>): string =>
  driverOpts.find(({ key }) => key === 'image')?.value || defaultImage

/** Time-out of the removal in ms: an engine that does not answer must not block the job. */
const removalMs = 60_000

/** Removes a builder with all its nodes and their state. Returns whether it no longer exists. */
export async function removeBuilder(buildx: Docker, name: string): Promise<boolean> {
  const result = await buildx(['rm', '--force', name], { timeout: removalMs })
  return result.code === 0 || /no builder/i.test(outputOf(result))
}
