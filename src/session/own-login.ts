import type { Inputs } from '../inputs/inputs.ts'
import type { LoginCredential } from '../inputs/login-credential.ts'
import { at, isRecord, parseJson } from '../json.ts'
import { credentialKey } from '../model/docker-hub.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Plan } from '../plan/plan.ts'
import type { Env, Exec, Files, Log } from '../ports/ports.ts'
import { openCredentials } from '../registry/find-credential.ts'
import { createSecrets } from '../registry/secrets.ts'
import { ownConfigDir } from './private-config.ts'
import { planLogins } from './registry-login.ts'

interface OwnLoginPorts {
  readonly exec: Exec
  readonly files: Files
  readonly log: Log
  readonly env: Env
}

/**
 * The logins of a run. Outside GitHub's runner, the user's own `docker login` to GitHub's registry takes precedence over GitHub's token:
 * GH_TOKEN is usually made for the API, and may not be allowed to push packages.
 */
export async function chooseLogins(
  ports: OwnLoginPorts,
  plans: readonly Pick<Plan, 'repositories'>[],
  inputs: Inputs,
  trigger: Trigger,
): Promise<readonly LoginCredential[]> {
  const planned = planLogins(plans, inputs, trigger)
  const byToken = planned.find((login) => !inputs.credentials.includes(login))
  if (byToken === undefined || ports.env.GITHUB_ACTIONS === 'true') return planned
  return (await hasOwnLogin(ports, byToken.registry)) ? inputs.credentials : planned
}

/** A store that cannot be read counts as empty: the token may still work. */
async function hasOwnLogin(ports: OwnLoginPorts, registry: string): Promise<boolean> {
  const given = at(parseJson(ports.env.DOCKER_AUTH_CONFIG || '{}'), 'auths', credentialKey(registry))
  if (isRecord(given)) return true
  const secrets = createSecrets(ports.log)
  try {
    const find = openCredentials(ports, secrets, ownConfigDir(ports.env))
    return (await find(registry)) !== undefined
  } catch (error) {
    if (error instanceof TagboatError) return false
    throw error
  }
}
