import type { Inputs } from '../inputs/inputs.ts'
import type {
  DirectLogin,
  LoginCredential,
  OidcCredential,
  PasswordCredential,
} from '../inputs/login-credential.ts'
import { memoize } from '../memoize.ts'
import { describeProblem, type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { decideIntent } from '../plan/decide-intent.ts'
import { limitRetries, type RetryPolicy, usualRetries } from '../registry/retry.ts'
import { createSecrets } from '../registry/secrets.ts'
import { createTrust } from '../registry/trust.ts'
import { exchangeIdentity } from './exchanges.ts'
import type { OidcPorts, TokenContext } from './token-request.ts'

/**
 * Exchanges the job's identity token for the password of each login by OIDC; other logins are returned unchanged. A run that pushes fails
 * if an exchange fails; any other warns and continues without that login, because the trust often covers only the refs that push. Without
 * a login by OIDC nothing is requested.
 */
export async function resolveIdentities(
  ports: OidcPorts,
  logins: readonly LoginCredential[],
  run: { readonly inputs: Pick<Inputs, 'push' | 'dryRun'>; readonly trigger: Trigger },
): Promise<readonly DirectLogin[]> {
  const problems: Problem[] = []
  const { dryRun, push } = run.inputs
  // A dry run works without a network, and does not wait for it.
  const exchange = createExchange(ports, limitRetries(usualRetries, dryRun ? 'once' : undefined))
  const resolved = await Promise.all(
    logins.map(async (login) => {
      if (login.kind !== 'oidc') return [login]
      try {
        return [await exchange(login)]
      } catch (error) {
        if (!(error instanceof TagboatError)) throw error
        problems.push(...error.problems)
        return []
      }
    }),
  )
  if (!dryRun && decideIntent(run.trigger, push).kind === 'push') throwAll(distinct(problems))
  const begin = dryRun ? 'This run would fail' : 'This run continues without the login'
  for (const problem of distinct(problems)) ports.log.warning(`${begin}: ${describeProblem(problem)}`)
  return resolved.flat()
}

const distinct = (problems: readonly Problem[]) => [
  ...new Map(problems.map((problem) => [problem.what, problem])).values(),
]

function createExchange(
  ports: OidcPorts,
  retryPolicy: RetryPolicy,
): (login: OidcCredential) => Promise<PasswordCredential> {
  const { http, clock, log, files, env } = ports
  const context: TokenContext = {
    ...{ http, clock, log, files, env },
    retryPolicy,
    secrets: createSecrets(log),
    trust: createTrust(files, env),
  }
  // Only Azure's tokens are for one registry. One token of the others serves all registries with the same trust.
  const issue = memoize(
    ({ registry, federation }: OidcCredential) =>
      JSON.stringify(federation.provider === 'azure' ? [registry, federation] : [federation]),
    ({ registry, federation }) => exchangeIdentity(context, registry, federation),
  )
  return async (login) => {
    const { username, password, lifetime } = await issue(login)
    const validity = lifetime === undefined ? '' : `, valid for ${Math.floor(lifetime / 60)} min`
    log.info(`The password for ${login.registry} comes from the job's identity token${validity}.`)
    return { kind: 'password', registry: login.registry, username, password }
  }
}
