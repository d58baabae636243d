/**
 * What can be asked of the git repository that the workflow runs for. Any question may go unanswered: nobody could
 * tell (no token, no network, a shallow checkout). It never throws for that, and says why. Answers are remembered.
 */
export interface SourceRepository {
  /** Whether the push event itself says that `commit` is a descendant of `ancestor` (or the same). Asks nobody. */
  toldByPush(commit: string, ancestor: string): boolean | undefined
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
  /** The commit that each branch is at now, by `refs/heads/NAME`: the remote repository's branches alone. */
  branchTips(): Promise<Answer<ReadonlyMap<string, string>>>
  /** What GitHub says of the signature of a git tag. */
  tagSignature(tag: string): Promise<Answer<TagSignature>>
  /** Forgets what may change during a run: tips, tags, branches, signatures. For deciding again after a build. */
  forget(): void
}

export type Answer<T> =
  /** `doubt`: why the value may fall short of the whole; absent where it is sure. */
  | { readonly known: true; readonly value: T; readonly doubt?: string }
  /** `why` is the end of a sentence: "..., because <why>". Without a secret, and on one line. */
  | { readonly known: false; readonly why: string }

export type TagSignature =
  /** `commit` is what the signed tag names. */
  | { readonly kind: 'verified'; readonly commit: string }
  /** It names a commit: there is nothing that could be signed. */
  | { readonly kind: 'lightweight' }
  /** `reason` is GitHub's word (`unsigned`, `unknown_key`, `expired_key`, ...), or `other_tag`, `no_commit`: see signature.ts. */
  | { readonly kind: 'unverified'; readonly reason: string }
  | { readonly kind: 'absent' }
