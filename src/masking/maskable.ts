/** Characters. Whatever is shorter occurs by chance all over a log. */
export const shortestMasked = 4

/**
 * Words that logs, tags and outputs are full of. As a secret's value they protect nothing, and hiding them would hide
 * what a log says.
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

/** Why a secret's value is not masked in the log; undefined where it is. Blanks around it do not count. */
export function whyUnmasked(secret: string): 'short' | 'common' | undefined {
  const text = secret.trim()
  if (text.length < shortestMasked) return 'short'
  return commonWords.has(text.toLowerCase()) ? 'common' : undefined
}

/** The parts of a secret that a log can show: the whole, and each line, since a log is made of lines. */
export function listParts(secret: string): readonly string[] {
  const parts = [secret, ...secret.split(/\r\n|\r|\n/)].map((part) => part.trim())
  return [...new Set(parts)].filter((part) => whyUnmasked(part) === undefined)
}

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
