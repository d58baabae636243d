/** A login that a person asks for. `registry` is its host; `docker.io` for Docker Hub. */
export type Credential = PasswordCredential | HelperCredential | EcrCredential

export interface PasswordCredential {
  readonly kind: 'password'
  readonly registry: string
  readonly username: string
  readonly password: string
  /** No registry was written: Docker Hub, as with docker/login-action. */
  readonly isImplied?: true
}

/** A program `docker-credential-<helper>` on the PATH gives the credential whenever it is needed. */
export interface HelperCredential {
  readonly kind: 'helper'
  readonly registry: string
  readonly helper: string
}

/** The AWS CLI gives a password that holds for hours. */
export interface EcrCredential {
  readonly kind: 'ecr'
  readonly registry: string
  /** An access key and its secret, with which the CLI asks; absent: the job's own credentials. */
  readonly keys?: { readonly id: string; readonly secret: string }
  /** A profile of the CLI's configuration. */
  readonly profile?: string
}

/** Docker Hub has several names; `docker login` knows it as docker.io. */
export function hostOf(registry: string): string {
  const host = registry
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
  const hub = ['', 'docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']
  return hub.includes(host) ? 'docker.io' : host
}

/** As docker/login-action takes it for ECR: AKIA is a user's key, ASIA a temporary one ("IAM identifiers" in AWS's guide). */
export const isAccessKey = (username: string): boolean => /^A(?:KIA|SIA)[A-Z0-9]{12,}$/.test(username)

/** Private registries of any partition, and the public gallery ("Amazon ECR private registry" in AWS's guide). */
export const isEcrHost = (host: string): boolean =>
  publicEcr.includes(host) ||
  /^\d{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.(amazonaws\.(com(\.cn)?|eu)|on\.aws)$/.test(host)

/** A login with a password; an empty `registry` is Docker Hub. An access key of AWS stands for a password that ECR gives. */
export function makeLogin(
  registry: string,
  username: string,
  password: string,
  isEcr = isEcrHost(hostOf(registry)),
): PasswordCredential | EcrCredential {
  const host = hostOf(registry)
  if (isEcr && isAccessKey(username)) {
    return { kind: 'ecr', registry: host, keys: { id: username, secret: password } }
  }
  const isImplied = registry.trim() === '' && { isImplied: true as const }
  return { kind: 'password', registry: host, username, password, ...isImplied }
}

/** A notice: a login that is left out. */
export function noLogin(host: string, username: string, password: string): string {
  const empty = [username === '' ? 'username' : [], password === '' ? 'password' : []].flat()
  return `No login to ${host}: its ${empty.join(' and ')} ${empty.length > 1 ? 'are' : 'is'} empty, as a secret is that does not exist here.`
}

/** ECR Public has two names; its logins are all given in one region. */
export const publicEcr: readonly string[] = ['public.ecr.aws', 'ecr-public.aws.com']
