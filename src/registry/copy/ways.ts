import type { Repository } from '../../model/reference.ts'
import type { Session } from '../session.ts'
import { createArrivals } from './arrivals.ts'
import { createJob } from './job.ts'
import { createProgress } from './progress.ts'
import type { Route, Way } from './route.ts'
import { createStreams } from './streams.ts'

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
