import { createPool } from '../pool.ts'

/** Runs what streams a blob of so many bytes, when there is room for it. */
export type Streams = <T>(size: number, task: () => Promise<T>) => Promise<T>

/**
 * How many blobs stream at once. Half a registry's pool, which is the most that is safe: a stream holds a place in the
 * pool of each end (two of one, where both are the same registry), so the streams of a client together must leave a place
 * free in every pool, or all could wait for ever. Fewer would have an image of many small layers wait for its turn.
 */
const mostStreams = 8

/**
 * Of them, so many may be large: what a stream leaves to the garbage collector adds up while it lasts. Peak of resident
 * memory with eight blobs of 128 MiB, Node 24: 133 to 165 MB with four at once (8 runs), 115 to 126 MB with two (12 runs).
 * The time is the same, for one processor makes all the hashes. Small ones are more a matter of waiting for answers.
 */
const mostLarge = 2
const large = 4 * 1024 * 1024

export function createStreams(): Streams {
  const [all, largeOnes] = [createPool(mostStreams), createPool(mostLarge)]
  return (size, task) => (size > large ? largeOnes(() => all(task)) : all(task))
}
