import { createHash, type Hash } from 'node:crypto'

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
