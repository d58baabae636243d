import { arrayAt, isRecord, type Json, stringAt } from '../../json.ts'
import { getManifest } from '../absence.ts'
import type { Manifest } from '../manifests.ts'
import { ociIndex } from '../media-types.ts'
import { putManifest } from '../put-manifest.ts'
import { nameReferrersTag } from '../referrers.ts'
import type { Destination } from './route.ts'

/**
 * Lists referrers under the tag of their subject, beside those that are listed there: OCI distribution spec 1.1, "Referrers
 * Tag Schema". Nothing is put where all are listed.
 */
export async function addToReferrersTag(
  { session, repository }: Destination,
  subject: string,
  referrers: readonly Manifest[],
): Promise<void> {
  const target = { tag: nameReferrersTag(subject) }
  const before = await getManifest(session, repository, target)
  const listed = arrayAt(before?.json, 'manifests')
  const known = new Set(listed.map((one) => stringAt(one, 'digest')))
  const fresh = referrers.filter(({ digest }) => !known.has(digest))
  if (fresh.length === 0) return
  const index = {
    ...(isIndex(before) ? before?.json : { schemaVersion: 2, mediaType: ociIndex }),
    manifests: [...listed, ...fresh.map(describeReferrer)],
  }
  await putManifest(session, repository, target, {
    mediaType: ociIndex,
    bytes: Buffer.from(JSON.stringify(index)),
  })
}

const isIndex = (manifest: Manifest | undefined): boolean => manifest?.mediaType === ociIndex

/** The descriptor of a referrer in a list: spec 1.1, "Listing Referrers". */
export function describeReferrer({
  mediaType,
  digest,
  bytes,
  json,
}: Manifest): Readonly<Record<string, Json>> {
  const artifactType = stringAt(json, 'artifactType') ?? stringAt(json, 'config', 'mediaType')
  return {
    mediaType,
    digest,
    size: bytes.byteLength,
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(isRecord(json.annotations) ? { annotations: json.annotations } : {}),
  }
}
