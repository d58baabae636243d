import { yaml } from '../libraries.ts'
import { dockerHub } from '../model/docker-hub.ts'
import { identityVariables } from '../ports/child-environment.ts'
import type { Env } from '../ports/ports.ts'
import type { Federation, OidcCredential } from './login-credential.ts'
import { keysOf, scalarText, type YamlItem } from './yaml-list.ts'

/** Whether the job may request an identity token. The runner sets the variables only if the job has `id-token: write`. */
export const hasIdentity = (env: Env): boolean => identityVariables.every((name) => (env[name] ?? '') !== '')

/** The notice about a login by OIDC that is skipped because the job gets no identity token. */
export const noIdentity = (registry: string): string =>
  `No login to ${registry}: this job has no identity token. A fork's pull request never gets one; any other job needs the permission id-token: write.`

/** The notice about a login by OIDC that is skipped because its settings are empty. */
export const noFederation = (registry: string): string =>
  `No login to ${registry}: its oidc or username is empty, as a variable is that does not exist here.`

type Read = Federation | 'empty' | { readonly wrong: string }

/**
 * Reads an item of registry-auth with `oidc` for one of its registries. Empty if the settings are empty and that is allowed; a string
 * says what is wrong. The host selects the vendor, because its token must reach no other registry.
 */
export function readOidc(
  item: YamlItem,
  registry: string,
  mayBeEmpty: boolean,
): readonly OidcCredential[] | string {
  const other = ['password', 'helper', 'ecr', 'profile'].find((key) => keysOf(item.map).includes(key))
  if (other !== undefined) return `has ${other} beside oidc`
  const read = readerOf(registry)
  if (read === undefined) {
    return 'has oidc, which is for Docker Hub (docker.io, dhi.io), Artifact Registry (*-docker.pkg.dev, *.gcr.io) and Azure (*.azurecr.io); use ecr: auto for Amazon ECR'
  }
  const federation = read(item)
  if (federation === 'empty') {
    return mayBeEmpty ? [] : 'has an empty oidc or username (a variable that does not exist reads as empty)'
  }
  return 'wrong' in federation ? federation.wrong : [{ kind: 'oidc', registry, federation }]
}

function readerOf(registry: string): ((item: YamlItem) => Read) | undefined {
  if (registry === dockerHub || registry === 'dhi.io') return readDocker
  if (/^(?:[a-z0-9-]+-docker\.pkg\.dev|(?:[a-z]+\.)?gcr\.io)$/.test(registry)) return readGoogle
  return /^[a-z0-9][a-z0-9-]*\.azurecr\.io$/.test(registry) ? readAzure : undefined
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** docker/login-action requires the connection to be a UUID, and an organization as the user name (src/dockerhub.ts). */
function readDocker({ get }: YamlItem): Read {
  const [organization, connection] = [scalarText(get('username')) ?? '', scalarText(get('oidc'))?.trim()]
  if (connection === '' || organization === '') return 'empty'
  if (connection === undefined || !uuid.test(connection)) {
    return { wrong: 'has an oidc that is not the ID of a connection of Docker Hub, a UUID' }
  }
  return { provider: 'docker', organization, connection }
}

/** The name of a provider: "Workload Identity Federation" in Google's documentation. Its console also shows it as a URL. */
function readGoogle({ map, get }: YamlItem): Read {
  if (keysOf(map).includes('username')) return { wrong: 'has a username beside oidc, which needs none here' }
  const resource = scalarText(get('oidc'))
    ?.trim()
    .replace(/^(?:https:)?\/\/iam\.googleapis\.com\//, '')
  if (resource === '') return 'empty'
  const form = /^projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+\/providers\/[a-z0-9-]+$/
  if (resource === undefined || !form.test(resource)) {
    return {
      wrong:
        'has an oidc that is not of the form projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER',
    }
  }
  return { provider: 'google', resource }
}

/** A tenant is a UUID or a domain, a client a UUID: "OAuth 2.0 client credentials flow" in Microsoft's documentation. */
function readAzure({ map, get }: YamlItem): Read {
  if (keysOf(map).includes('username')) return { wrong: 'has a username beside oidc, which needs none here' }
  const node = get('oidc')
  const form = 'has an oidc that is not of the form {tenant: ID, client: ID}'
  if (!yaml().isMap(node) || keysOf(node).some((key) => !['tenant', 'client'].includes(key))) {
    return { wrong: form }
  }
  const [tenant, client] = ['tenant', 'client'].map((key) => scalarText(node.get(key, true))?.trim() ?? '')
  if (!tenant || !client) return 'empty'
  if (!uuid.test(client) || !/^[a-z0-9][a-z0-9.-]*$/i.test(tenant)) return { wrong: form }
  return { provider: 'azure', tenant, client }
}
