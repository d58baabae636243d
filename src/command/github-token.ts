import type { RawInputs } from '../inputs/reader.ts'
import type { Env } from '../ports/ports.ts'
import type { readTrigger } from '../trigger/read-trigger.ts'

/** What the token of a GitHub server may be sent with. */
export interface TokenSource {
  readonly raw: RawInputs
  readonly readTrigger: typeof readTrigger
}

/**
 * Limits GH_TOKEN and GITHUB_TOKEN to GitHub: `gh` documents them for github.com and the subdomains of ghe.com. The working copy's
 * remote may be on another server, which would otherwise get the token. The trigger is read before the inputs.
 */
export function limitToken(env: Env, { raw, readTrigger: read }: TokenSource): TokenSource {
  // GitHub's runner names its own server, and the token is the server's.
  if (env.GITHUB_ACTIONS === 'true') return { raw, readTrigger: read }
  let isGitHub = false
  return {
    raw: (name) => (name === 'github-token' && !isGitHub ? '' : raw(name)),
    readTrigger: async (...args) => {
      const found = await read(...args)
      isGitHub = isGitHubServer(found.trigger.serverUrl)
      return found
    },
  }
}

export const isGitHubServer = (url: string): boolean =>
  /^https:\/\/(?:github\.com|[a-z0-9-]+\.ghe\.com)$/i.test(url)
