import { arrayAt, at, type Json, parseJson, stringAt } from '../json.ts'
import { digestAt, type Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { isoFromText } from '../ports/time.ts'
import type { ImageReader } from '../publish/image-facts.ts'

/**
 * When an image was built, by its provenance: an image is uploaded right after. Its label `created` has the time of the commit. Undefined
 * without provenance, or if that cannot be read. ISO 8601.
 */
export async function readBuildTime(
  registry: ImageReader,
  repository: Repository,
  digest: string,
): Promise<string | undefined> {
  try {
    const index = await registry.getManifest(repository, { digest })
    const [attestations] = arrayAt(index?.json, 'manifests').filter(
      (one) => stringAt(one, 'annotations', 'vnd.docker.reference.type') === 'attestation-manifest',
    )
    const manifest = await readAt(registry, repository, attestations)
    // BuildKit, docs/attestations/attestation-storage.md.
    const layer = arrayAt(manifest?.json, 'layers').find((one) =>
      stringAt(one, 'annotations', 'in-toto.io/predicate-type')?.startsWith('https://slsa.dev/provenance/'),
    )
    const blob = digestAt(layer, 'digest')
    const bytes = blob === undefined ? undefined : await registry.getBlob(repository, blob)
    return bytes && findTime(at(parseJson(Buffer.from(bytes).toString('utf8')), 'predicate'))
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}

async function readAt(registry: ImageReader, repository: Repository, descriptor: Json) {
  const digest = digestAt(descriptor, 'digest')
  return digest === undefined ? undefined : registry.getManifest(repository, { digest })
}

/** SLSA provenance 0.2 and 1: `metadata.buildFinishedOn`, and `runDetails.metadata.finishedOn`. */
function findTime(predicate: Json): string | undefined {
  const text =
    stringAt(predicate, 'metadata', 'buildFinishedOn') ??
    stringAt(predicate, 'runDetails', 'metadata', 'finishedOn')
  return text === undefined ? undefined : isoFromText(text)
}
