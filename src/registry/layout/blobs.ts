import { isAbsolute, join, relative, sep } from 'node:path'
import { layoutUnreadable } from '../../errors/source-image.ts'
import { TagboatError } from '../../model/tagboat-error.ts'
import type { Files } from '../../ports/ports.ts'
import type { BlobSource } from '../copy/checked-blob.ts'
import { computeDigest, nameAlgorithm } from '../digest.ts'
import type { Descriptor } from '../manifests.ts'

/** The registered algorithms with their lengths: OCI image spec 1.1, "Descriptors". Nothing else becomes a path. */
const safeDigest = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/

/**
 * Where a blob of an OCI image layout is: `blobs/<algorithm>/<hex>` (OCI image spec 1.1, "Image Layout"). Throws a
 * TagboatError where it is not there, is not as long as its descriptor says, or is a link out of the folder.
 */
export async function locateBlob(files: Files, folder: string, blob: Descriptor): Promise<string> {
  const { digest } = blob
  if (!safeDigest.test(digest))
    throw unreadable(folder, `names a part with the digest '${digest}', which is none`)
  const path = join(folder, 'blobs', ...digest.split(':'))
  const [root, real] = await Promise.all([files.realPath(join(folder, 'index.json')), files.realPath(path)])
  if (root === undefined || real === undefined) throw unreadable(folder, `lacks its part ${digest}`)
  const way = relative(join(root, '..'), real)
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
    throw unreadable(folder, `has a link out of the folder for its part ${digest}`)
  const size = await files.size(path)
  if (size !== blob.size)
    throw unreadable(folder, `has ${size ?? 'no'} bytes of its part ${digest} instead of ${blob.size}`)
  return path
}

/** A blob as an upload reads it; the file is opened anew for each reading. */
export function openBlob(files: Files, folder: string, path: string, blob: Descriptor): BlobSource {
  return {
    read: (offset) => readUpTo(files, folder, path, blob, offset),
    wrong: (what) => unreadable(folder, `has a part ${blob.digest} that is damaged: ${what}`),
  }
}

/** The bytes from an offset on; a file that grew since its size was checked ends with a TagboatError. */
async function* readUpTo(files: Files, folder: string, path: string, blob: Descriptor, offset: number) {
  let at = offset
  for await (const chunk of files.openRead(path, offset)) {
    at += chunk.byteLength
    if (at > blob.size)
      throw unreadable(folder, `has more than ${blob.size} bytes of its part ${blob.digest}`)
    yield chunk
  }
}

/** The whole of a small blob, with its digest checked. */
export async function readBlobBytes(files: Files, folder: string, blob: Descriptor): Promise<Uint8Array> {
  const path = await locateBlob(files, folder, blob)
  const chunks: Uint8Array[] = []
  for await (const chunk of readUpTo(files, folder, path, blob, 0)) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const found = computeDigest(bytes, nameAlgorithm(blob.digest))
  if (found !== blob.digest)
    throw unreadable(folder, `has a part ${blob.digest} that is damaged: its digest is ${found}`)
  return bytes
}

export const unreadable = (folder: string, why: string): TagboatError =>
  new TagboatError(layoutUnreadable(folder, why))
