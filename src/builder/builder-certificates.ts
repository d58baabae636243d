import { join } from 'node:path'
import type { Env, Files, Log } from '../ports/ports.ts'
import type { BuilderSpec, NodeSpec } from './builder-spec.ts'

const kinds = ['cacert', 'cert', 'key'] as const

/**
 * Adds the client certificates of remote nodes that variables hold, `BUILDER_NODE_0_AUTH_TLS_CACERT`, `_CERT` and `_KEY`, by the number
 * of the node, as for docker/setup-buildx-action. Each becomes a private file in `folder`, which this job removes. Options in the inputs
 * replace them.
 */
export async function addCertificates(
  { files, log, env }: { readonly files: Files; readonly log: Log; readonly env: Env },
  spec: BuilderSpec,
  folder: string,
): Promise<BuilderSpec> {
  if (spec.driver !== 'remote') return spec
  const nodes: NodeSpec[] = []
  for (const [index, node] of spec.nodes.entries()) {
    const driverOpts = [...node.driverOpts]
    for (const kind of kinds) {
      const text = env[`BUILDER_NODE_${index}_AUTH_TLS_${kind.toUpperCase()}`] ?? ''
      if (text.trim() === '' || !node.endpoint.startsWith('tcp://')) continue
      if (kind === 'key') log.mask(text)
      if (driverOpts.some(({ key }) => key === kind)) continue
      const path = join(folder, `builder-${index}-${kind}.pem`)
      await files.write(path, text, 0o600)
      driverOpts.push({ key: kind, value: path })
    }
    nodes.push({ ...node, driverOpts })
  }
  return { ...spec, nodes }
}
