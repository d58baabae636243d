import { encodeBasic } from '../basic-auth.ts'
import { type Docker, outputOf } from '../docker/docker.ts'
import { awsFailed, awsMissing, loginFailed } from '../errors/login.ts'
import type { Inputs } from '../inputs/inputs.ts'
import {
  type DirectLogin,
  type EcrCredential,
  type LoginCredential,
  type PasswordCredential,
  publicEcr,
} from '../inputs/login-credential.ts'
import { warnUnmasked } from '../masking/maskable.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Plan } from '../plan/plan.ts'
import { serverRegistry } from '../plan/repositories.ts'
import type { Clock, Env, Exec, Log } from '../ports/ports.ts'
import { type RetryPolicy, retry, TransientError } from '../registry/retry.ts'

export interface LoginPorts {
  readonly docker: Docker
  readonly exec: Exec
  readonly log: Log
  readonly clock: Clock
  /** Throws a TagboatError if the program is not on the PATH, or only in the workspace. */
  readonly checkHelper: (registry: string, program: string) => Promise<void>
}

/**
 * The logins of a run: those of the user, and one with the runner's token for the registry of this git server, if an image is pushed to
 * or pulled from it and the user gave no login for it. The token is used for no other registry.
 */
export function planLogins(
  plans: readonly Pick<Plan, 'repositories'>[],
  inputs: Inputs,
  trigger: Trigger,
): readonly LoginCredential[] {
  const login = ownLogin(inputs, trigger)
  const sources = inputs.from?.kind === 'images' ? inputs.from.images.map((image) => image.repository) : []
  const planned = plans.flatMap(({ repositories }) => repositories)
  const isUsed = [...planned, ...sources].some(({ host }) => host === login?.registry)
  const isGiven = inputs.credentials.some(({ registry }) => registry === login?.registry)
  return login === undefined || !isUsed || isGiven ? inputs.credentials : [...inputs.credentials, login]
}

/** The login to the registry of the git server: with GitHub's token, or with what GitLab CI gives to its jobs. */
function ownLogin(
  { githubToken, registryLogin }: Inputs,
  { otherServer, serverUrl, actor, repository }: Trigger,
): PasswordCredential | undefined {
  if (registryLogin !== undefined) return { kind: 'password', ...registryLogin }
  if (githubToken === '' || otherServer !== undefined) return undefined
  const username = actor || repository.owner || 'github'
  return { kind: 'password', registry: serverRegistry(serverUrl), username, password: githubToken }
}

/** The secrets of a login that must not be printed: the password, and the forms in which basic authentication encodes it. */
export function secretsOf(login: DirectLogin): readonly string[] {
  if (login.kind === 'ecr') return login.keys === undefined ? [] : [login.keys.secret]
  if (login.kind !== 'password') return []
  const { username: user, password } = login
  return [password, encodeBasic({ user, password }), toBase64(password)]
}

const toBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** Masks the secrets of logins in the log, and warns about passwords that cannot be masked. */
export function maskLogins(log: Log, logins: readonly DirectLogin[]): void {
  for (const secret of logins.flatMap(secretsOf)) log.mask(secret)
  warnUnmasked(
    log,
    logins.flatMap((login) => {
      const value =
        login.kind === 'password' ? login.password : login.kind === 'ecr' ? login.keys?.secret : undefined
      return value === undefined ? [] : [{ name: `password for ${login.registry}`, value }]
    }),
  )
}

/** Logs in to each registry in turn, because logins share a file. Throws one TagboatError with all failures. */
export async function logIn(ports: LoginPorts, logins: readonly DirectLogin[]): Promise<void> {
  const problems: Problem[] = []
  for (const login of logins) {
    try {
      await logInTo(ports, login)
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      problems.push(...error.problems)
    }
  }
  throwAll(problems)
}

