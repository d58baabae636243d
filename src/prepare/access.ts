import { tmpdir } from 'node:os'
import { createDocker } from '../docker/docker.ts'
import { findInsecureRegistries } from '../docker/find-engine.ts'
import { resolveIdentities } from '../oidc/resolve-logins.ts'
import type { Plan } from '../plan/plan.ts'
import type { Http } from '../ports/http.ts'
import type { Ports } from '../ports/run-ports.ts'
import { rememberReads } from '../publish/compare.ts'
import {
  createRegistryClient,
  createShared,
  type RegistryClient,
  type RegistryOptions,
  type RegistryPorts,
} from '../registry/client.ts'
import type { RetryPolicy } from '../registry/retry.ts'
import { dockerCertsDir } from '../registry/trust.ts'
import type { DockerSession } from '../session/docker-session.ts'
import { chooseLogins } from '../session/own-login.ts'
import { configEnv, fillPrivateConfig } from '../session/private-config.ts'
import { maskLogins, resolvePasswords } from '../session/registry-login.ts'
import type { RunState } from './run-state.ts'

/** The folder with the logins, and the registries that need no TLS. */
export interface RegistryAccess {
  readonly configDir: string
  readonly insecureRegistries: readonly string[]
  /** Asks the engine for further ones, if no session has done so. */
  readonly askInsecure?: () => Promise<readonly string[]>
}

/** The logins and insecure registries of a docker session. */
export const accessOf = ({ configDir, engine }: DockerSession): RegistryAccess => ({
  configDir,
  insecureRegistries: engine.insecureRegistries,
})

/** Writes the logins to a private config file, for work without docker. */
export async function openPlainAccess(
  ports: Ports,
  {
    plans,
    inputs,
    trigger,
    isUntrusted,
  }: Pick<RunState, 'inputs' | 'trigger' | 'isUntrusted'> & {
    readonly plans: readonly Pick<Plan, 'repositories'>[]
  },
) {
  const logins = await resolveIdentities(ports, await chooseLogins(ports, plans, inputs, trigger), {
    inputs,
    trigger,
  })
  maskLogins(ports.log, logins)
  const written = await resolvePasswords(ports, logins, inputs.dryRun)
  const configDir = await ports.files.makePrivateDir(ports.env.RUNNER_TEMP || tmpdir(), 'tagboat-')
  ports.remember('config', configDir)
  await fillPrivateConfig(ports.files, ports.env, configDir, logins, { written, isUntrusted })
  // Loopback may always use plain HTTP. The engine, which may be absent, is asked for other exceptions if a connection fails.
  const docker = createDocker(ports.exec, configEnv(ports.env, configDir))
  const askInsecure = () => findInsecureRegistries(docker)
  return { configDir, access: { configDir, insecureRegistries: [], askInsecure } satisfies RegistryAccess }
}

/**
 * Three clients with shared state: one that a signal stops, one for the work that must still happen then, and one for reads that only the
 * summary needs, which the run stops itself.
 */
export function openRegistries(ports: Ports, access: RegistryAccess) {
  const shared = createShared(ports, optionsOf(access))
  const stopped = new AbortController()
  const stoppable: Http = (request) => ports.http({ ...request, signal: stopped.signal })
  return {
    registry: openRegistry(ports, access, { shared }),
    hasty: openRegistry({ ...ports, ...ports.ending }, access, { shared }),
    compare: {
      registry: rememberReads(openRegistry({ ...ports, http: stoppable }, access, { shared, ...lookOnly })),
      stop: () => stopped.abort(),
    },
  }
}

/** A client with the credentials of the private config and the engine's trusted certificates. */
export function openRegistry(
  ports: RegistryPorts,
  access: RegistryAccess,
  options: Pick<RegistryOptions, 'retryPolicy' | 'shared'> = {},
): RegistryClient {
  return createRegistryClient(ports, { ...optionsOf(access), ...options })
}

const optionsOf = (access: RegistryAccess): RegistryOptions => ({
  dockerConfigDir: access.configDir,
  insecureRegistries: access.insecureRegistries,
  ...(access.askInsecure && { askInsecure: access.askInsecure }),
  certsDir: dockerCertsDir,
})

/** One attempt, for reads whose failure only means that something is unknown. */
export const lookOnly = {
  retryPolicy: { attempts: 1, base: 200, longest: 500, longestAsked: 500 } satisfies RetryPolicy,
}
