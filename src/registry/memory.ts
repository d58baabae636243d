import { memoize } from '../memoize.ts'
import { keyOf, type Repository } from '../model/reference.ts'
import type { Realm, Token } from './tokens.ts'

/** What a run has learned about a repository. */
export interface RepositoryMemory {
  /** Whether HEAD finds the manifests that GET finds. */
  head: 'unknown' | 'works' | 'fails'
  /** The first page of its tags at the start of the run; undefined if the registry does not list tags. */
  tags?: Promise<TagPage | undefined>
  /** A running test of HEAD, which sets `head`. */
  headTest?: Promise<void> | undefined
  /** Whether the login may push, once a push was checked. */
  mayPush?: Promise<boolean>
  /** Tags whose absence the list has confirmed once. The list dates from the start of the run, so it cannot confirm an absence twice. */
  readonly confirmedAbsent: Set<string>
}

/** What a run has learned about a registry. */
export interface HostMemory {
  /** Scheme, host and port, once the registry has answered. */
  origin?: string
  /** How the registry authenticates, after the first 401. */
  scheme?: { readonly kind: 'basic' } | { readonly kind: 'bearer'; readonly realm: Realm }
  readonly tokens?: Set<Token>
}

export type Recall = (repository: Repository) => RepositoryMemory

/** One memory for each repository, shared by all clients of a run. */
export function createRecall(): Recall {
  return memoize(keyOf, (_repository): RepositoryMemory => ({ head: 'unknown', confirmedAbsent: new Set() }))
}

export interface TagPage {
  readonly tags: readonly string[]
  /** The next page's address. */
  readonly next: string | undefined
  /** Set if the answer has no list of tags. */
  readonly isDoubtful?: true
}
