import { dockerHub, isHubLoginHost } from '../model/docker-hub.ts'

/** A login that the inputs ask for. `registry` is its host; `docker.io` for Docker Hub. */
export type LoginCredential = DirectLogin | OidcCredential

/** A login that needs no exchange of the job's identity token. */
export type DirectLogin = PasswordCredential | HelperCredential | EcrCredential

export interface PasswordCredential {
  readonly kind: 'password'
  readonly registry: string
  readonly username: string
  readonly password: string
  /** Input `registry` is empty, which means Docker Hub, as in docker/login-action. */
  readonly isImplied?: true
}

/** The program `docker-credential-<helper>` on the PATH provides the credential when it is needed. */
export interface HelperCredential {
  readonly kind: 'helper'
  readonly registry: string
  readonly helper: string
}

/** The AWS CLI provides a password that is valid for hours. */
export interface EcrCredential {
  readonly kind: 'ecr'
  readonly registry: string
  /** Access key and secret for the CLI; absent for the job's own credentials. */
  readonly keys?: { readonly id: string; readonly secret: string }
  /** A profile in the CLI's configuration. */
  readonly profile?: string
}

/** The job's identity token (OpenID Connect) is exchanged for a password. */
export interface OidcCredential {
  readonly kind: 'oidc'
  readonly registry: string
  readonly federation: Federation
}

/** The trust of a registry's vendor in this repository's jobs, as the vendor names it. */
export type Federation =
  | { readonly provider: 'docker'; readonly organization: string; readonly connection: string }
  /** `projects/N/locations/global/workloadIdentityPools/P/providers/Q` */
  | { readonly provider: 'google'; readonly resource: string }
  /** Entra ID's directory and application. */
  | { readonly provider: 'azure'; readonly tenant: string; readonly client: string }

/** The host of a registry. Docker Hub has several; `docker login` uses docker.io. */
export function hostOf(registry: string): string {
  const host = registry
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
  return isHubLoginHost(host) ? dockerHub : host
}

/** Whether a user name is an AWS access key, as in docker/login-action: AKIA for a user's, ASIA for a temporary one ("IAM identifiers" in AWS's guide). */
export const isAccessKey = (username: string): boolean => /^A(?:KIA|SIA)[A-Z0-9]{12,}$/.test(username)

/** Whether a host is ECR: a private registry of any partition, or the public gallery ("Amazon ECR private registry" in AWS's guide). */
export const isEcrHost = (host: string): boolean =>
  publicEcr.includes(host) ||
  /^\d{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.(amazonaws\.(com(\.cn)?|eu)|on\.aws)$/.test(host)

/** Makes a login with a password; an empty `registry` is Docker Hub. With an AWS access key, ECR provides the password. */
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

/** The notice about a login that is skipped. */
export function noLogin(host: string, username: string, password: string): string {
  const empty = [username === '' ? 'username' : [], password === '' ? 'password' : []].flat()
  return `No login to ${host}: its ${empty.join(' and ')} ${empty.length > 1 ? 'are' : 'is'} empty, as a secret is that does not exist here.`
}

/** The two names of ECR Public. One region issues all of its logins. */
export const publicEcr: readonly string[] = ['public.ecr.aws', 'ecr-public.aws.com']
