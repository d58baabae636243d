import { arrayAt, parseJson, stringAt } from '../json.ts'
import type { Env } from '../ports/ports.ts'

/** The artifact service of this run, and the token for it. */
export interface ArtifactService {
  /** `https://results-receiver.actions.githubusercontent.com` */
  readonly origin: string
  /** The runner's token for this job: a secret. */
  readonly token: string
  /** The service's own ids of the run and of the job. */
  readonly run: string
  readonly job: string
  /** The repository's limit in days; undefined if the runner does not report it. */
  readonly longestRetention: number | undefined
}

/**
 * Finds the artifact service of this run in the runner's variables, by the rules of `@actions/artifact` 6.2.1
 * (`lib/internal/shared/config.js` and `util.js`). If there is none, returns the reason as a clause.
 */
export function findArtifactService(env: Env): ArtifactService | string {
  if (!hasResultsService(env.GITHUB_SERVER_URL || 'https://github.com')) {
    return 'only github.com and ghe.com have those'
  }
  const origin = serviceOrigin(env.ACTIONS_RESULTS_URL ?? '')
  const token = env.ACTIONS_RUNTIME_TOKEN ?? ''
  if (origin === undefined || token === '') return 'this runner offers none'
  const [, run, job] = readScope(token) ?? []
  if (run === undefined || job === undefined) return "this runner's token is for none"
  const days = Number(env.GITHUB_RETENTION_DAYS)
  return { origin, token, run, job, longestRetention: Number.isInteger(days) && days > 0 ? days : undefined }
}

/** Whether a server has GitHub's results service. GitHub Enterprise Server has an older one, Gitea and Forgejo have their own. */
export function hasResultsService(serverUrl: string): boolean {
  const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname.toLowerCase() : ''
  return host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.localhost')
}

/** The origin of an address for the results service; undefined for anything else. */
export function serviceOrigin(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && /^https?:$/.test(url.protocol) ? url.origin : undefined
}

/** The token is a JWT whose claim `scp` has an item `Actions.Results:RUN:JOB`. The service checks its signature. */
function readScope(token: string): readonly string[] | undefined {
  const claims = parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  const scopes = stringAt(claims, 'scp')?.split(' ') ?? arrayAt(claims, 'scp').map(String)
  return scopes
    .map((scope) => scope.split(':'))
    .find((parts) => parts[0] === 'Actions.Results' && parts.length === 3)
}
