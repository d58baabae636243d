import type { Inputs } from '../inputs/inputs.ts'
import type {
  DirectLogin,
  LoginCredential,
  OidcCredential,
  PasswordCredential,
} from '../inputs/login-credential.ts'
import { memoize } from '../memoize.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { decideIntent } from '../plan/decide-intent.ts'
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
  const exchange = createExchange(ports)
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
  const { dryRun, push } = run.inputs
  if (!dryRun && decideIntent(run.trigger, push).kind === 'push') throwAll(distinct(problems))
  for (const { what, fix, original } of distinct(problems)) {
    const text = [what, fix, original ?? ''].join(' ').trim()
    ports.log.warning(
      dryRun ? `This run would fail: ${text}` : `This run continues without the login: ${text}`,
    )
  }
  return resolved.flat()
}

const distinct = (problems: readonly Problem[]) => [
  ...new Map(problems.map((problem) => [problem.what, problem])).values(),
]

function createExchange(ports: OidcPorts): (login: OidcCredential) => Promise<PasswordCredential> {
  const { http, clock, log, files, env } = ports
  const context: TokenContext = {
    ...{ http, clock, log, files, env },
    secrets: createSecrets(log),
    trust: createTrust(files, '/etc/docker/certs.d', [env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS]),
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
