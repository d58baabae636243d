import { encodeBasic } from '../basic-auth.ts'
import { configInvalid, helperFailed, helperMissing, helperNameInvalid } from '../errors/login.ts'
import { cancelledMeanwhile } from '../errors/publish.ts'
import { at, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { credentialKey } from '../model/docker-hub.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { identityVariables, trustedDirectories } from '../ports/child-environment.ts'
import type { Env, Exec, Files } from '../ports/ports.ts'
import { type DockerConfig, readDockerConfig } from './docker-config.ts'
import type { Secrets } from './secrets.ts'

/** A registry login from docker's configuration. */
export type Credential =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** A refresh token of OAuth 2.0, which is exchanged for access tokens. */
  | { readonly kind: 'identity'; readonly token: string }
  /** A registry's own token, sent unchanged. */
  | { readonly kind: 'bearer'; readonly token: string }

export type FindCredential = (host: string) => Promise<Credential | undefined>

/**
 * Finds credentials as the docker CLI does: in `config.json` of the config directory, with the helper in `credHelpers` for the
 * host (an empty name means the file itself), else that in `credsStore`, else in `auths`.
 */
export function createCredentialFinder(
  ports: { readonly files: Files; readonly secrets: Secrets; readonly askHelper: AskHelper },
  configDir: string,
): FindCredential {
  let config: Promise<DockerConfig> | undefined
  return async (host) => {
    config ??= readDockerConfig(ports.files, `${configDir}/config.json`, configInvalid)
    const found = await findInConfig(ports.askHelper, await config, credentialKey(host))
    if (found) rememberSecrets(ports.secrets, found)
    return found
  }
}

/** The same with credential helpers that run as programs. `secrets` masks what is found. */
export function openCredentials(
  ports: { readonly exec: Exec; readonly files: Files; readonly env: Env },
  secrets: Secrets,
  configDir: string,
): FindCredential {
  const askHelper = createHelperAsker({ ...ports, conceal: secrets.conceal })
  return createCredentialFinder({ files: ports.files, secrets, askHelper }, configDir)
}

async function findInConfig(
  askHelper: AskHelper,
  config: DockerConfig,
  server: string,
): Promise<Credential | undefined> {
  const own = at(config, 'credHelpers', server)
  const helper = typeof own === 'string' ? own : stringAt(config, 'credsStore')
  const entry = findEntry(at(config, 'auths'), server)
  const bearer = stringAt(entry, 'registrytoken')
  if (bearer !== undefined) return { kind: 'bearer', token: bearer }
  return helper === undefined || helper === '' ? readEntry(entry) : askHelper(helper, server)
}

/** The entry with that key, else the first entry for the same host: old files have keys like `https://host/v1/`. */
function findEntry(auths: Json, server: string): Json {
  if (!isRecord(auths)) return undefined
  if (isRecord(at(auths, server))) return at(auths, server)
  const key = Object.keys(auths).find((name) => name.replace(/^https?:\/\//, '').split('/', 1)[0] === server)
  return key === undefined ? undefined : auths[key]
}

function readEntry(entry: Json): Credential | undefined {
  const identity = stringAt(entry, 'identitytoken')
  if (identity !== undefined) return { kind: 'identity', token: identity }
  const decoded = Buffer.from(stringAt(entry, 'auth') ?? '', 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  const user = colon > 0 ? decoded.slice(0, colon) : stringAt(entry, 'username')
  const password = colon > 0 ? decoded.slice(colon + 1).replace(/\0+$/, '') : stringAt(entry, 'password')
  return user === undefined || password === undefined ? undefined : { kind: 'password', user, password }
}

function rememberSecrets(secrets: Secrets, credential: Credential): void {
  secrets.remember(credential.kind === 'password' ? credential.password : credential.token)
  if (credential.kind === 'password') secrets.remember(encodeBasic(credential))
}

/** Asks the credential helper of that name for the credential of a server; undefined if it has none. */
export type AskHelper = (helper: string, server: string) => Promise<Credential | undefined>

/** Speaks the protocol of docker-credential-helpers: the server on standard input, JSON on standard output. */
export function createHelperAsker(ports: {
  readonly exec: Exec
  readonly files: Files
  readonly env: Env
  readonly conceal: (text: string) => string
}): AskHelper {
  const latest = new Map<string, Credential>()
  return async (helper, server) => {
    try {
      const found = await askHelper(ports, helper, server)
      if (found) latest.set(server, found)
      return found
    } catch (error) {
      // A cancelled run starts no program: its rollback uses the login with which the run moved the tags.
      const known = isCancelled(error) ? latest.get(server) : undefined
      if (known === undefined) throw error
      return known
    }
  }
}

async function askHelper(
  ports: Parameters<typeof createHelperAsker>[0],
  helper: string,
  server: string,
): Promise<Credential | undefined> {
  if (!/^[A-Za-z0-9_-]+$/.test(helper)) throw new TagboatError(helperNameInvalid(server, helper))
  const program = `docker-credential-${helper}`
  const path = await findProgram(ports.files, ports.env, program)
  if (path === undefined) throw new TagboatError(helperMissing(server, program))
  const options = { input: server, timeout: 60_000, keep: identityVariables }
  const { code, stdout, stderr } = await ports.exec(path, ['get'], options)
  // The protocol reports an absent credential only by this sentence, with a failing exit code.
  if (code !== 0 && /credentials not found/i.test(stdout + stderr)) return undefined
  const credential = code === 0 ? parseCredential(stdout) : undefined
  if (credential) return credential
  const original = code === 0 ? 'Its output is not a credential.' : ports.conceal(stderr || stdout)
  throw new TagboatError(helperFailed(server, program, original))
}

const isCancelled = (error: unknown): boolean =>
  error instanceof TagboatError && error.problems.some(({ code }) => code === cancelledMeanwhile().code)

function parseCredential(stdout: string): Credential | undefined {
  const answer = parseJson(stdout)
  if (!isRecord(answer)) return undefined
  const user = stringAt(answer, 'Username')
  const secret = stringAt(answer, 'Secret')
  if (user === undefined || secret === undefined) return undefined
  return user === '<token>'
    ? { kind: 'identity', token: secret }
    : { kind: 'password', user, password: secret }
}

/** Checks early that a helper can be run; throws a TagboatError if it is missing. */
export async function checkHelper(files: Files, env: Env, server: string, program: string): Promise<void> {
  if ((await findProgram(files, env, program)) === undefined)
    throw new TagboatError(helperMissing(server, program))
}

/** Searches the PATH outside the workspace: no program of the checkout may receive credentials. */
async function findProgram(files: Files, env: Env, program: string): Promise<string | undefined> {
  for (const directory of trustedDirectories(env.PATH ?? '', env.GITHUB_WORKSPACE ?? '')) {
    const names = await files.list(directory).catch((): string[] => [])
    const name = [program, `${program}.exe`].find((one) => names.includes(one))
    if (name !== undefined) return `${directory}/${name}`
  }
  return undefined
}
