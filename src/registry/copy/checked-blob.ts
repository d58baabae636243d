import { createHash, type Hash } from 'node:crypto'
import { nameAlgorithm } from '../digest.ts'
import type { Descriptor } from '../manifests.ts'
import type { PushContext } from './copy-context.ts'

/** Where a blob's bytes come from: a registry or a file. */
export interface BlobSource {
  /** The bytes from `offset` to the end. */
  read(offset: number): AsyncIterable<Uint8Array>
  /** The error for bytes with another digest; `what` is a clause that says so. */
  wrong(what: string): unknown
}

/** A blob that can be read several times, by one reader at a time, with its digest checked. */
export interface CheckedBlob {
  /** The bytes from `offset` on. The last chunk is held back until the digest of the whole blob has proven right. */
  open(offset: number): AsyncGenerator<Uint8Array, void, undefined>
  /** The error of the last read, if it failed: whoever sends the bytes only sees that they ended. */
  failure(): unknown
}

export function createCheckedBlob(
  { tasks, progress }: Pick<PushContext, 'tasks' | 'progress'>,
  blob: Descriptor,
  source: BlobSource,
): CheckedBlob {
  const algorithm = nameAlgorithm(blob.digest)
  const checkpoints = createHashCheckpoints(algorithm)
  let failure: unknown
  let latestRead = 0
  async function* read(offset: number): AsyncGenerator<Uint8Array, void, undefined> {
    latestRead += 1
    const thisRead = latestRead
    // Starts at the last checkpoint before the offset: the hash needs the bytes in between.
    let at = checkpoints.rewind(offset)
    let held: Uint8Array | undefined
    for await (const chunk of source.read(at)) {
      tasks.throwIfFailed()
      // A request that was answered early may still read while its successor starts.
      if (thisRead !== latestRead) return
      checkpoints.add(chunk)
      const fresh = chunk.subarray(Math.max(0, offset - at))
      at += chunk.byteLength
      if (fresh.byteLength === 0) continue
      if (held) yield held
      held = fresh
      progress.add(fresh.byteLength)
    }
    const found = `${algorithm}:${checkpoints.digest()}`
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
          // A broken connection of the reader throws here. That is not a failure of the source.
          yield next.value
        }
      } finally {
        await chunks.return()
      }
    },
  }
}

/** A running hash that can be rewound. */
export interface HashCheckpoints {
  /** Adds the next bytes. */
  add(chunk: Uint8Array): void
  /** Rewinds to the last checkpoint at or before `offset`; returns its offset, from which bytes must be added again. */
  rewind(offset: number): number
  /** The hash of all bytes so far, in hexadecimal. */
  digest(): string
}

/** Bytes between checkpoints. A checkpoint takes some hundred bytes, so a blob of 1 GiB needs about 100 kB. */
const checkpointInterval = 4 * 1024 * 1024

export function createHashCheckpoints(algorithm: string): HashCheckpoints {
  const start = { at: 0, hash: createHash(algorithm) }
  const checkpoints: { readonly at: number; readonly hash: Hash }[] = []
  const last = () => checkpoints.at(-1) ?? start
  let at = 0
  let hash = createHash(algorithm)
  return {
    add: (chunk) => {
      hash.update(chunk)
      at += chunk.byteLength
      if (at - last().at >= checkpointInterval) checkpoints.push({ at, hash: hash.copy() })
    },
    rewind: (offset) => {
      while (last().at > offset) checkpoints.pop()
      at = last().at
      hash = last().hash.copy()
      return at
    },
    digest: () => hash.copy().digest('hex'),
  }
}
