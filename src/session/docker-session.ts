import type { BakeDefinition } from '../bake/bake-target.ts'
import { requestedBuilder } from '../builder/choose-builder.ts'
import { findBuilders, findOtherBuilders, type KnownBuilder } from '../builder/known-builders.ts'
import { findForeignRuns } from '../content/foreign-runs.ts'
import { createBuildx, createDocker, type Docker } from '../docker/docker.ts'
import { type Engine, findEngine } from '../docker/find-engine.ts'
import { findEmulated } from '../docker/kernel-emulators.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Trigger } from '../model/trigger.ts'
import { resolveIdentities } from '../oidc/resolve-logins.ts'
import type { Plan } from '../plan/plan.ts'
import type { Http } from '../ports/http.ts'
import type { Clock, Env, Exec, Files, Log } from '../ports/ports.ts'
import { checkHelper } from '../registry/find-credential.ts'
import type { ProvideBuildx } from '../setup/provide-buildx.ts'
import { configEnv, fillPrivateConfig } from './private-config.ts'
import { logIn, maskLogins, planLogins } from './registry-login.ts'

/** Docker for this run: an engine that answers, and a private configuration with the run's logins. */
export interface DockerSession {
  /** Runs docker with the private configuration. */
  readonly docker: Docker
  /** Runs buildx with the private configuration. */
  readonly buildx: Docker
  readonly engine: Engine
  /** The requested builder, or the current one. */
  readonly builders: readonly KnownBuilder[]
  /** The architectures that the engine's kernel emulates, read once; empty if that kernel is not this machine's. */
  readonly findEmulated: () => Promise<ReadonlySet<string>>
  /** Finds the other builders. */
  readonly findOthers: () => Promise<readonly KnownBuilder[]>
  /** The folder of buildx's configuration. */
  readonly buildxConfig: string
  /** The private config directory, also used for scratch files. */
  readonly configDir: string
}

export interface SessionPorts {
  readonly exec: Exec
  readonly http: Http
  readonly files: Files
  readonly log: Log
  readonly clock: Clock
  readonly env: Env
  readonly remember: (name: 'config' | 'builder', value: string) => void
  readonly exportVariable: (name: string, value: string) => void
}

export interface SessionRun {
  readonly trigger: Trigger
  readonly inputs: Inputs
  readonly plans: readonly Plan[]
  /** Untrusted code is built, so that logins of earlier steps are left out. */
  readonly isUntrusted: boolean
  /** What may be built; missing if nothing is. */
  readonly definition?: Pick<BakeDefinition, 'targets'>
  readonly workspace?: string
}

/**
 * Waits for the engine, creates the private configuration and logs in to every registry of the run. Without `provide`, docker's buildx
 * is used, and none is downloaded.
 */
export async function openSession(
  ports: SessionPorts,
  temp: string,
  run: SessionRun,
  provide?: ProvideBuildx,
): Promise<DockerSession> {
  const { env, log } = ports
  const own = createDocker(ports.exec, {})
  const engine = await findEngine({ ...ports, docker: own }, run.inputs.engineWait, provide)
  const logins = await resolveIdentities(ports, planLogins(run.plans, run.inputs, run.trigger), run)
  maskLogins(log, logins)
  const configDir = await ports.files.makePrivateDir(temp, 'tagboat-')
  // Remembered before it holds a secret, so that the post step removes it even if this process is killed.
  ports.remember('config', configDir)
  await fillPrivateConfig(ports.files, env, configDir, logins, run)
  const childEnv = configEnv(env, configDir)
  const docker = createDocker(ports.exec, childEnv)
  const buildx = createBuildx(ports.exec, engine.plugin, childEnv)
  const requested = requestedBuilder(run.inputs.build, env)
  const buildxConfig = childEnv.BUILDX_CONFIG ?? ''
  let emulated: Promise<ReadonlySet<string>> | undefined
  const find = () => {
    emulated ??= findEmulated({ ...ports, docker }, engine)
    return emulated
  }
  const asking = run.inputs.describedBuilder
    ? Promise.resolve([])
    : findBuilders({ ...ports, buildx }, buildxConfig, requested, () =>
        needsPlatforms(ports, run, engine, find),
      )
  const checkProgram = (registry: string, program: string) => checkHelper(ports.files, env, registry, program)
  const login = logIn(
    { docker, exec: ports.exec, log, clock: ports.clock, checkHelper: checkProgram },
    logins,
  )
  const [, builders] = await Promise.all([login, asking])
  if (run.inputs.exportLogin) {
    ports.exportVariable('DOCKER_CONFIG', configDir)
    ports.exportVariable('BUILDX_CONFIG', buildxConfig)
  }
  const findOthers = () => findOtherBuilders({ ...ports, buildx }, buildxConfig, builders)
  return { docker, buildx, engine, builders, findEmulated: find, findOthers, buildxConfig, configDir }
}

/**
 * Whether the builder decides about emulation, because the build needs a platform that the kernel does not emulate. Its platforms are
 * then read beside the logins.
 */
async function needsPlatforms(
  { files }: SessionPorts,
  { definition, workspace }: SessionRun,
  { platform }: Engine,
  findEmulated: DockerSession['findEmulated'],
): Promise<boolean> {
  if (definition === undefined || workspace === undefined) return false
  const runs = await findForeignRuns(files, workspace, definition.targets.values(), platform)
  if (runs.length === 0) return false
  const emulated = await findEmulated()
  return runs.some(({ architecture }) => !emulated.has(architecture))
}
