import { createRedactor } from '../masking/redactor.ts'
import type { Log } from '../ports/ports.ts'

/** Knows the secrets of this run, and keeps them out of what is told. */
export interface Secrets {
  /** Learns a secret, and has the log mask it. */
  remember(secret: string): void
  /** The text without any secret, without what looks like one, and of a length that can be read. */
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
 * Signatures and tokens in addresses, user information in addresses, and Authorization values. No pattern begins again
 * within what it has read: the text is a registry's.
 */
function hideLikely(text: string): string {
  return text
    .replace(/\b(bearer|basic)(\s+)[A-Za-z0-9._~+/=-]{8,}/gi, '$1$2***')
    .replace(/(\/\/)[^/\s@"'<>]+@/g, '$1***@')
    .replace(/([?&][^?=&\s"'<>]+=)[^&\s"'<>]+/g, '$1***')
    .replace(/("(?:access_|refresh_|identity)?token"\s*:\s*")[^"]+/gi, '$1***')
}

/** Without control characters, which could move a terminal's cursor or begin a line of their own. */
function shorten(text: string): string {
  const clean = text.replace(/[^\P{Cc}\n]/gu, ' ').trim()
  return clean.length > longest ? `${clean.slice(0, longest)} ...` : clean
}
