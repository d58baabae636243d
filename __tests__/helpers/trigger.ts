import { type PullRequest, parseRef, type Trigger } from '../../src/model/trigger.ts'
import { classifyEvent } from '../../src/trigger/classify-event.ts'

const sha = '860c1904a1ce19322e91ac35af1ab07466440c37'

/** A push to `main` of acme/app, with these changes. */
export function makeTrigger({
  ref,
  ...over
}: Partial<Omit<Trigger, 'ref'>> & { ref?: string } = {}): Trigger {
  return {
    event: 'push',
    cause: classifyEvent(over.event ?? 'push', over.action),
    ref: parseRef(ref ?? 'refs/heads/main'),
    sha,
    revision: sha,
    commitTime: '2020-01-09T23:45:10.000Z',
    time: '2020-01-10T00:30:00.000Z',
    defaultBranch: 'main',
    repository: { owner: 'acme', name: 'app', url: 'https://github.com/acme/app', private: false },
    actor: 'octocat',
    serverUrl: 'https://github.com',
    ...over,
  }
}

/** An opened pull request from the same repository, with these changes. */
export function makePull(over: Partial<Omit<Trigger, 'ref'>> = {}, pull: Partial<PullRequest> = {}): Trigger {
  return makeTrigger({
    event: 'pull_request',
    action: 'opened',
    ref: `refs/pull/${pull.number ?? 7}/merge`,
    pullRequest: {
      number: 7,
      headRef: 'tickets/DM-42',
      headSha: '2f0c1b4a5e6d7c8b9a0f1e2d3c4b5a6978879695',
      baseRef: 'main',
      fork: false,
      ...pull,
    },
    ...over,
  })
}
