/** What a run may do, and why: the column `push: auto` of docs/tags.md. */
export type Intent =
  | { readonly kind: 'push'; readonly reason: string }
  | { readonly kind: 'build'; readonly reason: string }
  /** Not even a build: the ref or pull request is gone. */
  | { readonly kind: 'nothing'; readonly reason: string }
