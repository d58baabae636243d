/**
 * What can be asked of the git repository that the workflow runs for. Every answer may be undefined: nobody could
 * tell (no token, no network, a shallow checkout). It never throws for that, and says why through `why`.
 */
export interface SourceRepository {
  /** The commit that a branch is at now. */
  branchTip(branch: string): Promise<Answer<string>>
  /** The head commit of a pull request now. */
  pullHead(number: number): Promise<Answer<string>>
  /** Whether `commit` is a descendant of `ancestor` (or the same). */
  isDescendant(commit: string, ancestor: string): Promise<Answer<boolean>>
  /** The names of all git tags, without `refs/tags/`. */
  gitTags(): Promise<Answer<readonly string[]>>
  /** The names of all branches, without `refs/heads/`. */
  branches(): Promise<Answer<readonly string[]>>
  /** What GitHub says of the signature of a git tag. */
  tagSignature(tag: string): Promise<Answer<TagSignature>>
}

export type Answer<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly why: string }

export type TagSignature =
  | { readonly kind: 'verified' }
  /** It names a commit: there is nothing that could be signed. */
  | { readonly kind: 'lightweight' }
  /** `reason` is GitHub's word: `unsigned`, `unknown_key`, `expired_key`, ... */
  | { readonly kind: 'unverified'; readonly reason: string }
  | { readonly kind: 'absent' }
