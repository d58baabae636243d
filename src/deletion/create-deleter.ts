import { isAzureRegistry } from '../model/azure-registry.ts'
import { dockerHub } from '../model/docker-hub.ts'
import type { Repository } from '../model/reference.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { HubWeb } from '../registry/hub-web.ts'
import { isPrivateEcr } from './aws-ecr.ts'
import { createAzureDeleter } from './azure-deleter.ts'
import type { Deleter } from './deletion-ports.ts'
import { createDockerHubDeleter } from './docker-hub-deleter.ts'
import { createEcrDeleter } from './ecr-deleter.ts'
import { createGhcrDeleter } from './ghcr-deleter.ts'
import type { GithubPackage } from './github-packages.ts'
import { createOciDeleter } from './oci-deleter.ts'

export interface DeleterParts {
  readonly ports: Ports
  readonly registry: RegistryClient
  readonly hub: HubWeb
  /** For GitHub's container registry. */
  readonly packages: GithubPackage | undefined
  readonly deletePackage: boolean
}

/** Chooses how to delete by the host of the registry. */
export function createDeleter(parts: DeleterParts, repository: Repository): Deleter {
  const { ports, registry, hub, packages, deletePackage } = parts
  if (packages !== undefined)
    return createGhcrDeleter({ registry, packages, clock: ports.clock }, repository, deletePackage)
  if (repository.host === dockerHub) return createDockerHubDeleter(registry, repository, hub)
  if (isAzureRegistry(repository.host)) return createAzureDeleter(registry, repository)
  const oci = createOciDeleter(registry, repository)
  return isPrivateEcr(repository) ? createEcrDeleter(ports.exec, repository, oci) : oci
}
