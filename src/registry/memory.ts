import { keyOf, type Repository } from '../model/reference.ts'
import type { Realm, Token } from './tokens.ts'

/** What a run has learnt of the way in which a repository answers. */
export interface Memory {
  /** Whether HEAD finds the manifests that GET finds. */
  head: 'unknown' | 'works' | 'fails'
  /** The first page of its tags, as it was when the run began to ask; undefined where it cannot be had. */
  tags?: Promise<TagPage | undefined>
  /** Settled when it is known better whether HEAD works. */
  probe?: Promise<void> | undefined
  /** Whether the login may push there, once that was tried. */
  push?: Promise<boolean>
  /** Tags whose absence the list has confirmed: it speaks only of the moment at which it was read. */
  readonly confirmed: Set<string>
}

/** What a run has learnt of a registry. */
export interface KnownHost {
  /** Scheme, host and port, as soon as an answer has come. */
  origin?: string
  /** How it wants to be asked, as soon as a 401 has told. */
  way?: { readonly kind: 'basic' } | { readonly kind: 'bearer'; readonly realm: Realm }
  readonly tokens?: Set<Token>
}

export type Recall = (repository: Repository) => Memory

/** One for all clients of a run, so that none has to learn it again. */
export function createRecall(): Recall {
  const memories = new Map<string, Memory>()
  return (repository) => {
    const memory = memories.get(keyOf(repository)) ?? { head: 'unknown', confirmed: new Set() }
    memories.set(keyOf(repository), memory)
    return memory
  }
}

export interface TagPage {
  readonly tags: readonly string[]
  /** The next page's address. */
  readonly next: string | undefined
}
