import { configInvalid, helperFailed, helperMissing, helperNameInvalid } from '../errors/credentials.ts'
import { cancelledMeanwhile } from '../errors/publish.ts'
import { at, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { identityVariables } from '../ports/child-environment.ts'
import type { Env, Exec, Files } from '../ports/ports.ts'
import { trustedDirectories } from '../ports/search-path.ts'
import type { Secrets } from './secrets.ts'

export type FindCredential = (host: string) => Promise<Credential | undefined>

/**
 * Looks credentials up where the docker CLI does: `config.json` in the config directory, with `credHelpers` by host
 * (an empty name means the file itself), else `credsStore`, else `auths`.
 */
export function createCredentialFinder(
  ports: { readonly files: Files; readonly secrets: Secrets; readonly askHelper: AskHelper },
  configDir: string,
): FindCredential {
  let config: Promise<Json> | undefined
  return async (host) => {
    config ??= readConfig(ports.files, `${configDir}/config.json`)
    const found = await findCredential(ports.askHelper, await config, nameServer(host))
    if (found) hideCredential(ports.secrets, found)
    return found
  }
}

/** docker's own key for Docker Hub; every other registry's is its host. */
function nameServer(host: string): string {
  return host === 'docker.io' ? 'https://index.docker.io/v1/' : host
}

async function readConfig(files: Files, path: string): Promise<Json> {
  const text = await files.read(path)
  if (text === undefined || text.trim() === '') return {}
  const config = parseJson(text)
  if (!isRecord(config)) throw new TagboatError(configInvalid(path))
  return config
}

async function findCredential(
  askHelper: AskHelper,
  config: Json,
  server: string,
): Promise<Credential | undefined> {
  const named = at(config, 'credHelpers', server)
  const helper = typeof named === 'string' ? named : stringAt(config, 'credsStore')
  const entry = findEntry(at(config, 'auths'), server)
  const bearer = stringAt(entry, 'registrytoken')
  if (bearer !== undefined) return { kind: 'bearer', token: bearer }
  return helper === undefined || helper === '' ? readEntry(entry) : askHelper(helper, server)
}

/** The entry of that very name, else the first whose host is the same: old files have `https://host/v1/`. */
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

function hideCredential(secrets: Secrets, credential: Credential): void {
  secrets.remember(credential.kind === 'password' ? credential.password : credential.token)
  if (credential.kind === 'password') secrets.remember(encodeBasic(credential))
}

/** The value of Basic authentication: RFC 7617. */
export function encodeBasic(credential: { readonly user: string; readonly password: string }): string {
  return Buffer.from(`${credential.user}:${credential.password}`, 'utf8').toString('base64')
}

/** What docker knows to log in to a registry with. */
export type Credential =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** To be exchanged for access tokens: OAuth 2.0's refresh token. */
  | { readonly kind: 'identity'; readonly token: string }
  /** A registry's own token, sent as it is. */
  | { readonly kind: 'bearer'; readonly token: string }

/** Asks the credential helper of that name for the credential of a server; undefined where it has none. */
export type AskHelper = (helper: string, server: string) => Promise<Credential | undefined>

/** The docker-credential-helpers project's protocol: the server on standard input, JSON on standard output. */
export function createHelperAsker(ports: {
  readonly exec: Exec
  readonly files: Files
  readonly env: Env
  readonly conceal: (text: string) => string
}): AskHelper {
  const ask: AskHelper = async (helper, server) => {
    if (!/^[A-Za-z0-9_-]+$/.test(helper)) throw new TagboatError(helperNameInvalid(server, helper))
    const program = `docker-credential-${helper}`
    const path = await findProgram(ports.files, ports.env, program)
    if (path === undefined) throw new TagboatError(helperMissing(server, program))
    const { code, stdout, stderr } = await ports.exec(path, ['get'], {
      input: server,
      timeout: 60_000,
      keep: identityVariables,
    })
    // Helpers tell of an absent credential by this sentence only, on standard output and with a failing code.
    if (code !== 0 && /credentials not found/i.test(stdout + stderr)) return undefined
    const credential = code === 0 ? parseAnswer(stdout) : undefined
    if (credential) return credential
    const original = code === 0 ? 'Its output is no credential.' : ports.conceal(stderr || stdout)
    throw new TagboatError(helperFailed(server, program, original))
  }
  const last = new Map<string, Credential>()
  return async (helper, server) => {
    try {
      const found = await ask(helper, server)
      if (found) last.set(server, found)
      return found
    } catch (error) {
      // A cancelled run starts no program, and what it has moved is put back with the login that moved it.
      const known = isCancelled(error) ? last.get(server) : undefined
      if (known === undefined) throw error
      return known
    }
  }
}

const isCancelled = (error: unknown): boolean =>
  error instanceof TagboatError && error.problems.some(({ code }) => code === cancelledMeanwhile().code)

function parseAnswer(stdout: string): Credential | undefined {
  const answer = parseJson(stdout)
  if (!isRecord(answer)) return undefined
  const user = stringAt(answer, 'Username')
  const secret = stringAt(answer, 'Secret')
  if (user === undefined || secret === undefined) return undefined
  return user === '<token>'
    ? { kind: 'identity', token: secret }
    : { kind: 'password', user, password: secret }
}

/** Whether a helper can be run, before anything depends on it; throws a TagboatError where it is not there. */
export async function checkHelper(files: Files, env: Env, server: string, program: string): Promise<void> {
  if ((await findProgram(files, env, program)) === undefined)
    throw new TagboatError(helperMissing(server, program))
}

/** Never below the workspace: what was checked out is not to be run with credentials. */
async function findProgram(files: Files, env: Env, program: string): Promise<string | undefined> {
  for (const directory of trustedDirectories(env.PATH ?? '', env.GITHUB_WORKSPACE ?? '')) {
    const names = await files.list(directory).catch((): string[] => [])
    const name = [program, `${program}.exe`].find((one) => names.includes(one))
    if (name !== undefined) return `${directory}/${name}`
  }
  return undefined
}
