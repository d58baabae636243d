import type { Clock, Log } from '../../ports/ports.ts'
import { formatBytes } from '../../units.ts'

/** Counts the bytes of a copy, and tells of a long one. */
export interface Progress {
  add(bytes: number): void
  total(): number
}

const interval = 10_000

/** A line at most every ten seconds, the first after ten: a short copy says nothing. */
export function createProgress(
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  name: string,
): Progress {
  let total = 0
  let told = clock.now()
  return {
    total: () => total,
    add: (bytes) => {
      total += bytes
      const now = clock.now()
      if (now - told < interval) return
      told = now
      log.report(`Copying to ${name}: ${formatBytes(total)} so far.`)
    },
  }
}
