import { arrayAt, booleanAt, compact, type Json, numberAt, stringAt } from '../json.ts'
import {
  type PullRequest,
  type PushRange,
  parseRef,
  type Ref,
  type Repository,
  type Trigger,
} from '../model/trigger.ts'
import type { Env } from '../ports/ports.ts'

/** The parts of a trigger that only a working copy or the clock can tell. */
type NotTold = 'revision' | 'commitTime' | 'time'

/** What the runner's environment and event file tell of a trigger; what they leave out is undefined. */
export type GithubEvent = Omit<Trigger, NotTold | 'ref' | 'sha'> &
  Partial<Pick<Trigger, 'ref' | 'sha'>> & {
    /** Of a push: the time of its newest commit, as the payload has it. */
    readonly headCommitTime?: string
  }

/**
 * Joins the runner's variables and the webhook payload. Shapes: "Default environment variables" and
 * "Webhook events and payloads" in GitHub's documentation.
 */
export function readGithubEvent(env: Env, payload: Json): GithubEvent {
  const event = env.GITHUB_EVENT_NAME || 'local'
  const serverUrl = (env.GITHUB_SERVER_URL || 'https://github.com').replace(/\/+$/, '')
  return compact({
    event,
    action: stringAt(payload, 'action'),
    ref: readRef(event, env, payload),
    sha: env.GITHUB_SHA || stringAt(payload, 'after'),
    defaultBranch: readDefaultBranch(event, env, payload),
    pullRequest: readPullRequest(payload),
    baseRef: stringAt(payload, 'base_ref')?.replace(/^refs\/heads\//, ''),
    push: event === 'push' ? readPushRange(payload) : undefined,
    repository: readRepository(env, payload, serverUrl),
    actor: env.GITHUB_ACTOR || stringAt(payload, 'sender', 'login') || '',
    serverUrl,
    headCommitTime: stringAt(payload, 'head_commit', 'timestamp'),
  })
}

/** Some events carry the default branch's ref whatever they are about; the payload knows better. */
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

/** A schedule always runs on the default branch, and its payload may say nothing else. */
function readDefaultBranch(event: string, env: Env, payload: Json): string | undefined {
  const told = stringAt(payload, 'repository', 'default_branch')
  if (told !== undefined || event !== 'schedule') return told
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

/** Only of a push to a branch: for a git tag, `after` may be a tag object. Zeros stand for "was not there". */
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

function readRepository(env: Env, payload: Json, serverUrl: string): Repository {
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
