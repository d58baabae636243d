/** Docker Hub in references, logins and outputs. Its other names belong to particular protocols. */
export const dockerHub = 'docker.io'

/** Hosts of references that mean Docker Hub: the distribution project's reference grammar. */
const referenceHosts: readonly string[] = [dockerHub, 'index.docker.io']

/** Hosts of logins that mean Docker Hub, as users write them. Without a host a login is for Docker Hub. */
const loginHosts: readonly string[] = [
  ...referenceHosts,
  '',
  'registry-1.docker.io',
  'registry.hub.docker.com',
]

export const isHubReferenceHost = (host: string): boolean => referenceHosts.includes(host)

export const isHubLoginHost = (host: string): boolean => loginHosts.includes(host)

/** Any host below Docker's domains. */
export const isHubDomain = (host: string): boolean => /(?:^|\.)docker\.(?:io|com)$/.test(host)

/** The host that serves a registry's API. */
export const serverOf = (host: string): string => (host === dockerHub ? 'registry-1.docker.io' : host)

/** The key of a registry's login in docker's configuration and for credential helpers. Docker Hub's is a legacy URL. */
export const credentialKey = (host: string): string =>
  host === dockerHub ? 'https://index.docker.io/v1/' : host
