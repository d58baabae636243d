import type { Repository } from '../../model/reference.ts'
import type { Clock, Log } from '../../ports/ports.ts'
import type { RetryPolicy } from '../retry.ts'
import type { Session } from '../session.ts'
import type { Arrivals } from './arrivals.ts'
import type { Job } from './job.ts'
import type { Progress } from './progress.ts'
import type { Streams } from './streams.ts'

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
