import { tmpdir } from 'node:os'
import { maskLogins, planLogins, resolvePasswords } from '../build/login.ts'
import { fillPrivateConfig } from '../build/private-config.ts'
import type { Session } from '../build/session.ts'
import { createRegistryClient, type RegistryClient } from '../registry/client.ts'
import type { Patience } from '../registry/retry.ts'
import type { Ports, RunState } from '../run.ts'

/** Where logins are kept, and which registries need no TLS. */
export interface Access {
  readonly configDir: string
  readonly insecureRegistries: readonly string[]
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
  // Loopback may always be plain; other exceptions are the engine's to tell, and there may be none.
  return { configDir, access: { configDir, insecureRegistries: [] } satisfies Access }
}

/** For the work, and for what must be done before the runner ends us. */
export const openRegistries = (ports: Ports, access: Access) => ({
  registry: openRegistry(ports, access),
  hasty: openRegistry(ports, access, hastyPatience),
})

/** Credentials from the private config; trust exactly where the engine has it. */
export function openRegistry(ports: Ports, access: Access, patience?: Patience): RegistryClient {
  return createRegistryClient(ports, {
    dockerConfigDir: access.configDir,
    insecureRegistries: access.insecureRegistries,
    certsDir: '/etc/docker/certs.d',
    ...(patience && { patience }),
  })
}

/** The runner kills 7.5 s after it cancels. */
const hastyPatience: Patience = { attempts: 2, base: 200, longest: 500, longestAsked: 500 }

/** For looking only: what does not answer is unknown. */
export const onePatience: Patience = { ...hastyPatience, attempts: 1 }
