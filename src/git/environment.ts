import { encodeBasic } from '../basic-auth.ts'
import { addGitConfig } from '../ports/git-config.ts'
import type { Env } from '../ports/ports.ts'

/** The Basic form of a token as GitHub takes it from git: actions/checkout sends it so. */
export const toBasic = (token: string): string => encodeBasic({ user: 'x-access-token', password: token })

/** Git asks nobody: not the terminal, not a helper with a window. Stored credentials and helpers go on working. */
export const unattended: Env = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GCM_INTERACTIVE: 'never',
}

/** Only what is really there counts: no replaced commits, nothing fetched by the way. */
export const asIs: Env = { GIT_NO_REPLACE_OBJECTS: '1', GIT_NO_LAZY_FETCH: '1' }

/**
 * The environment that logs git in to one URL, added to the configuration that `env`, a child's environment, carries
 * (an older git goes without a login). The key is multi-valued, and GitHub
 * answers 400 to two Authorization headers: the empty value first drops those that a checkout or the machine
 * configured (git-config, http.extraHeader). A redirect would take the header along, so none is followed.
 */
export function authorize(env: Env, url: string, token: string): Env {
  return addGitConfig(env, [
    [`http.${url}.extraHeader`, ''],
    [`http.${url}.extraHeader`, `AUTHORIZATION: basic ${toBasic(token)}`],
    [`http.${url}.followRedirects`, 'false'],
  ])
}
