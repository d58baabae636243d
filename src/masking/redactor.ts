import { listForms } from './forms.ts'
import { listParts } from './maskable.ts'
import { createMatcher } from './matcher.ts'

/**
 * Removes secrets from free text: log lines, reasons, error messages. The runner masks the secrets of the workflow; this also
 * covers other ones (a password from an earlier step), encoded forms, and runs outside a runner. It does not use
 * `::add-mask::`, which would print the secret. Digests, references and tag names are not free text: see report/clean.ts.
 */
export interface Redactor {
  /** Adds a secret, with its lines and their encoded forms. `whyUnmasked` lists the exceptions. */
  add(secret: string): void
  clean(text: string): string
}

export function createRedactor(): Redactor {
  const matcher = createMatcher()
  const known = new Set<string>()
  return {
    add(secret) {
      if (known.has(secret)) return
      known.add(secret)
      for (const part of listParts(secret)) for (const form of listForms(part)) matcher.add(form)
    },
    clean: matcher.clean,
  }
}
