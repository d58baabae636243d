import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { listTags } from '../../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../../scripts/lib/run.mjs'
import { newFolder } from './environment.ts'

/** Runs oras for an open registry, with a home of its own. */
export const oras = (verb: string, ...args: string[]) =>
  mustRun('oras', [verb, ...args], { env: { ...process.env, HOME: newFolder('home') } })

/**
 * Copies a tag with everything that it lists, and with its referrers. oras checks each manifest and blob against its digest. Returns
 * the digests of the copy. Throws if one is missing.
 */
export async function copyWhole(reference: string): Promise<readonly string[]> {
  const layout = newFolder('layout')
  await oras('cp', '-r', '--from-plain-http', '--to-oci-layout', reference, `${layout}:copy`)
  return readdirSync(join(layout, 'blobs/sha256')).toSorted()
}

/** Copies every tag of a repository, and returns the tags. */
export async function copyEveryTag(host: string, repository: string): Promise<readonly string[]> {
  const tags = (await listTags(host, repository)).toSorted()
  await Promise.all(tags.map((tag) => copyWhole(`${host}/${repository}:${tag}`)))
  return tags
}
