import type { Repository } from '../../model/reference.ts'
import { createPool } from '../../pool.ts'
import type { Clock, Log } from '../../ports/ports.ts'
import { formatBytes } from '../../units.ts'
import type { RetryPolicy } from '../retry.ts'
import type { Session } from '../session.ts'

/** One end of a copy. */
export interface Destination {
  readonly repository: Repository
  readonly session: Session
}

/** Where content goes to, from wherever, and what it needs on its way. */
export interface Way {
  readonly to: Destination
  readonly clock: Clock
  readonly log: Log
  readonly retryPolicy: RetryPolicy
  /** Shared by all ways of a client. */
  readonly streams: Streams
  /** Shared likewise. */
  readonly arrivals: Arrivals
  /** Shared likewise: bytes that fit into one request, by registry, where larger ones were refused. */
  readonly limits: Map<string, number>
  readonly job: Job
  readonly progress: Progress
}

/** The way from one repository to another. */
export interface Route extends Way {
  readonly from: Destination
}

export const isSameRegistry = ({ from, to }: Route): boolean => from.repository.host === to.repository.host

/** How content comes into repositories. */
export interface Ways {
  /** From the disk into a repository. */
  into(to: Repository): Way
  /** From one repository to another. */
  between(from: Repository, to: Repository): Route
}

/** Makes the ways of one client, which share their streams. */
export function createWays(
  ports: Pick<Way, 'clock' | 'log' | 'retryPolicy'>,
  openSession: (repository: Repository) => Session,
): Ways {
  const streams = createStreams()
  const arrivals = createArrivals()
  const limits = new Map<string, number>()
  const place = (repository: Repository) => ({ repository, session: openSession(repository) })
  const into = (to: Repository): Way => ({
    clock: ports.clock,
    log: ports.log,
    retryPolicy: ports.retryPolicy,
    to: place(to),
    streams,
    arrivals,
    limits,
    job: createJob(),
    progress: createProgress(ports, to.name),
  })
  return { into, between: (from, to) => ({ ...into(to), from: place(from) }) }
}

/**
 * Tasks that succeed or fail together: after the first failure no further one begins, and what is under way is waited
 * for, so that nothing goes on behind the caller's back.
 */
export interface Job {
  /** Runs the tasks side by side; throws the job's first failure. */
  all<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]>
  /** Throws the first failure, if there is one: for a long task, from time to time. */
  check(): void
}

export function createJob(): Job {
  let failure: { readonly error: unknown } | undefined
  const check = () => {
    if (failure) throw failure.error
  }
  const run = async <T>(task: () => Promise<T>): Promise<T> => {
    check()
    try {
      return await task()
    } catch (error) {
      failure ??= { error }
      throw error
    }
  }
  return {
    check,
    all: async (tasks) => {
      const settled = await Promise.allSettled(tasks.map(run))
      check()
      return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    },
  }
}

/** The blobs that one client brings into repositories, or has brought. */
export interface Arrivals {
  /** Runs `bring`, unless this blob is on its way into this repository or there: that is waited for, and it is `present`. */
  once<T>(to: Repository, digest: string, bring: () => Promise<T>): Promise<T | 'present'>
  /**
   * A repository of the same registry that a blob is on its way into or was found in, where others can have it from; waits
   * until it has come to an end there. Undefined where there is none.
   */
  elsewhere(to: Repository, digest: string): Promise<Repository | undefined>
}

/**
 * Each blob is brought once: distribution 2.8 writes a blob's link in place, so that bringing one again makes a manifest
 * that needs it fail for a moment.
 */
export function createArrivals(): Arrivals {
  const arrivals = new Map<string, Promise<unknown>>()
  const firsts = new Map<string, { readonly repository: Repository; readonly bringing: Promise<unknown> }>()
  const placeOf = ({ host, path }: Repository, digest: string) => `${host}/${path}@${digest}`
  const registryOf = ({ host }: Repository, digest: string) => `${host}@${digest}`
  return {
    async once(to, digest, bring) {
      const arrival = arrivals.get(placeOf(to, digest))
      if (arrival !== undefined) {
        await arrival
        return 'present'
      }
      const bringing = bring()
      arrivals.set(placeOf(to, digest), bringing)
      if (!firsts.has(registryOf(to, digest)))
        firsts.set(registryOf(to, digest), { repository: to, bringing })
      // What failed may be tried again.
      bringing.catch(() => {
        arrivals.delete(placeOf(to, digest))
        if (firsts.get(registryOf(to, digest))?.bringing === bringing) firsts.delete(registryOf(to, digest))
      })
      return bringing
    },
    async elsewhere(to, digest) {
      const first = firsts.get(registryOf(to, digest))
      if (first === undefined || first.repository.path === to.path) return undefined
      const hasCome = await first.bringing.then(
        () => true,
        () => false,
      )
      return hasCome ? first.repository : undefined
    },
  }
}

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
