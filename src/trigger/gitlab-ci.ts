import { gitlabUnreadable } from '../errors/trigger.ts'
import { compact } from '../json.ts'
import type { RegistryLogin, ServerCredentials } from '../model/server-credentials.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Cause, GitHubRepository, PullRequest, Ref } from '../model/trigger.ts'
import type { Env } from '../ports/ports.ts'
import type { GithubEvent } from './github-event.ts'

/** What a GitLab pipeline is, in GitHub's terms. */
export interface GitlabRun {
  readonly event: GithubEvent
  readonly credentials: ServerCredentials
  /** For the log: the pipeline's source. */
  readonly note: string
}

/** Whether GitLab's runner started the process. */
export const isGitlabCi = (env: Env): boolean => env.GITLAB_CI === 'true'

/**
 * Pipeline sources that a user or a program of the project starts ("CI/CD job rules", `CI_PIPELINE_SOURCE` in GitLab's documentation).
 * Every name that is not listed here or in `eventOf`, future ones included, publishes nothing by itself.
 */
const dispatched = ['api', 'chat', 'parent_pipeline', 'pipeline', 'trigger', 'web', 'webide']

/**
 * Reads GitLab's variables ("Predefined CI/CD variables reference"). Merge requests are pull requests, and events have the
 * names of GitHub's, because later runs compare them. Throws a TagboatError if the variables are missing.
 */
export function readGitlabCi(env: Env): GitlabRun {
  checkVariables(env)
  const pullRequest = readMergeRequest(env) ?? readExternal(env)
  const source = env.CI_PIPELINE_SOURCE ?? ''
  const serverUrl = (env.CI_SERVER_URL ?? '').replace(/\/+$/, '')
  const event: GithubEvent = compact({
    ...eventOf(source, pullRequest),
    ref: readRef(env, pullRequest),
    sha: env.CI_COMMIT_SHA,
    defaultBranch: env.CI_DEFAULT_BRANCH || undefined,
    pullRequest,
    push: readPush(env),
    repository: readProject(env, serverUrl),
    actor: env.GITLAB_USER_LOGIN ?? '',
    serverUrl,
    otherServer: compact({ kind: 'gitlab' as const, defaultImage: env.CI_REGISTRY_IMAGE || undefined }),
    headCommitTime: env.CI_COMMIT_TIMESTAMP || undefined,
  })
  const registry = pullRequest?.fork ? undefined : readLogin(env)
  return {
    event,
    credentials: { githubToken: '', ...(registry && { registry }) },
    note: `GitLab CI: pipeline source ${source}${describeCheckout(env)}.`,
  }
}

function checkVariables(env: Env): void {
  const names = ['CI_COMMIT_SHA', 'CI_PIPELINE_SOURCE', 'CI_PROJECT_PATH', 'CI_SERVER_URL']
  const missing = names.filter((name) => !env[name])
  if (missing.length > 0) throw new TagboatError(gitlabUnreadable(missing.join(', ')))
  const hasRef =
    env.CI_COMMIT_TAG || env.CI_COMMIT_BRANCH || env.CI_MERGE_REQUEST_IID || env.CI_EXTERNAL_PULL_REQUEST_IID
  if (!hasRef)
    throw new TagboatError(gitlabUnreadable('CI_COMMIT_BRANCH, CI_COMMIT_TAG or CI_MERGE_REQUEST_IID'))
}

/** A child pipeline of a merge request has the source `parent_pipeline` and the variables of the merge request. */
function eventOf(
  source: string,
  pullRequest: PullRequest | undefined,
): { readonly event: string; readonly cause: Cause } {
  if (pullRequest !== undefined) {
    return { event: 'pull_request', cause: { kind: 'pull-request', variant: 'ordinary', isClosed: false } }
  }
  if (source === 'push') return { event: 'push', cause: { kind: 'push' } }
  if (source === 'schedule') return { event: 'schedule', cause: { kind: 'schedule' } }
  if (dispatched.includes(source)) return { event: 'workflow_dispatch', cause: { kind: 'dispatch' } }
  return { event: source, cause: { kind: 'other' } }
}

