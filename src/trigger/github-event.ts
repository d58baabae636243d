import { arrayAt, booleanAt, compact, type Json, numberAt, stringAt } from '../json.ts'
import {
  type GitHubRepository,
  type PullRequest,
  type PushRange,
  parseRef,
  type Ref,
  type Trigger,
} from '../model/trigger.ts'
import type { Env } from '../ports/ports.ts'
import { classifyEvent } from './classify-event.ts'
import { describeForgejo, isForgejo } from './git-server.ts'

/** The parts of a trigger that only a checkout or the clock has. */
type NotInEvent = 'revision' | 'commitTime' | 'time'

/** The parts of a trigger that the runner's environment and the event file have; parts that they lack are undefined. */
export type GithubEvent = Omit<Trigger, NotInEvent | 'ref' | 'sha'> &
  Partial<Pick<Trigger, 'ref' | 'sha'>> & {
    /** For a push: the time of its newest commit, as the payload writes it. */
    readonly headCommitTime?: string
  }

/**
 * Joins the runner's variables and the webhook payload. Shapes: "Default environment variables" and
 * "Webhook events and payloads" in GitHub's documentation.
 */
export function readGithubEvent(env: Env, payload: Json): GithubEvent {
  const event = env.GITHUB_EVENT_NAME || 'local'
  const action = stringAt(payload, 'action')
  const serverUrl = (env.GITHUB_SERVER_URL || 'https://github.com').replace(/\/+$/, '')
  const repository = readRepository(env, payload, serverUrl)
  return compact({
    event,
    action,
    cause: classifyEvent(event, action),
    ref: readRef(event, env, payload),
    sha: env.GITHUB_SHA || stringAt(payload, 'after'),
    defaultBranch: readDefaultBranch(event, env, payload),
    pullRequest: readPullRequest(payload),
    baseRef: stringAt(payload, 'base_ref')?.replace(/^refs\/heads\//, ''),
    push: event === 'push' ? readPushRange(payload) : undefined,
    repository,
    actor: env.GITHUB_ACTOR || stringAt(payload, 'sender', 'login') || '',
    serverUrl,
    otherServer: isForgejo(env) ? describeForgejo(serverUrl, repository) : undefined,
    headCommitTime: stringAt(payload, 'head_commit', 'timestamp'),
  })
}

/** The payload comes first: on some events GITHUB_REF is the default branch, whatever the event is about. */
function readRef(event: string, env: Env, payload: Json): Ref | undefined {
  const number = numberAt(payload, 'pull_request', 'number')
  if (event.startsWith('pull_request') && number !== undefined) return { kind: 'pull', number }
  const releaseTag = stringAt(payload, 'release', 'tag_name')
  if (event === 'release' && releaseTag !== undefined) return { kind: 'tag', name: releaseTag }
  const name = stringAt(payload, 'ref')
  const type = stringAt(payload, 'ref_type')
  if ((event === 'create' || event === 'delete') && name !== undefined) {
    const short = name.replace(/^refs\/(heads|tags)\//, '')
    return type === 'tag' ? { kind: 'tag', name: short } : { kind: 'branch', name: short }
  }
  const full = env.GITHUB_REF || name
  return full === undefined ? undefined : parseRef(full)
}

/** A schedule always runs on the default branch; its payload may contain nothing else. */
function readDefaultBranch(event: string, env: Env, payload: Json): string | undefined {
  const named = stringAt(payload, 'repository', 'default_branch')
  if (named !== undefined || event !== 'schedule') return named
  const ref = parseRef(env.GITHUB_REF ?? '')
  return ref.kind === 'branch' ? ref.name : undefined
}

function readPullRequest(payload: Json): PullRequest | undefined {
  const number = numberAt(payload, 'pull_request', 'number')
  if (number === undefined) return undefined
  const head = numberAt(payload, 'pull_request', 'head', 'repo', 'id')
  const base =
    numberAt(payload, 'pull_request', 'base', 'repo', 'id') ?? numberAt(payload, 'repository', 'id')
  return {
    number,
    headRef: stringAt(payload, 'pull_request', 'head', 'ref') ?? '',
    headSha: stringAt(payload, 'pull_request', 'head', 'sha') ?? '',
    baseRef: stringAt(payload, 'pull_request', 'base', 'ref') ?? '',
    fork: head === undefined || head !== base,
  }
}

/** Undefined for a git tag, whose `after` may be a tag object. A `before` of zeros means that the push created the branch. */
function readPushRange(payload: Json): PushRange | undefined {
  const after = stringAt(payload, 'after')
  if (after === undefined || !stringAt(payload, 'ref')?.startsWith('refs/heads/')) return undefined
  const before = stringAt(payload, 'before')
  const commits = arrayAt(payload, 'commits').map((commit) => stringAt(commit, 'id'))
  return compact({
    before: before === undefined || /^0+$/.test(before) ? undefined : before,
    after,
    forced: booleanAt(payload, 'forced') ?? true,
    commits: commits.filter((id) => id !== undefined),
  })
}

function readRepository(env: Env, payload: Json, serverUrl: string): GitHubRepository {
  const full = env.GITHUB_REPOSITORY || stringAt(payload, 'repository', 'full_name') || ''
  const [owner = '', name = ''] = full.split('/')
  const license = stringAt(payload, 'repository', 'license', 'spdx_id')
  return compact({
    owner,
    name,
    url: `${serverUrl}/${full}`,
    description: stringAt(payload, 'repository', 'description'),
    license: license === 'NOASSERTION' ? undefined : license,
    private: booleanAt(payload, 'repository', 'private'),
  })
}
