import { dockerHub } from '../model/docker-hub.ts'
import type { Ports } from '../ports/run-ports.ts'
import { openCredentials } from '../registry/find-credential.ts'
import { type HubWeb, openHubWeb } from '../registry/hub-web.ts'
import { limitRetries, usualRetries } from '../registry/retry.ts'
import { createWebContext } from '../registry/web-request.ts'

/** Docker Hub's web API with the login of the registry. Asks for nothing before the first request. */
export function openHub(ports: Ports, configDir: string): HubWeb {
  // A tag that is refused is worth little waiting, but a limit of Docker Hub's is.
  const retryPolicy = { ...limitRetries(usualRetries, 'little'), longestAsked: usualRetries.longestAsked }
  const context = createWebContext(ports, retryPolicy)
  const findCredential = openCredentials(ports, context.secrets, configDir)
  return openHubWeb(context, () => findCredential(dockerHub))
}
