import type { Clock, Log } from '../ports/ports.ts'
import type { RegistryClient } from '../registry/client.ts'

/** Milliseconds between two lines. */
const pause = 10_000

/** Logs what is done from time to time, the first time after ten seconds. */
export function createProgress({
  log,
  clock,
}: {
  readonly log: Pick<Log, 'info'>
  readonly clock: Pick<Clock, 'now'>
}): (describe: () => string) => void {
  let next = clock.now() + pause
  return (describe) => {
    if (clock.now() < next) return
    next = clock.now() + pause
    log.info(describe())
  }
}

type Reads = Pick<RegistryClient, 'headManifest' | 'getManifest'>

/** The same registry, which reports after each read of a tag or manifest how many there were. */
export function countReads<T extends Reads>(registry: T, onRead: (count: number) => void): T {
  let count = 0
  const counted = async <R>(work: Promise<R>): Promise<R> => {
    const result = await work
    count += 1
    onRead(count)
    return result
  }
  return {
    ...registry,
    headManifest: (...args: Parameters<Reads['headManifest']>) => counted(registry.headManifest(...args)),
    getManifest: (...args: Parameters<Reads['getManifest']>) => counted(registry.getManifest(...args)),
  }
}
