/**
 * Questions about the git repository of the workflow. An answer may be unknown (no token, no network, a shallow
 * checkout): then it has the reason, and nothing is thrown. Answers are cached.
 */
export interface SourceRepository {
  /** Whether `commit` is a descendant of `ancestor` (or the same) according to the push event. Sends no request. */
  knownFromPush(commit: string, ancestor: string): boolean | undefined
  /** The commit that a branch is at now. */
  branchTip(branch: string): Promise<SourceAnswer<string>>
  /** The head commit of a pull request now. */
  pullHead(number: number): Promise<SourceAnswer<string>>
  /** Whether `commit` is a descendant of `ancestor` (or the same). */
  isDescendant(commit: string, ancestor: string): Promise<SourceAnswer<boolean>>
  /** The names of all git tags, without `refs/tags/`. */
  gitTags(): Promise<SourceAnswer<readonly string[]>>
  /** The names of all branches, without `refs/heads/`. */
  branches(): Promise<SourceAnswer<readonly string[]>>
  /** The commit that each branch is at now, by `refs/heads/NAME`: the remote repository's branches alone. */
  branchTips(): Promise<SourceAnswer<ReadonlyMap<string, string>>>
  /** What GitHub reports about the signature of a git tag. */
  tagSignature(tag: string): Promise<SourceAnswer<TagSignature>>
  /** Clears the cached answers that may change during a run: tips, tags, branches, signatures. For new decisions after a build. */
  forget(): void
}

export type SourceAnswer<T> =
  /** `doubt`: why the value may be incomplete; absent if it is complete. */
  | { readonly known: true; readonly value: T; readonly doubt?: string }
  /** `why` is the end of a sentence: "..., because <why>". Without a secret, and on one line. */
  | { readonly known: false; readonly why: string }

export type TagSignature =
  /** `commit` is the commit that the signed tag points to. */
  | { readonly kind: 'verified'; readonly commit: string }
  /** A lightweight tag names a commit and cannot be signed. */
  | { readonly kind: 'lightweight' }
  /** `reason` is GitHub's word (`unsigned`, `unknown_key`, `expired_key`, ...), or `other_tag`, `no_commit`: see signature.ts. */
  | { readonly kind: 'unverified'; readonly reason: string }
  | { readonly kind: 'absent' }
