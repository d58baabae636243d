import { nameAlgorithm } from '../digest.ts'
import type { Descriptor } from '../manifests.ts'
import { createHashCheckpoints } from './hash-trail.ts'
import type { Way } from './route.ts'

/** Where a blob's bytes are. */
export interface BlobSource {
  /** From `offset` to the end. */
  read(offset: number): AsyncIterable<Uint8Array>
  /** What it means that the bytes have another digest. */
  wrong(what: string): unknown
}

/** A blob whose bytes may be asked for several times, one reading at a time. */
export interface CheckedBlob {
  /** The bytes from `offset` on. The last of them come only if the digest of all is right. */
  open(offset: number): AsyncGenerator<Uint8Array, void, undefined>
  /** What made the last reading fail: who sends the bytes on sees only that they ended. */
  failure(): unknown
}

export function createCheckedBlob(
  { job, progress }: Pick<Way, 'job' | 'progress'>,
  blob: Descriptor,
  source: BlobSource,
): CheckedBlob {
  const algorithm = nameAlgorithm(blob.digest)
  const trail = createHashCheckpoints(algorithm)
  let failure: unknown
  let readings = 0
  async function* read(offset: number): AsyncGenerator<Uint8Array, void, undefined> {
    readings += 1
    const mine = readings
    // Bytes before the offset are read again only as far as the hash needs them.
    let at = trail.rewind(offset)
    let held: Uint8Array | undefined
    for await (const chunk of source.read(at)) {
      job.check()
      // A request that was answered too early may still be reading while its successor begins.
      if (mine !== readings) return
      trail.add(chunk)
      const fresh = chunk.subarray(Math.max(0, offset - at))
      at += chunk.byteLength
      if (fresh.byteLength === 0) continue
      if (held) yield held
      held = fresh
      progress.add(fresh.byteLength)
    }
    const found = `${algorithm}:${trail.digest()}`
    if (found !== blob.digest) throw source.wrong(`its digest is ${found}`)
    if (held) yield held
  }
  return {
    failure: () => failure,
    open: async function* (offset) {
      failure = undefined
      const chunks = read(offset)
      try {
        for (;;) {
          const next = await chunks.next().catch((error: unknown) => {
            failure = error
            throw error
          })
          if (next.done) return
          // A stream whose connection breaks throws that into its body here: no fault of the bytes.
          yield next.value
        }
      } finally {
        await chunks.return()
      }
    },
  }
}
