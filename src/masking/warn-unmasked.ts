import { shortestMasked, whyUnmasked } from './maskable.ts'

/** A secret and what the workflow calls it. */
export interface NamedSecret {
  /** `password for ghcr.io`, `secret 'npm'`; never the value. */
  readonly name: string
  readonly value: string
}

const reasons = { short: `has fewer than ${shortestMasked} characters`, common: 'is a common word' }

/** One warning that names the secrets whose values the log may show. Empty values are none. */
export function warnUnmasked(log: { warning(message: string): void }, secrets: readonly NamedSecret[]): void {
  const found = secrets.flatMap(({ name, value }) => {
    const why = value.trim() === '' ? undefined : whyUnmasked(value)
    return why === undefined ? [] : [`${name} ${reasons[why]}`]
  })
  if (found.length === 0) return
  log.warning(
    `These values are not masked in the log, because that would hide ordinary text: ${[...new Set(found)].join('; ')}. ` +
      'Use longer values that are hard to guess.',
  )
}
