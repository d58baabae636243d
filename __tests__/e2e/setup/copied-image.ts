/** Publications that are only the setting of a test: an image of one step, copied without another step. */
import { getManifest, registryRequest } from '../../../scripts/lib/registry-client.mjs'
import { login } from './project.ts'

/**
 * Copies an image, or an index with its images, to tags of a repository of the same registry. Labels, annotations and digest
 * stay the same.
 */
export async function copyImage(
  host: string,
  [from, reference]: readonly [repository: string, reference: string],
  to: string,
  tags: readonly string[],
): Promise<string> {
  const { manifest, mediaType, digest, raw } = await getManifest(host, from, reference, login)
  for (const { digest: child } of manifest.manifests ?? []) await copyImage(host, [from, child], to, [child])
  const blobs = [manifest.config, ...(manifest.layers ?? [])].flatMap((blob) => blob?.digest ?? [])
  for (const blob of new Set(blobs))
    await send(host, 'POST', `/v2/${to}/blobs/uploads/?mount=${blob}&from=${encodeURIComponent(from)}`)
  for (const tag of tags) await send(host, 'PUT', `/v2/${to}/manifests/${tag}`, mediaType, raw)
  return digest
}

async function send(host: string, method: string, path: string, type = '', body?: Buffer) {
  const headers = type === '' ? {} : { 'content-type': type }
  const { status } = await registryRequest(host, path, { method, auth: login, headers, body })
  expect([path, status]).toEqual([path, 201])
}
