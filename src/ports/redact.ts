/**
 * Keeps secrets out of what is printed. The runner masks the secrets it knows; this covers those it does not
 * (a password from an earlier step), derived forms, and runs outside a runner. They are not announced with
 * `::add-mask::`, which would print them.
 */
export interface Redactor {
  add(secret: string): void
  clean(text: string): string
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>()
  return {
    add(secret) {
      // Each line by itself too: a log shows a multi-line secret line by line. Very short ones would hide everything.
      for (const part of [secret, ...secret.split(/\r?\n/)]) {
        const trimmed = part.trim()
        if (trimmed.length >= 4) secrets.add(trimmed)
      }
    },
    clean(text) {
      let cleaned = text
      const longestFirst = [...secrets].sort((a, b) => b.length - a.length)
      for (const secret of longestFirst) cleaned = cleaned.replaceAll(secret, '***')
      return cleaned
    },
  }
}
