import type { Problem } from '../model/tagboat-error.ts'

const permissions = 'permissions: {contents: read, packages: write, id-token: write}'

/** The runner's variables for an identity token do not exist, because the job lacks the permission. */
export function identityMissing(registries: readonly string[]): Problem {
  return {
    code: 'identity-missing',
    what: `Input registry-auth logs in to ${registries.join(', ')} by oidc, but this job has no identity token.`,
    fix: `Add to the job: ${permissions}. A permissions block replaces the default, so it lists every permission that the job needs. A pull request from a fork never gets an identity token.`,
  }
}

/** The runner's service for identity tokens did not answer with one. */
export function identityFailed(registry: string, original: string): Problem {
  return {
    code: 'identity-failed',
    what: `GitHub issued no identity token for the login to ${registry} (input registry-auth, oidc).`,
    fix: `Check that the job has ${permissions}, and run it again.`,
    original,
  }
}

/** The identity token was refused in an exchange. `fix` is the vendor's. */
export function exchangeRefused(registry: string, host: string, fix: string, original: string): Problem {
  return {
    code: 'oidc-refused',
    what: `${host} refused the identity token of this job for the login to ${registry} (input registry-auth, oidc).`,
    fix,
    original,
  }
}

/** An identity provider could not be reached, is overloaded, or gave an answer that is not documented. */
export function exchangeFailed(registry: string, host: string, original: string): Problem {
  return {
    code: 'oidc-failed',
    what: `${host} issued no token for the login to ${registry} (input registry-auth, oidc).`,
    fix: 'Run the job again, and check the network and HTTPS_PROXY.',
    original,
  }
}
