/** The action's registry client, over real connections. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createExec } from '../../../src/ports/exec.ts'
import { resolveHost } from '../../../src/ports/http-agents.ts'
import { createFiles } from '../../../src/ports/node-files.ts'
import { createHttp } from '../../../src/ports/node-http.ts'
import { createRegistryClient, type RegistryOptions } from '../../../src/registry/client.ts'
import { usualRetries } from '../../../src/registry/retry.ts'
import { createFakeLog } from '../../helpers/ports.ts'
import { newFolder } from './environment.ts'

export interface Setting extends Partial<RegistryOptions> {
  readonly config?: unknown
  readonly env?: Readonly<Record<string, string>>
  readonly idle?: number
}

/** The action's client, with short waits. */
export function makeClient({ config, env = {}, idle = 60_000, ...options }: Setting = {}) {
  const dockerConfigDir = newFolder('docker')
  if (config !== undefined) writeFileSync(join(dockerConfigDir, 'config.json'), JSON.stringify(config))
  const log = createFakeLog()
  const clock = {
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  }
  const http = createHttp({ connect: 10_000, idle })
  const ports = {
    http,
    resolve: resolveHost,
    files: createFiles(),
    exec: createExec(process.env),
    log,
    clock,
    env,
  }
  const client = createRegistryClient(ports, {
    dockerConfigDir,
    insecureRegistries: [],
    certsDir: newFolder('certs.d'),
    retryPolicy: { ...usualRetries, base: 20 },
    ...options,
  })
  return { client, log }
}
