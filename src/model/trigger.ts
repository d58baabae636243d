/** What a full git ref name is about. */
export type Ref =
  | { readonly kind: 'branch'; readonly name: string }
  | { readonly kind: 'tag'; readonly name: string }
  | { readonly kind: 'pull'; readonly number: number }
  | { readonly kind: 'other'; readonly name: string }

/** The pull request of a `pull_request` or `pull_request_target` event. */
export interface PullRequest {
  readonly number: number
  readonly headRef: string
  readonly headSha: string
  readonly baseRef: string
  /** The head repository differs from the base repository, or is gone. */
  readonly fork: boolean
}

/**
 * What a push to a branch moved: from `before` to `after`, and the commits between. Each of `commits`, and `before`
 * unless the push was forced, is an ancestor of `after` ("Webhook events and payloads", push).
 */
export interface PushRange {
  /** Where the branch was; absent where the push created it. */
  readonly before?: string
  readonly after: string
  /** `before` is no ancestor of `after`: history was rewritten. */
  readonly forced: boolean
  /** Commit ids, `after` among them; GitHub lists at most 2048. */
  readonly commits: readonly string[]
}

/** The repository the workflow runs in. */
export interface Repository {
  readonly owner: string
  readonly name: string
  /** Its page, `https://github.com/acme/app`. */
  readonly url: string
  readonly description?: string
  /** SPDX identifier, `MIT`. */
  readonly license?: string
  /** Absent where the event did not tell; treat as private. */
  readonly private?: boolean
}

/**
 * What happened: read once, at the start, from the runner's environment, the event file and, where those are
 * silent, git. Plain data; everything below run.ts works from it. All times are ISO 8601 strings in UTC.
 */
export interface Trigger {
  /** GITHUB_EVENT_NAME, or `local` outside a runner. */
  readonly event: string
  /** The payload's `action`: `opened`, `closed`, `published`, ... */
  readonly action?: string
  /** The ref the event is about. For `delete` and `pull_request` not what GITHUB_REF says on every event. */
  readonly ref: Ref
  /** The event's commit, GITHUB_SHA (a merge commit for a pull request): 40 hex digits. */
  readonly sha: string
  /** The commit that is built: HEAD of the build context's checkout; `sha` where there is none. */
  readonly revision: string
  /** The time of the `revision`'s commit, or of the event where that is unknown. */
  readonly commitTime: string
  /** When the run began. */
  readonly time: string
  /** Absent where nothing told. */
  readonly defaultBranch?: string
  readonly pullRequest?: PullRequest
  /** Of a pushed git tag: the branch it was pushed from, where GitHub tells. */
  readonly baseRef?: string
  /** Of a push to a branch: which commits it brought. */
  readonly push?: PushRange
  readonly repository: Repository
  readonly actor: string
  /** `https://github.com`, without a slash at the end. */
  readonly serverUrl: string
}

/** Splits a full ref name (`refs/heads/x`) into what it is about. */
export function parseRef(full: string): Ref {
  const pull = /^refs\/pull\/(\d+)\//.exec(full)
  if (pull?.[1]) return { kind: 'pull', number: Number(pull[1]) }
  if (full.startsWith('refs/heads/')) return { kind: 'branch', name: full.slice('refs/heads/'.length) }
  if (full.startsWith('refs/tags/')) return { kind: 'tag', name: full.slice('refs/tags/'.length) }
  return { kind: 'other', name: full }
}

/** The ref is the default branch itself. About the ref, not the event: false for a tag or a pull request. */
export function isDefaultBranch(trigger: Trigger): boolean {
  return trigger.ref.kind === 'branch' && trigger.ref.name === trigger.defaultBranch
}
