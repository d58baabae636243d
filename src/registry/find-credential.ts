import { configInvalid } from '../errors/login.ts'
import { at, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import type { Credential } from './credential.ts'
import type { AskHelper } from './credential-helper.ts'
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
