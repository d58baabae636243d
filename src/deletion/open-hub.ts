import { dockerHub } from '../model/docker-hub.ts'
import type { Ports } from '../ports/run-ports.ts'
import { createCredentialFinder, createHelperAsker } from '../registry/find-credential.ts'
import { type HubWeb, openHubWeb } from '../registry/hub-web.ts'
import { limitRetries, usualRetries } from '../registry/retry.ts'
import { createSecrets } from '../registry/secrets.ts'
import { createTrust } from '../registry/trust.ts'

/** Docker Hub's web API with the login of the registry. Asks for nothing before the first request. */
export function openHub(ports: Ports, configDir: string): HubWeb {
  const { http, clock, log, files, env } = ports
  const secrets = createSecrets(log)
  const askHelper = createHelperAsker({ ...ports, conceal: secrets.conceal })
  const findCredential = createCredentialFinder({ files, secrets, askHelper }, configDir)
  const trust = createTrust(files, env)
  // A tag that is refused is worth little waiting, but a limit of Docker Hub's is.
  const retryPolicy = { ...limitRetries(usualRetries, 'little'), longestAsked: usualRetries.longestAsked }
  return openHubWeb({ http, clock, log, secrets, trust, retryPolicy }, () => findCredential(dockerHub))
}
