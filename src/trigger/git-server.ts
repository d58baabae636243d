import type { ServerCredentials } from '../model/server-credentials.ts'
import type { GitHubRepository, OtherServer } from '../model/trigger.ts'
import type { Env } from '../ports/ports.ts'

/** What a git server is to a run. Both are absent for github.com and the server of the runner. */
export interface GitServer {
  readonly otherServer?: OtherServer
  readonly credentials?: ServerCredentials
}

const noToken: ServerCredentials = { githubToken: '' }

/**
 * Classifies a git server by its URL; undefined for a working copy without a remote. GitHub's servers are github.com,
 * `*.ghe.com`, the server of the runner (GITHUB_SERVER_URL), and the host in GH_HOST, as in GitHub's command gh. As gh does,
 * GH_TOKEN and GITHUB_TOKEN are for the first two only, and GH_ENTERPRISE_TOKEN is for the last.
 */
export function describeServer(serverUrl: string | undefined, env: Env): GitServer {
  const host = serverUrl?.replace(/^https?:\/\//, '')
  if (host === 'github.com' || host?.endsWith('.ghe.com')) return {}
  if (serverUrl !== undefined && serverUrl === env.GITHUB_SERVER_URL && !isForgejo(env)) return {}
  if (host !== undefined && host === env.GH_HOST?.toLowerCase()) {
    const token = env.GH_ENTERPRISE_TOKEN || env.GITHUB_ENTERPRISE_TOKEN || ''
    // Without TLS anyone on the way could read it.
    return { credentials: { githubToken: serverUrl?.startsWith('https:') === true ? token : '' } }
  }
  const isGitlab = env.GITLAB_CI === 'true' || host === 'gitlab.com'
  const defaultImage = env.GITLAB_CI === 'true' ? env.CI_REGISTRY_IMAGE : undefined
  return {
    otherServer: { kind: isGitlab ? 'gitlab' : 'other', ...(defaultImage && { defaultImage }) },
    credentials: noToken,
  }
}

/** Whether the runner is Forgejo's or Gitea's, which sets the same GITHUB_ variables as GitHub's. */
export const isForgejo = (env: Env): boolean => env.FORGEJO_ACTIONS === 'true' || env.GITEA_ACTIONS === 'true'

/** Forgejo and Gitea have their registry on the host of the server ("Container registry" in Forgejo's documentation). */
export function describeForgejo(
  serverUrl: string,
  { owner, name }: Pick<GitHubRepository, 'owner' | 'name'>,
): OtherServer {
  const host = serverUrl.replace(/^https?:\/\//, '')
  return { kind: 'other', ...(owner !== '' && { defaultImage: `${host}/${owner}/${name}` }) }
}
