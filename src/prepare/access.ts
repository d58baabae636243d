import { tmpdir } from 'node:os'
import { createDocker } from '../docker/docker.ts'
import type { Session } from '../docker/docker-session.ts'
import { findInsecureRegistries } from '../docker/find-engine.ts'
import { configEnv, fillPrivateConfig } from '../docker/private-config.ts'
import { maskLogins, planLogins, resolvePasswords } from '../docker/registry-login.ts'
import type { Ports } from '../ports/run-ports.ts'
import {
  createRegistryClient,
  createShared,
  type RegistryClient,
  type RegistryOptions,
  type RegistryPorts,
} from '../registry/client.ts'
import type { RetryPolicy } from '../registry/retry.ts'
import type { RunState } from './run-state.ts'

/** Where logins are kept, and which registries need no TLS. */
export interface Access {
  readonly configDir: string
  readonly insecureRegistries: readonly string[]
  /** Asks the engine for them, where nothing else needed it. */
  readonly askInsecure?: () => Promise<readonly string[]>
}

/** What docker has and trusts. */
export const accessOf = ({ configDir, engine }: Session): Access => ({
  configDir,
  insecureRegistries: engine.insecureRegistries,
})

/** The logins straight in a private config file, for what needs no docker. */
export async function openPlainAccess(
  ports: Ports,
  { plans, inputs, trigger, isUntrusted }: Pick<RunState, 'plans' | 'inputs' | 'trigger' | 'isUntrusted'>,
) {
  const logins = planLogins(plans, inputs, trigger)
  maskLogins(ports.log, logins)
  const written = await resolvePasswords(ports, logins, inputs.dryRun)
  const configDir = await ports.files.makePrivateDir(ports.env.RUNNER_TEMP || tmpdir(), 'tagboat-')
  ports.remember('config', configDir)
  await fillPrivateConfig(ports.files, ports.env, configDir, logins, { written, isUntrusted })
  // Loopback may always be plain; other exceptions are the engine's. It is asked when a connection fails, and may be absent.
  const docker = createDocker(ports.exec, configEnv(ports.env, configDir))
  const askInsecure = () => findInsecureRegistries(docker)
  return { configDir, access: { configDir, insecureRegistries: [], askInsecure } satisfies Access }
}

/** For the work, which ends with a signal, and for what must still happen then. They share what they learn. */
export function openRegistries(ports: Ports, access: Access) {
  const shared = createShared(ports, optionsOf(access))
  return {
    registry: openRegistry(ports, access, { shared }),
    hasty: openRegistry({ ...ports, ...ports.ending }, access, { shared }),
  }
}

/** Credentials from the private config; trust exactly where the engine has it. */
export function openRegistry(
  ports: RegistryPorts,
  access: Access,
  options: Pick<RegistryOptions, 'retryPolicy' | 'shared'> = {},
): RegistryClient {
  return createRegistryClient(ports, { ...optionsOf(access), ...options })
}

const optionsOf = (access: Access): RegistryOptions => ({
  dockerConfigDir: access.configDir,
  insecureRegistries: access.insecureRegistries,
  ...(access.askInsecure && { askInsecure: access.askInsecure }),
  certsDir: '/etc/docker/certs.d',
})

/** For looking only: what does not answer is unknown. */
export const lookOnly = {
  retryPolicy: { attempts: 1, base: 200, longest: 500, longestAsked: 500 } satisfies RetryPolicy,
}
