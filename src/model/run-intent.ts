/** What a run may do, and why: the column `push: auto` of docs/tags.md. */
export type Intent =
  | { readonly kind: 'push'; readonly reason: string }
  | { readonly kind: 'build'; readonly reason: string }
  /** No build either: the ref was deleted, or the pull request closed. */
  | { readonly kind: 'nothing'; readonly reason: string }
