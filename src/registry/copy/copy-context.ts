import type { Repository } from '../../model/reference.ts'
import { createPool } from '../../pool.ts'
import type { Clock, Log } from '../../ports/ports.ts'
import { formatBytes } from '../../units.ts'
import type { RetryPolicy } from '../retry.ts'
import type { RegistrySession } from '../session.ts'

/** A repository, with the session of its registry. */
export interface RepositorySession {
  readonly repository: Repository
  readonly session: RegistrySession
}

/** What a push of blobs and manifests into one repository works with. */
export interface PushContext {
  readonly to: RepositorySession
  readonly clock: Clock
  readonly log: Log
  readonly retryPolicy: RetryPolicy
  /** Shared by all contexts of a client. */
  readonly limitStreams: StreamLimiter
  /** Shared by all contexts of a client. */
  readonly transfers: BlobTransfers
  /** Bytes that one request may hold, by registry, after it refused a larger body. Shared by all contexts of a client. */
  readonly bodyLimits: Map<string, number>
  readonly tasks: TaskGroup
  readonly progress: Progress
}

/** A push whose content comes from another repository. */
export interface CopyContext extends PushContext {
  readonly from: RepositorySession
}

export const isSameRegistry = ({ from, to }: CopyContext): boolean =>
  from.repository.host === to.repository.host

/** Makes a context for each push or copy of one client. */
export interface CopyContexts {
  push(to: Repository): PushContext
  copy(from: Repository, to: Repository): CopyContext
}

export function createCopyContexts(
  ports: Pick<PushContext, 'clock' | 'log' | 'retryPolicy'>,
  openSession: (repository: Repository) => RegistrySession,
): CopyContexts {
  const shared = {
    limitStreams: createStreamLimiter(),
    transfers: createBlobTransfers(),
    bodyLimits: new Map<string, number>(),
  }
  const open = (repository: Repository) => ({ repository, session: openSession(repository) })
  const push = (to: Repository): PushContext => ({
    clock: ports.clock,
    log: ports.log,
    retryPolicy: ports.retryPolicy,
    to: open(to),
    ...shared,
    tasks: createTaskGroup(),
    progress: createProgress(ports, to.name),
  })
  return { push, copy: (from, to) => ({ ...push(to), from: open(from) }) }
}

/** Runs a task that streams a blob of `size` bytes, as soon as a stream is free. */
export type StreamLimiter = <T>(size: number, task: () => Promise<T>) => Promise<T>

/**
 * Concurrent streams of a client. Each stream occupies a slot in the request pool of both registries (two slots if
 * they are the same), so half a pool is the most that cannot deadlock. Fewer would slow down images of many small layers.
 */
const maxStreams = 8

/**
 * Concurrent streams of large blobs: buffers that wait for the garbage collector add up during a stream. Peak resident
 * memory with eight blobs of 128 MiB on Node 24: 133 to 165 MB with four at once (8 runs), 115 to 126 MB with two
 * (12 runs). The time is the same, since hashing is bound to one core. Small blobs mostly wait for answers.
 */
const maxLargeStreams = 2
const largeSize = 4 * 1024 * 1024

export function createStreamLimiter(): StreamLimiter {
  const [all, large] = [createPool(maxStreams), createPool(maxLargeStreams)]
  return (size, task) => (size > largeSize ? large(() => all(task)) : all(task))
}

/** The blobs that a client is transferring or has transferred. */
export interface BlobTransfers {
  /**
   * Runs `transfer`, unless this client already transfers or has transferred the blob into the repository: then it waits for
   * that transfer and returns `present`.
   */
  once<T>(to: Repository, digest: string, transfer: () => Promise<T>): Promise<T | 'present'>
  /**
   * Another repository of the same registry from which the blob can be mounted, once its transfer there has succeeded.
   * Undefined if there is none, or if its transfer failed.
   */
  findMountSource(to: Repository, digest: string): Promise<Repository | undefined>
}

/**
 * Each blob is transferred once: distribution 2.8 writes a blob's link in place, so that a second push of the blob makes
 * the push of a manifest that needs it fail for a moment.
 */
function createBlobTransfers(): BlobTransfers {
  const transfers = new Map<string, Promise<unknown>>()
  const firsts = new Map<string, { readonly repository: Repository; readonly transfer: Promise<unknown> }>()
  const repositoryKey = ({ host, path }: Repository, digest: string) => `${host}/${path}@${digest}`
  const registryKey = ({ host }: Repository, digest: string) => `${host}@${digest}`
  return {
    async once(to, digest, transfer) {
      const [key, first] = [repositoryKey(to, digest), registryKey(to, digest)]
      const earlier = transfers.get(key)
      if (earlier !== undefined) {
        await earlier
        return 'present'
      }
      const running = transfer()
      transfers.set(key, running)
      if (!firsts.has(first)) firsts.set(first, { repository: to, transfer: running })
      // A failed transfer may be retried.
      running.catch(() => {
        transfers.delete(key)
        if (firsts.get(first)?.transfer === running) firsts.delete(first)
      })
      return running
    },
    async findMountSource(to, digest) {
      const first = firsts.get(registryKey(to, digest))
      if (first === undefined || first.repository.path === to.path) return undefined
      const hasSucceeded = await first.transfer.then(
        () => true,
        () => false,
      )
      return hasSucceeded ? first.repository : undefined
    },
  }
}

/**
 * Tasks that succeed or fail together: after the first failure no task starts, and the running ones are awaited, so that
 * nothing continues in the background.
 */
export interface TaskGroup {
  /** Runs the tasks concurrently; throws the group's first failure. */
  all<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]>
  /** Throws the group's first failure, if any. Long tasks call it from time to time. */
  throwIfFailed(): void
}

export function createTaskGroup(): TaskGroup {
  let failure: { readonly error: unknown } | undefined
  const throwIfFailed = () => {
    if (failure) throw failure.error
  }
  const run = async <T>(task: () => Promise<T>): Promise<T> => {
    throwIfFailed()
    try {
      return await task()
    } catch (error) {
      failure ??= { error }
      throw error
    }
  }
  return {
    throwIfFailed,
    all: async (tasks) => {
      const settled = await Promise.allSettled(tasks.map(run))
      throwIfFailed()
      return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    },
  }
}

/** Counts the bytes of a copy, and logs the progress of a long one. */
export interface Progress {
  add(bytes: number): void
}

const reportInterval = 10_000

/** Logs at most one line every ten seconds, the first after ten: a short copy logs none. */
export function createProgress(
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  name: string,
): Progress {
  let total = 0
  let reportedAt = clock.now()
  return {
    add: (bytes) => {
      total += bytes
      const now = clock.now()
      if (now - reportedAt < reportInterval) return
      reportedAt = now
      log.report(`Copying to ${name}: ${formatBytes(total)} so far.`)
    },
  }
}
