import { loginFailed } from '../errors/login.ts'
import { type Problem, TagboatError } from '../errors/tagboat-error.ts'
import type { Credential } from '../inputs/credentials.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { serverRegistry } from '../plan/default-image.ts'
import type { Plan } from '../plan/plan.ts'
import type { Log } from '../ports/ports.ts'
import type { Trigger } from '../trigger/trigger.ts'
import { type Docker, said } from './docker.ts'

/**
 * The logins of a run: the person's, and this server's own registry with the runner's token where an image is
 * planned there and the person gave no login for it. The token goes nowhere else.
 */
export function planLogins(plan: Plan, inputs: Inputs, trigger: Trigger): readonly Credential[] {
  const own = serverRegistry(trigger.serverUrl)
  const isUsed = plan.repositories.some(({ host }) => host === own)
  const isGiven = inputs.credentials.some(({ registry }) => registry === own)
  if (!isUsed || isGiven || inputs.githubToken === '') return inputs.credentials
  const username = trigger.actor || trigger.repository.owner || 'github'
  return [...inputs.credentials, { registry: own, username, password: inputs.githubToken }]
}

/** Everything of a login that may not be printed: the password and the Basic form of both halves. */
export function secretsOf(login: Credential): readonly string[] {
  const pair = `${login.username}:${login.password}`
  return [login.password, toBase64(pair), toBase64(login.password)]
}

const toBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** Logs in to each registry; throws one TagboatError with every login that failed. */
export async function logIn(
  ports: { docker: Docker; log: Log },
  logins: readonly Credential[],
): Promise<void> {
  const problems: Problem[] = []
  for (const { registry, username, password } of logins) {
    const args = ['login', '--username', username, '--password-stdin', registry]
    const result = await ports.docker(args, { input: password })
    if (result.code === 0) ports.log.info(`Logged in to ${registry} as ${username}.`)
    else problems.push(loginFailed(registry, username, said(result)))
  }
  const [first, ...more] = problems
  if (first) throw new TagboatError(first, ...more)
}
