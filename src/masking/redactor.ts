import { listForms } from './forms.ts'
import { listParts } from './maskable.ts'
import { createMatcher } from './matcher.ts'

/**
 * Keeps secrets out of free text: log lines, reasons, error messages. The runner masks the secrets it knows; this covers
 * those it does not (a password from an earlier step), derived forms, and runs outside a runner. They are not announced
 * with `::add-mask::`, which would print them. Digests, references and tag names are not free text: see
 * report/clean.ts.
 */
export interface Redactor {
  /** Learns a secret with its lines and their derived forms; `whyUnmasked` tells which values are left out. */
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
