import type { Follows } from '../model/planned-tag.ts'
import type { Origin } from './rule-context.ts'
import type { Version } from './versions.ts'

/** What a rule gives for a scene. */
export type Finding =
  /** Nothing: the rule is about something else, or (`warning`) could not be used. */
  | {
      readonly kind: 'none'
      readonly warning?: string
      /** By the rules of versions, and no mistake: there is no `0`. */
      readonly isMeant?: true
    }
  | FoundTag

export interface FoundTag {
  readonly kind: 'tag'
  /** Before prefix and suffix; any text. */
  readonly text: string
  readonly follows: Follows
  /** What `latest` follows where `latest=auto` comes from this rule; absent: this rule gives no `latest`. */
  readonly latest?: Follows
  /** What the text is made from; empty or absent where the workflow wrote it. */
  readonly from?: readonly Origin[]
  /** The branch whose name it is, where that is not the run's own: a pull request's head. */
  readonly branch?: string
  /** What should be said about it. */
  readonly warning?: string
}

export const nothing: Finding = { kind: 'none' }

/** The line that a version is on. */
export const lineOf = ({ scheme, full }: Version): Follows => ({ kind: 'line', scheme, version: full })

/** The one content that a version names. */
export const releaseOf = ({ scheme, full }: Version): Follows => ({ kind: 'release', scheme, version: full })
