import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { encodeBasic } from '../basic-auth.ts'
import { badDockerConfig } from '../errors/login.ts'
import type { LoginCredential, PasswordCredential } from '../inputs/login-credential.ts'
import { at, isRecord, parseJson } from '../json.ts'
import { credentialKey } from '../model/docker-hub.ts'
import type { Env, Files } from '../ports/ports.ts'
import { readDockerConfig } from '../registry/docker-config.ts'

/** The absolute path of the user's own docker configuration. */
export const ownConfigDir = (env: Env): string =>
  env.DOCKER_CONFIG ? resolve(env.DOCKER_CONFIG) : join(env.HOME || homedir(), '.docker')

/** Variables for child processes: they use the private configuration, and buildx's own folder as before. */
export function configEnv(env: Env, privateDir: string): Record<string, string | undefined> {
  return {
    DOCKER_CONFIG: privateDir,
    BUILDX_CONFIG: env.BUILDX_CONFIG || join(ownConfigDir(env), 'buildx'),
    // docker prefers it to config.json, which holds our logins. Its content is in the private configuration.
    DOCKER_AUTH_CONFIG: undefined,
  }
}

export interface PrivateConfigOptions {
  /** Logins to write into the file, for a dry run, which does not use docker. */
  readonly written?: readonly PasswordCredential[]
  /** Leave out the logins of earlier steps: untrusted code could use them to pull private base images. */
  readonly isUntrusted?: boolean
}

/**
 * Fills a private docker config directory. `config.json` is copied completely, because settings such as `currentContext` select the
 * engine. The credential helper is switched off for each host of a login, so that `docker login` writes into this copy and not into the
 * user's keychain, and for the hosts of DOCKER_AUTH_CONFIG, whose logins docker would otherwise not read from the file. Plugins,
 * contexts and certificates are in folders of the original, which are linked.
 */
export async function fillPrivateConfig(
  files: Files,
  env: Env,
  privateDir: string,
  logins: readonly LoginCredential[],
  options: PrivateConfigOptions = {},
): Promise<void> {
  const own = ownConfigDir(env)
  const found = await readDockerConfig(files, join(own, 'config.json'), badDockerConfig)
  const config = options.isUntrusted ? withoutLogins(found) : found
  const helpers = at(config, 'credHelpers')
  const reported = options.isUntrusted ? {} : at(parseJson(env.DOCKER_AUTH_CONFIG || '{}'), 'auths')
  const fromEnv = isRecord(reported) ? reported : {}
  const auths = at(config, 'auths')
  const ours = logins.map((login) => [
    credentialKey(login.registry),
    login.kind === 'helper' ? login.helper : '',
  ])
  const written = (options.written ?? []).map(({ registry, username, password }) => [
    credentialKey(registry),
    { auth: encodeBasic({ user: username, password }) },
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
 * Removes all logins. Without any login in the configuration, docker uses the platform's keychain (docker/cli, `ContainsAuth` and
 * `DetectDefaultStore`). So the helper is switched off for a host that cannot exist (RFC 2606).
 */
function withoutLogins(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { auths: _auths, credsStore: _store, credHelpers: _helpers, ...rest } = config
  return { ...rest, credHelpers: { 'nowhere.invalid': '' } }
}
