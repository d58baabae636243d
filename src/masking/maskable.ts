/** In characters. Shorter texts occur in a log by chance. */
export const shortestMasked = 4

/**
 * Words that are common in logs, tags and outputs. They protect nothing as the value of a secret, and masking them would
 * make a log unreadable.
 */
const commonWords: ReadonlySet<string> = new Set(
  `true false yes null none undefined enabled disabled default empty
  main master develop trunk latest edge stable nightly release beta alpha
  admin administrator root user username login password passwd secret token guest anonymous
  test testing tests example sample demo debug info warning error
  development staging production
  sha256 sha512 http https docker linux windows darwin amd64 arm64 utf-8
  build builder push pull image images registry container layer digest manifest
  github actions runner localhost index platform`
    .split(/\s+/)
    .filter((word) => word.length >= shortestMasked),
)

/** Why a secret's value is not masked in the log; undefined if it is. Surrounding white space does not count. */
export function whyUnmasked(secret: string): 'short' | 'common' | undefined {
  const text = secret.trim()
  if (text.length < shortestMasked) return 'short'
  return commonWords.has(text.toLowerCase()) ? 'common' : undefined
}

/** The parts of a secret to mask: the whole, and each of its lines, because a log is printed line by line. */
export function listParts(secret: string): readonly string[] {
  const parts = [secret, ...secret.split(/\r\n|\r|\n/)].map((part) => part.trim())
  return [...new Set(parts)].filter((part) => whyUnmasked(part) === undefined)
}

/** A secret with its name in the workflow. */
export interface NamedSecret {
  /** `password for ghcr.io`, `secret 'npm'`; never the value. */
  readonly name: string
  readonly value: string
}

const reasons = { short: `has fewer than ${shortestMasked} characters`, common: 'is a common word' }

/** Warns once, with the names of all secrets that cannot be masked. Empty values do not count. */
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