function readRef(env: Env, pullRequest: PullRequest | undefined): Ref {
  if (pullRequest !== undefined) return { kind: 'pull', number: pullRequest.number }
  if (env.CI_COMMIT_TAG) return { kind: 'tag', name: env.CI_COMMIT_TAG }
  return { kind: 'branch', name: env.CI_COMMIT_BRANCH ?? '' }
}

/**
 * The merge request of the pipeline. Its head is the pipeline's commit, or, where that is a merge commit (merged results),
 * CI_MERGE_REQUEST_SOURCE_BRANCH_SHA, which is empty otherwise. The pipeline of a fork's merge request may run in the parent
 * project, with the project's variables ("Merge request pipelines", "Use with forked projects").
 */
function readMergeRequest(env: Env): PullRequest | undefined {
  const number = numberIn(env.CI_MERGE_REQUEST_IID)
  if (number === undefined) return undefined
  const project = env.CI_MERGE_REQUEST_PROJECT_ID || env.CI_PROJECT_ID
  const source = env.CI_MERGE_REQUEST_SOURCE_PROJECT_ID
  return {
    number,
    headRef: env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME ?? '',
    headSha: env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA || env.CI_COMMIT_SHA || '',
    baseRef: env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME ?? '',
    ...describeFork(!source || source !== project),
  }
}

/** The pull request of another server whose repository GitLab mirrors ("Pipelines for external pull requests"). */
function readExternal(env: Env): PullRequest | undefined {
  const number = numberIn(env.CI_EXTERNAL_PULL_REQUEST_IID)
  if (number === undefined) return undefined
  const source = env.CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY
  return {
    number,
    headRef: env.CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME ?? '',
    headSha: env.CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_SHA || env.CI_COMMIT_SHA || '',
    baseRef: env.CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME ?? '',
    ...describeFork(!source || source !== env.CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY),
  }
}

const describeFork = (fork: boolean): Pick<PullRequest, 'fork' | 'mayHoldSecrets'> =>
  fork ? { fork, mayHoldSecrets: true } : { fork }

const numberIn = (text: string | undefined): number | undefined =>
  /^[1-9]\d{0,9}$/.test(text ?? '') ? Number(text) : undefined

/** GitLab does not report whether a push was forced, so its commits prove nothing. `before` is zeros without an earlier commit. */
function readPush(env: Env): GithubEvent['push'] {
  const before = env.CI_COMMIT_BEFORE_SHA
  if (env.CI_PIPELINE_SOURCE !== 'push' || !env.CI_COMMIT_BRANCH || !before || /^0+$/.test(before)) {
    return undefined
  }
  return { before, after: env.CI_COMMIT_SHA ?? '', forced: true, commits: [] }
}

function readProject(env: Env, serverUrl: string): GitHubRepository {
  const path = env.CI_PROJECT_PATH ?? ''
  const owner = path.replace(/\/[^/]*$/, '')
  return compact({
    owner,
    name: path.slice(owner.length + 1),
    url: env.CI_PROJECT_URL || `${serverUrl}/${path}`,
    description: env.CI_PROJECT_DESCRIPTION || undefined,
    private: env.CI_PROJECT_VISIBILITY !== 'public',
  })
}

/** The job's login to the registry of the project; undefined if the project has none. */
function readLogin(env: Env): RegistryLogin | undefined {
  const { CI_REGISTRY: registry, CI_REGISTRY_USER: username, CI_REGISTRY_PASSWORD: password } = env
  if (!registry || !username || !password) return undefined
  return { registry: registry.toLowerCase(), username, password }
}

/** `detached` builds the source branch; `merged_result` and `merge_train` build a merge commit. */
const describeCheckout = ({ CI_MERGE_REQUEST_EVENT_TYPE: type }: Env): string =>
  type ? `, merge request (${type})` : ''
