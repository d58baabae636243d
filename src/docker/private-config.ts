import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { badDockerConfig } from '../errors/login.ts'
import type { Credential, PasswordCredential } from '../inputs/login-credential.ts'
import { at, isRecord, parseJson } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Env, Files } from '../ports/ports.ts'

/** Where docker keeps a person's configuration, absolute. */
export const ownConfigDir = (env: Env): string =>
  env.DOCKER_CONFIG ? resolve(env.DOCKER_CONFIG) : join(env.HOME || homedir(), '.docker')

/** What children get, so that they read the private configuration and find builders where they were. */
export function configEnv(env: Env, privateDir: string): Record<string, string | undefined> {
  return {
    DOCKER_CONFIG: privateDir,
    BUILDX_CONFIG: env.BUILDX_CONFIG || join(ownConfigDir(env), 'buildx'),
    // docker reads it before config.json, so it would win over our logins; its content is in the copy.
    DOCKER_AUTH_CONFIG: undefined,
  }
}

export interface PrivateConfigOptions {
  /** Logins that go straight into the file, for a dry run, which has no docker to log in with. */
  readonly written?: readonly PasswordCredential[]
  /** The logins of earlier steps are left out: untrusted code could pull private base images with them. */
  readonly isUntrusted?: boolean
}

/**
 * Fills a private docker config directory. `config.json` is copied whole: without `currentContext` another
 * engine would answer. For each host that we log in to the credential helper is switched off, so that
 * `docker login` writes into this copy and not into the person's keychain; so it is for the hosts of
 * DOCKER_AUTH_CONFIG, whose logins would not be looked for in the file otherwise. Plugins, contexts and
 * certificates live in folders below the original: these are linked.
 */
export async function fillPrivateConfig(
  files: Files,
  env: Env,
  privateDir: string,
  logins: readonly Credential[],
  options: PrivateConfigOptions = {},
): Promise<void> {
  const own = ownConfigDir(env)
  const found = await readConfig(files, join(own, 'config.json'))
  const config = options.isUntrusted ? withoutLogins(found) : found
  const helpers = at(config, 'credHelpers')
  const told = options.isUntrusted ? {} : at(parseJson(env.DOCKER_AUTH_CONFIG || '{}'), 'auths')
  const fromEnv = isRecord(told) ? told : {}
  const auths = at(config, 'auths')
  const ours = logins.map((login) => [
    credentialKey(login.registry),
    login.kind === 'helper' ? login.helper : '',
  ])
  const written = (options.written ?? []).map(({ registry, username, password }) => [
    credentialKey(registry),
    { auth: Buffer.from(`${username}:${password}`, 'utf8').toString('base64') },
  ])
  const inFile = Object.keys(fromEnv).map((key) => [key, ''])
  const copy = {
    ...config,
    auths: { ...(isRecord(auths) ? auths : {}), ...fromEnv, ...Object.fromEntries(written) },
    credHelpers: {
      ...(isRecord(helpers) ? helpers : {}),
      ...Object.fromEntries([...inFile, ...ours]),
    },
  }
  await files.write(join(privateDir, 'config.json'), `${JSON.stringify(copy, null, 2)}\n`, 0o600)
  for (const name of await files.list(own)) {
    if (name !== 'config.json') await files.link(join(own, name), join(privateDir, name))
  }
}

/**
 * Without a login in any form. A configuration that names no login at all makes docker look for the platform's keychain
 * (docker/cli, `ContainsAuth` and `DetectDefaultStore`), so a host that cannot exist (RFC 2606) has its helper switched off.
 */
function withoutLogins(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { auths: _auths, credsStore: _store, credHelpers: _helpers, ...rest } = config
  return { ...rest, credHelpers: { 'nowhere.invalid': '' } }
}

/** The key under which docker keeps a host's login; Docker Hub's is historical. */
export const credentialKey = (host: string): string =>
  host === 'docker.io' ? 'https://index.docker.io/v1/' : host

async function readConfig(files: Files, path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await files.read(path)
  if (text === undefined || text.trim() === '') return {}
  const config = parseJson(text)
  if (!isRecord(config)) throw new TagboatError(badDockerConfig(path))
  return config
}
