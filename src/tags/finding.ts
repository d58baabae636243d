import type { Follows } from './planned-tag.ts'
import type { Version } from './versions.ts'

/** What a rule gives for a scene. */
export type Finding =
  /** Nothing: the rule is about something else, or (`warning`) could not be used. */
  { readonly kind: 'none'; readonly warning?: string } | FoundTag

export interface FoundTag {
  readonly kind: 'tag'
  /** Before prefix and suffix; any text. */
  readonly text: string
  readonly follows: Follows
  /** What `latest` follows where `latest=auto` comes from this rule; absent: this rule gives no `latest`. */
  readonly latest?: Follows
  /** Names that the text must not read: those that branches, or git tags, must leave to others. */
  readonly reserved?: 'branch' | 'tag'
}

export const nothing: Finding = { kind: 'none' }

/** The line that a version is on. */
export const lineOf = ({ scheme, full }: Version): Follows => ({ kind: 'line', scheme, version: full })

/** The one content that a version names. */
export const releaseOf = ({ scheme, full }: Version): Follows => ({ kind: 'release', scheme, version: full })
