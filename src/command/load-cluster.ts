import { clusterLoadFailed, clusterProgramMissing } from '../errors/local-build.ts'
import { badFlag } from '../errors/usage.ts'
import { TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Ports } from '../ports/run-ports.ts'

/** A Kubernetes cluster on this machine. */
export type Cluster =
  /** Without a name the cluster of KIND_CLUSTER_NAME, or `kind`. */
  { readonly program: 'kind'; readonly name?: string } | { readonly program: 'minikube' }

/** Reads the values of `--load`: `kind`, `kind:CLUSTER` or `minikube`. Throws a TagboatError with all others. */
export function readClusters(values: readonly string[]): readonly Cluster[] {
  throwAll(
    values.flatMap((value) =>
      parseCluster(value) === undefined
        ? [badFlag('load', value, 'is not kind, kind:CLUSTER or minikube')]
        : [],
    ),
  )
  return values.flatMap((value) => parseCluster(value) ?? [])
}

/** kind accepts the names of container hosts: lower case letters, digits, dots and hyphens. */
function parseCluster(value: string): Cluster | undefined {
  if (value === 'minikube') return { program: 'minikube' }
  const [, name] = /^kind(?::([a-z0-9][a-z0-9.-]*))?$/.exec(value) ?? []
  if (name !== undefined) return { program: 'kind', name }
  return value === 'kind' ? { program: 'kind' } : undefined
}

/**
 * The command that copies an image of the local engine into a cluster. Older versions of kind load the first of several names only.
 * minikube would take a file of that name otherwise, or pull the image.
 */
export const loadCommand = (
  cluster: Cluster,
  image: string,
): readonly [program: string, ...args: string[]] =>
  cluster.program === 'minikube'
    ? ['minikube', 'image', 'load', '--daemon', image]
    : ['kind', 'load', 'docker-image', image, ...(cluster.name === undefined ? [] : ['--name', cluster.name])]

/** Copies images into clusters. Throws a TagboatError if one cannot be copied. */
export async function loadIntoClusters(
  { exec, log }: Pick<Ports, 'exec' | 'log'>,
  clusters: readonly Cluster[],
  images: readonly string[],
): Promise<void> {
  for (const cluster of clusters) {
    for (const image of images) {
      const [program, ...args] = loadCommand(cluster, image)
      const command = [program, ...args].join(' ')
      const done = await log.group(command, () => exec(program, args, { onLine: log.foreign }))
      if (done.code === 127) throw new TagboatError(clusterProgramMissing(program))
      if (done.code !== 0)
        throw new TagboatError(
          clusterLoadFailed(command, done.code, (done.stderr || done.stdout).slice(-2000)),
        )
    }
  }
}
