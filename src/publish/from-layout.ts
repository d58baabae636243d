import type { From } from '../inputs/from-input.ts'
import type { Target } from '../model/reference.ts'
import type { Files, Log } from '../ports/ports.ts'
import { readBlobBytes } from '../registry/layout/blobs.ts'
import { readLayout } from '../registry/layout/read-layout.ts'
import type { Source } from './contents.ts'
import { type FoundImage, findImages, type SourceReader } from './source.ts'

/**
 * Looks at the OCI image layout that input `from` names, `folder` being absolute. Throws a TagboatError with everything
 * that cannot be published, before anything moves.
 */
export async function resolveLayout(
  { files, log }: { readonly files: Files; readonly log: Log },
  folder: string,
  from: Extract<From, { kind: 'layout' }>,
  platforms: readonly string[],
): Promise<{
  readonly source: Source
  readonly images: readonly FoundImage[]
  readonly reader: SourceReader
}> {
  const layout = await readLayout(files, folder, from.tag)
  const { digest } = layout.top
  const text = `oci-layout:${from.folder}${from.tag === undefined ? '' : `:${from.tag}`}`
  // It is looked at like an image in a registry, of which the folder has the part.
  const repository = { name: folder, host: '', path: '' }
  const reader = {
    getManifest: async (_: unknown, target: Target) =>
      layout.manifests.get('digest' in target ? target.digest : digest),
    getBlob: async (_: unknown, wanted: string) => {
      const blob = layout.blobs.get(wanted)
      return blob && readBlobBytes(files, folder, blob)
    },
  }
  const tag = from.tag === undefined ? {} : { tag: from.tag }
  const images = await findImages(reader, [{ text, repository, target: { digest }, ...tag }], platforms)
  log.report(`Publishing ${text} (${digest}).`)
  return { source: { digest, parts: [], referrersOf: [], layout: { folder } }, images, reader }
}
