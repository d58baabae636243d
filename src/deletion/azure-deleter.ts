import type { Repository } from '../model/reference.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { Deleter } from './deletion-ports.ts'
import { createOciDeleter, type OciRegistry } from './oci-deleter.ts'

/**
 * Deletes in an Azure registry: a tag by its own API, which keeps the image, and a digest by the OCI API. The registry client's login
 * serves both: Azure's challenge names the scope that a request requires, like `repository:app:delete` (Azure/acr, docs/AAD-OAuth.md).
 */
export const createAzureDeleter = (
  registry: OciRegistry & Pick<RegistryClient, 'deleteAzureTag'>,
  repository: Repository,
): Deleter => createOciDeleter(registry, repository, (tag) => registry.deleteAzureTag(repository, tag))
