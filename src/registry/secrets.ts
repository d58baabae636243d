import { createRedactor } from '../masking/redactor.ts'
import type { Log } from '../ports/ports.ts'

/** Keeps the secrets of this run out of logs and errors. */
export interface Secrets {
  /** Adds a secret, which the log masks from now on. */
  remember(secret: string): void
  /** The text without secrets, without values that look like secrets, and shortened. */
  conceal(text: string): string
}

const longest = 600

export function createSecrets(log: Log): Secrets {
  const redactor = createRedactor()
  const known = new Set<string>()
  return {
    remember: (secret) => {
      if (secret === '' || known.has(secret)) return
      known.add(secret)
      redactor.add(secret)
      log.mask(secret)
    },
    conceal: (text) => shorten(hideLikely(redactor.clean(text))),
  }
}

/**
 * Hides signatures, tokens and user information in addresses, and Authorization values. The text is a registry's, so no pattern
 * may backtrack into what it has matched.
 */
function hideLikely(text: string): string {
  return text
    .replace(/\b(bearer|basic)(\s+)[A-Za-z0-9._~+/=-]{8,}/gi, '$1$2***')
    .replace(/(\/\/)[^/\s@"'<>]+@/g, '$1***@')
    .replace(/([?&][^?=&\s"'<>]+=)[^&\s"'<>]+/g, '$1***')
    .replace(/("(?:access_|refresh_|identity)?token"\s*:\s*")[^"]+/gi, '$1***')
}

/** Removes control characters, which could move a terminal's cursor or start a new line, and shortens the text. */
function shorten(text: string): string {
  const clean = text.replace(/[^\P{Cc}\n]/gu, ' ').trim()
  return clean.length > longest ? `${clean.slice(0, longest)} ...` : clean
}
