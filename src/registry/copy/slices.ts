/** A stream of bytes that is read in several parts, one after another. */
export interface Slices {
  /** The next `size` bytes. */
  take(size: number): AsyncGenerator<Uint8Array, void, undefined>
  /** Lets go of the stream. */
  end(): Promise<void>
}

export function createSlices(stream: AsyncGenerator<Uint8Array, void, undefined>): Slices {
  let left: Uint8Array | undefined
  const next = async (): Promise<Uint8Array | undefined> => {
    const held = left
    left = undefined
    if (held !== undefined) return held
    const { value } = await stream.next()
    return value ?? undefined
  }
  return {
    async *take(size) {
      let wanted = size
      while (wanted > 0) {
        const chunk = await next()
        if (chunk === undefined) return
        const part = chunk.subarray(0, wanted)
        if (part.byteLength < chunk.byteLength) left = chunk.subarray(part.byteLength)
        wanted -= part.byteLength
        yield part
      }
    },
    end: async () => void (await stream.return()),
  }
}
