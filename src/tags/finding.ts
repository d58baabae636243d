import type { Follows } from '../model/planned-tag.ts'
import type { NameOrigin } from './rule-context.ts'
import type { Version } from './versions.ts'

/** The result of one rule: no tag, or the text of one. */
export type Finding =
  /** The rule is for another kind of ref, or (`warning`) could not be applied. */
  | {
      readonly kind: 'none'
      readonly warning?: string
      /** No mistake of the workflow: version 0 has no `{{major}}` tag. */
      readonly isMeant?: true
    }
  | FoundTag

export interface FoundTag {
  readonly kind: 'tag'
  /** Before prefix and suffix; any text. */
  readonly text: string
  readonly follows: Follows
  /** What `latest` follows if this rule decides over `latest=auto`; absent if the rule gives no `latest`. */
  readonly latest?: Follows
  /** Where the text comes from; empty or absent if the workflow wrote it. */
  readonly from?: readonly NameOrigin[]
  /** The branch whose name it is, if that is not the run's own: a pull request's head. */
  readonly branch?: string
  readonly warning?: string
}

export const nothing: Finding = { kind: 'none' }

/** A moving name of a version's line: `1.2`. */
export const lineOf = ({ scheme, full }: Version): Follows => ({ kind: 'line', scheme, version: full })

/** The fixed name of one version. */
export const releaseOf = ({ scheme, full }: Version): Follows => ({ kind: 'release', scheme, version: full })
