import { describeBlobRead, wrongContent } from '../blobs.ts'
import { nameAlgorithm } from '../digest.ts'
import type { Descriptor } from '../manifests.ts'
import { createHashTrail } from './hash-trail.ts'
import { readBlob } from './read-blob.ts'
import type { Route } from './route.ts'

/** A blob at its source, whose bytes may be asked for several times, one reading at a time. */
export interface CheckedBlob {
  /** The bytes from `offset` on. The last of them come only if the digest of all is right. */
  open(offset: number): AsyncGenerator<Uint8Array, void, undefined>
  /** What made the last reading fail: who sends the bytes on sees only that they ended. */
  failure(): unknown
}

export function createCheckedBlob(route: Route, blob: Descriptor): CheckedBlob {
  const algorithm = nameAlgorithm(blob.digest)
  const trail = createHashTrail(algorithm)
  let failure: unknown
  let readings = 0
  async function* read(offset: number): AsyncGenerator<Uint8Array, void, undefined> {
    readings += 1
    const mine = readings
    // Bytes before the offset are read again only as far as the hash needs them.
    let at = trail.rewind(offset)
    let held: Uint8Array | undefined
    for await (const chunk of readBlob(route, blob, at)) {
      route.job.check()
      // A request that was answered too early may still be reading while its successor begins.
      if (mine !== readings) return
      trail.add(chunk)
      const fresh = chunk.subarray(Math.max(0, offset - at))
      at += chunk.byteLength
      if (fresh.byteLength === 0) continue
      if (held) yield held
      held = fresh
      route.progress.add(fresh.byteLength)
    }
    const found = `${algorithm}:${trail.digest()}`
    if (found !== blob.digest) {
      throw wrongContent(describeBlobRead(route.from.repository, blob.digest).asked, `its digest is ${found}`)
    }
    if (held) yield held
  }
  return {
    failure: () => failure,
    open: async function* (offset) {
      failure = undefined
      try {
        yield* read(offset)
      } catch (error) {
        failure = error
        throw error
      }
    },
  }
}
