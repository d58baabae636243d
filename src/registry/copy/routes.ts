import type { Repository } from '../../plan/reference.ts'
import { createPool } from '../pool.ts'
import type { Session } from '../session.ts'
import { createJob } from './job.ts'
import { createProgress } from './progress.ts'
import { mostStreams, type Route } from './route.ts'

/** Makes the routes of one client, which share their streams. */
export function createRoutes(
  ports: Pick<Route, 'clock' | 'log' | 'patience'>,
  openSession: (repository: Repository) => Session,
): (from: Repository, to: Repository) => Route {
  const streams = createPool(mostStreams)
  const place = (repository: Repository) => ({ repository, session: openSession(repository) })
  return (from, to) => ({
    clock: ports.clock,
    log: ports.log,
    patience: ports.patience,
    from: place(from),
    to: place(to),
    streams,
    job: createJob(),
    progress: createProgress(ports, to.name),
  })
}
