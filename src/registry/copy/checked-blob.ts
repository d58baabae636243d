import { createHash, type Hash } from 'node:crypto'
import { nameAlgorithm } from '../digest.ts'
import type { Descriptor } from '../manifests.ts'
import type { Way } from './copy-context.ts'

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

/** A hash that grows with a blob's bytes, and can go back to where it was some bytes ago. */
export interface HashCheckpoints {
  /** Takes in the bytes that follow. */
  add(chunk: Uint8Array): void
  /** Goes back to `offset` or a little before it; returns the offset from which bytes must be added again. */
  rewind(offset: number): number
  /** Hexadecimal, of all bytes up to here. */
  digest(): string
}

/** A mark of some hundred bytes every so many bytes: two hundred for a GiB. */
const stride = 4 * 1024 * 1024

export function createHashCheckpoints(algorithm: string): HashCheckpoints {
  const marks: { readonly at: number; readonly hash: Hash }[] = [{ at: 0, hash: createHash(algorithm) }]
  let at = 0
  let hash = createHash(algorithm)
  return {
    add: (chunk) => {
      hash.update(chunk)
      at += chunk.byteLength
      if (at - (marks.at(-1)?.at ?? 0) >= stride) marks.push({ at, hash: hash.copy() })
    },
    rewind: (offset) => {
      while ((marks.at(-1)?.at ?? 0) > offset) marks.pop()
      const mark = marks.at(-1)
      at = mark?.at ?? 0
      hash = mark?.hash.copy() ?? createHash(algorithm)
      return at
    },
    digest: () => hash.copy().digest('hex'),
  }
}
