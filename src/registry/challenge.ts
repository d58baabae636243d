/** An authentication scheme that a 401 offers: RFC 9110, section 11.6.1. */
export interface Challenge {
  /** In lower case: `bearer`, `basic`, `negotiate`. */
  readonly scheme: string
  /** Names in lower case. Of two equal names the first counts. */
  readonly parameters: Readonly<Record<string, string>>
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const parameter = new RegExp(`(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|(${token}))`, 'y')
const scheme = new RegExp(`(${token})(?:[ \\t]+(?:[A-Za-z0-9._~+/-]+=*(?=[ \\t]*(?:,|$)))?|(?=,|$))`, 'y')
const filler = /[ \t,]*/y

/**
 * Parses a WWW-Authenticate header: several challenges with several parameters each, all separated by commas. Stops at malformed
 * text, and keeps what came before it.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(header)
    if (found) at = pattern.lastIndex
    return found
  }
  while (at < header.length) {
    take(filler)
    const pair = take(parameter)
    const parameters = challenges.at(-1)?.parameters
    if (pair) {
      const name = (pair[1] ?? '').toLowerCase()
      const value = pair[2]?.replace(/\\(.)/g, '$1') ?? pair[3] ?? ''
      if (parameters && !Object.hasOwn(parameters, name)) parameters[name] = value
      continue
    }
    const next = take(scheme)
    if (!next) break
    challenges.push({ scheme: (next[1] ?? '').toLowerCase(), parameters: Object.create(null) })
  }
  return challenges
}

/** The challenge to answer: Bearer before Basic, which would send the password with each request. */
export function chooseChallenge(challenges: readonly Challenge[]): Challenge | undefined {
  return (
    challenges.find((one) => one.scheme === 'bearer' && one.parameters.realm !== undefined) ??
    challenges.find((one) => one.scheme === 'basic')
  )
}