async function logInTo(ports: LoginPorts, login: DirectLogin): Promise<void> {
  const { registry } = login
  if (login.kind === 'helper') {
    const program = `docker-credential-${login.helper}`
    await ports.checkHelper(registry, program)
    ports.log.info(`Logins for ${registry} come from ${program}.`)
    return
  }
  const { username, password } = login.kind === 'ecr' ? await askAws(ports, login) : login
  const args = ['login', '--username', username, '--password-stdin', registry]
  await retry(ports, loginRetries, async () => {
    const result = await ports.docker(args, { input: password })
    if (result.code === 0) return
    const problem = loginFailed(registry, username, outputOf(result))
    if (!isTransient(outputOf(result))) throw new TagboatError(problem)
    throw new TransientError(problem, `docker login to ${registry} failed`)
  })
  ports.log.info(`Logged in to ${registry} as ${username}.`)
}

const loginRetries: RetryPolicy = { attempts: 4, base: 2_000, longest: 10_000, longestAsked: 10_000 }

/**
 * Whether a failed login is worth a retry: time-outs of Go's net/http, 429, and 5xx except 501 (docker/login-action issue 750). A refused
 * password never is, because registries lock accounts.
 */
function isTransient(text: string): boolean {
  if (/unauthorized|incorrect|denied|\b40[13]\b/i.test(text)) return false
  return /\b(?:429|50[02-9])\b|toomanyrequests|too many requests|timeout|deadline exceeded|connection reset|unexpected EOF|: EOF$/i.test(
    text,
  )
}

/**
 * Resolves logins to passwords, without those of credential helpers, which are asked when they are needed. If AWS refuses a password, a
 * dry run warns and continues without it: the contents of that registry are then unknown.
 */
export async function resolvePasswords(
  ports: Pick<LoginPorts, 'exec' | 'log'>,
  logins: readonly DirectLogin[],
  isDryRun = false,
): Promise<readonly PasswordCredential[]> {
  const found = await Promise.all(
    logins.map(async (login) => {
      if (login.kind === 'helper') return []
      if (login.kind === 'password') return [login]
      try {
        return [await askAws(ports, login)]
      } catch (error) {
        if (!isDryRun || !(error instanceof TagboatError)) throw error
        for (const { what, fix } of error.problems) ports.log.warning(`This run would fail: ${what} ${fix}`)
        return []
      }
    }),
  )
  return found.flat()
}

/**
 * Gets a password from the AWS CLI v2 (`get-login-password`); the user name is always AWS. The CLI uses the credentials in its
 * environment, unless the login has an access key, which then takes precedence.
 */
async function askAws(
  { exec, log }: Pick<LoginPorts, 'exec' | 'log'>,
  { registry, keys, profile }: EcrCredential,
): Promise<PasswordCredential> {
  const isPublic = publicEcr.includes(registry)
  const region = isPublic ? 'us-east-1' : (/ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(registry)?.[1] ?? '')
  const command = [
    isPublic ? 'ecr-public' : 'ecr',
    'get-login-password',
    ...(region === '' ? [] : ['--region', region]),
    ...(profile === undefined ? [] : ['--profile', profile]),
  ]
  const env = keys === undefined ? {} : { env: keyEnvironment(keys) }
  const result = await exec('aws', command, { timeout: 60_000, ...env })
  const password = result.stdout.trim()
  if (result.code === 127) throw new TagboatError(awsMissing(registry))
  if (result.code !== 0 || password === '') throw new TagboatError(awsFailed(registry, outputOf(result)))
  const login = { kind: 'password', registry, username: 'AWS', password } as const
  for (const secret of secretsOf(login)) log.mask(secret)
  return login
}

/** Removes a session token, which belongs to another key, and profiles, which are other identities (AWS CLI, "Environment variables"). */
const keyEnvironment = ({ id, secret }: NonNullable<EcrCredential['keys']>): Env => ({
  AWS_ACCESS_KEY_ID: id,
  AWS_SECRET_ACCESS_KEY: secret,
  ...(id.startsWith('AKIA') && { AWS_SESSION_TOKEN: undefined }),
  AWS_PROFILE: undefined,
  AWS_DEFAULT_PROFILE: undefined,
})
