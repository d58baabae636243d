/** A git ref, by its kind. */
export type Ref =
  | { readonly kind: 'branch'; readonly name: string }
  | { readonly kind: 'tag'; readonly name: string }
  | { readonly kind: 'pull'; readonly number: number }
  | { readonly kind: 'other'; readonly name: string }

/** The kind of event that started the run, classified once (trigger/classify-event.ts). */
export type Cause =
  /** `push`, or `create` of a branch or git tag. */
  | { readonly kind: 'push' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'schedule' }
  /** `workflow_dispatch` or `repository_dispatch`: a user or a program started the run, perhaps with input values. */
  | { readonly kind: 'dispatch' }
  | { readonly kind: 'release'; readonly change: 'published' | 'deleted' | 'other' }
  | {
      readonly kind: 'pull-request'
      /**
       * `ordinary` (`pull_request`) and `review` run on the merge commit, and without secrets for a fork. `target`
       * (`pull_request_target`) runs on the base branch, with secrets. `unknown`: a later event of that family.
       */
      readonly variant: 'ordinary' | 'target' | 'review' | 'unknown'
      readonly isClosed: boolean
    }
  | { readonly kind: 'merge-group' }
  /** The run is not on a runner. */
  | { readonly kind: 'local' }
  | { readonly kind: 'other' }

/** The pull request of a `pull_request*` event. */
export interface PullRequest {
  readonly number: number
  readonly headRef: string
  readonly headSha: string
  readonly baseRef: string
  /** The head repository differs from the base repository, or was deleted. */
  readonly fork: boolean
  /** For a fork outside GitHub's runner: the run may have secrets all the same. It never pushes, and its code is not trusted. */
  readonly mayHoldSecrets?: true
}

/**
 * The commits of a push to a branch: from `before` to `after`. Each of `commits`, and `before` unless the push was
 * forced, is an ancestor of `after` ("Webhook events and payloads", push).
 */
export interface PushRange {
  /** The branch's commit before the push; absent if the push created the branch. */
  readonly before?: string
  readonly after: string
  /** The push rewrote history: `before` is not an ancestor of `after`. */
  readonly forced: boolean
  /** Commit ids, `after` among them; GitHub lists at most 2048. */
  readonly commits: readonly string[]
}

/** The repository that the workflow runs in. */
export interface GitHubRepository {
  readonly owner: string
  readonly name: string
  /** Its web page, `https://github.com/acme/app`; empty for a working copy without a remote. */
  readonly url: string
  /** The remote of the working copy that is asked about branches and git tags, with the user's own login; absent: `url` is asked. */
  readonly remote?: string
  readonly description?: string
  /** SPDX identifier, `MIT`. */
  readonly license?: string
  /** Absent if the event does not include it; treat as private. */
  readonly private?: boolean
}

/** A git server other than GitHub. It has neither GitHub's API nor its registry. */
export interface OtherServer {
  readonly kind: 'gitlab' | 'other'
  /** The image name without input `images`, such as GitLab's CI_REGISTRY_IMAGE; absent if none is known. */
  readonly defaultImage?: string
}

/**
 * What started the run, and for which commit. It is read once at the start from the runner's environment, the event
 * file and, for missing values, git. Plain data. All times are ISO 8601 strings in UTC.
 */
export interface Trigger {
  /** GITHUB_EVENT_NAME, its equivalent in GitLab CI, or `local` outside CI. For labels and messages; decisions depend on `cause`. */
  readonly event: string
  /** The payload's `action`: `opened`, `closed`, `published`, ... For messages, like `event`. */
  readonly action?: string
  readonly cause: Cause
  /** The ref of the event. Differs from GITHUB_REF on some events, such as `delete` and `pull_request_target`. */
  readonly ref: Ref
  /** The event's commit, GITHUB_SHA (a merge commit for a pull request): 40 hex digits. */
  readonly sha: string
  /** The commit that is built: HEAD of the build context's checkout; `sha` without a checkout. */
  readonly revision: string
  /** The working copy has changes that are not committed, so that `revision` does not describe the build's content. Absent on a runner. */
  readonly isDirty?: boolean
  /** The time of the `revision`'s commit; the time of the event if that is unknown. */
  readonly commitTime: string
  /** When the run began. */
  readonly time: string
  /** Absent if unknown. */
  readonly defaultBranch?: string
  readonly pullRequest?: PullRequest
  /** For a pushed git tag: the branch it was pushed from, if GitHub reports one. */
  readonly baseRef?: string
  /** For a push to a branch. */
  readonly push?: PushRange
  readonly repository: GitHubRepository
  /** The image name without input `images` if the server has none; absent if that is an error. */
  readonly fallbackImage?: string
  readonly actor: string
  /** `https://github.com`, without a trailing slash. */
  readonly serverUrl: string
  /** Absent on GitHub. */
  readonly otherServer?: OtherServer
}

/** Parses a full ref name (`refs/heads/x`). */
export function parseRef(full: string): Ref {
  const pull = /^refs\/pull\/(\d+)\//.exec(full)
  if (pull?.[1]) return { kind: 'pull', number: Number(pull[1]) }
  if (full.startsWith('refs/heads/')) return { kind: 'branch', name: full.slice('refs/heads/'.length) }
  if (full.startsWith('refs/tags/')) return { kind: 'tag', name: full.slice('refs/tags/'.length) }
  return { kind: 'other', name: full }
}

/** The revision of what is built: the commit, with `-dirty` if the working copy has uncommitted changes. */
export const contentRevision = ({ revision, isDirty }: Pick<Trigger, 'revision' | 'isDirty'>): string =>
  isDirty === true ? `${revision}-dirty` : revision

/** Whether the ref is the default branch itself: false for a git tag or a pull request, whatever the event. */
export function isDefaultBranch(trigger: Trigger): boolean {
  return trigger.ref.kind === 'branch' && trigger.ref.name === trigger.defaultBranch
}

/** Whether the ref is one of the merge queue's temporary branches. */
export const isQueueBranch = ({ ref }: Pick<Trigger, 'ref'>): boolean =>
  ref.kind === 'branch' && ref.name.startsWith('gh-readonly-queue/')

/** Whether a schedule started the run. */
export const isScheduled = ({ cause }: Pick<Trigger, 'cause'>): boolean => cause.kind === 'schedule'

/** Whether the run is for a pull request, its reviews included. */
export const isPullRequest = ({ cause }: Pick<Trigger, 'cause'>): boolean => cause.kind === 'pull-request'

/** Whether the run is a `pull_request_target`, which builds the base branch's commit unless the workflow checks out another. */
export const isPullRequestTarget = ({ cause }: Pick<Trigger, 'cause'>): boolean =>
  cause.kind === 'pull-request' && cause.variant === 'target'

/** The trigger that a push to `ref` would have, to determine the names of such a run. */
export function asPush({ action: _action, pullRequest: _pull, ...rest }: Trigger, ref: Ref): Trigger {
  return { ...rest, event: 'push', cause: { kind: 'push' }, ref }
}
