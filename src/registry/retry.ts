import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { parseHttpDate } from './http-date.ts'

/** How often and how long to retry. Times are in milliseconds. */
export interface RetryPolicy {
  readonly attempts: number
  /** The longest first wait; it doubles with each attempt. */
  readonly base: number
  readonly longest: number
  /** The longest wait that a registry may ask for. */
  readonly longestAsked: number
}

export const usualRetries: RetryPolicy = { attempts: 5, base: 1_000, longest: 30_000, longestAsked: 120_000 }

/** `once`: no retry. `little`: retries within seconds, for answers that are not essential. */
export type Effort = 'once' | 'little'

/** The retry policy of a request with less effort. */
export function limitRetries(retryPolicy: RetryPolicy, effort: Effort | undefined): RetryPolicy {
  if (effort === undefined) return retryPolicy
  if (effort === 'once') return { ...retryPolicy, attempts: 1 }
  return {
    attempts: Math.min(retryPolicy.attempts, 2),
    base: Math.min(retryPolicy.base, 500),
    longest: Math.min(retryPolicy.longest, 1_000),
    longestAsked: Math.min(retryPolicy.longestAsked, 2_000),
  }
}

/** A failure that a retry may not meet. The problem is reported after the last attempt. */
export class TransientError extends Error {
  readonly problem: Problem
  /** The event for the log: `ghcr.io answered 503`. */
  readonly event: string
  /** Milliseconds that the registry asks to wait. */
  readonly wait: number | undefined

  constructor(problem: Problem, event: string, wait?: number) {
    super(event)
    this.problem = problem
    this.event = event
    this.wait = wait
  }
}

/**
 * Runs `attempt` until it succeeds, fails with another error than a TransientError, or the policy allows no further attempt. Waits
 * are exponential with full jitter, so that requests that failed together are not repeated together. A registry's Retry-After
 * takes precedence, and ends the attempts if it is longer than the policy allows.
 */
export async function retry<T>(
  ports: { readonly clock: Clock; readonly log: Log },
  retryPolicy: RetryPolicy,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt()
    } catch (error) {
      await pause(ports, retryPolicy, count, error)
    }
  }
}

/** Logs a failed attempt and waits; throws if the error is not transient or `count` was the last attempt. */
export async function pause(
  ports: { readonly clock: Clock; readonly log: Log },
  retryPolicy: RetryPolicy,
  count: number,
  error: unknown,
): Promise<void> {
  if (!(error instanceof TransientError)) throw error
  const wait = chooseWait(retryPolicy, count, error.wait, ports.clock.random())
  if (wait === undefined) throw new TagboatError(error.problem)
  const when = `in ${(wait / 1000).toFixed(1)} s (attempt ${count + 1} of ${retryPolicy.attempts})`
  ports.log.info(`${error.event}; retrying ${when}.`)
  await ports.clock.sleep(wait)
}

/** Milliseconds to wait after attempt number `count`; undefined after the last attempt. */
export function chooseWait(
  retryPolicy: RetryPolicy,
  count: number,
  asked: number | undefined,
  random: number,
): number | undefined {
  if (count >= retryPolicy.attempts) return undefined
  if (asked !== undefined) return asked > retryPolicy.longestAsked ? undefined : asked
  return Math.round(random * Math.min(retryPolicy.longest, retryPolicy.base * 2 ** (count - 1)))
}

/** Milliseconds from a Retry-After header, seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const date = parseHttpDate(text)
  return date === undefined ? undefined : Math.max(0, date - now)
}
