import type { PageSubject } from '../errors/describe.ts'
import type { Credential } from '../registry/find-credential.ts'

/** The texts of a repository's page. */
export interface PageTexts {
  /** Markdown. */
  readonly full: string
  /** One line; undefined if the registry has none, or it does not change. */
  readonly short?: string
}

/** A page of a registry, for one repository. */
export interface PageHost {
  readonly product: 'Docker Hub' | 'Quay' | 'Harbor'
  readonly subject: PageSubject
  /** In bytes. */
  readonly limits?: { readonly full: number; readonly short: number }
  readonly hasShort: boolean
  /** The texts now; undefined if they cannot be read without a login. Throws a TagboatError for other failures. */
  readonly read: () => Promise<PageTexts | undefined>
  /** Throws a TagboatError. */
  readonly write: (texts: PageTexts) => Promise<void>
  /** Whether a text in the registry is this text, in the form in which the registry keeps it. */
  readonly isSame: (stored: string, text: string) => boolean
}

/** The login of the step for a registry; undefined without one. */
export type PageLogin = Credential | undefined

/** Line ends and white space around a text do not show. */
export const isSameText = (stored: string, text: string): boolean => plain(stored) === plain(text)

const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim()
