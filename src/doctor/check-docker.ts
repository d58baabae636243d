import { tmpdir } from 'node:os'
import { chooseForBuild, driverOf } from '../build/take-builder.ts'
import type { BuilderChoice } from '../builder/choose-builder.ts'
import { findForeignRuns } from '../content/foreign-runs.ts'
import type { BuildPlan } from '../definition/build-plan.ts'
import { createDocker } from '../docker/docker.ts'
import { type Engine, findEngine } from '../docker/find-engine.ts'
import { findLacking } from '../emulation/emulation.ts'
import { emulationOff } from '../errors/emulation.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { RunState } from '../prepare/run-state.ts'
import { type DockerSession, openSession } from '../session/docker-session.ts'
import { readPinnedImage } from '../setup/pins.ts'
import { type FoundBuildx, requireBuildx } from '../setup/provide-buildx.ts'
import { attempt, type Finding, failed, ok } from './finding.ts'

/** The findings about docker, and the session with which further checks ask it; absent if docker is unusable. */
export interface DockerFindings {
  readonly findings: readonly Finding[]
  readonly session?: DockerSession
}

/** Checks the engine, buildx, the logins, the builder and emulation, in this order. A failed check ends it. */
export async function checkDocker(ports: Ports, state: RunState): Promise<DockerFindings> {
  const findings: Finding[] = []
  let session: DockerSession | undefined
  const add = async (check: string, work: () => Promise<readonly Finding[]>): Promise<boolean> => {
    const found = await attempt(check, work)
    findings.push(...found)
    return found.every(({ level }) => level !== 'failed')
  }
  const isUsable =
    (await add('docker', () => checkEngine(ports))) &&
    (await add('login', async () => {
      session = await openSession(ports, ports.env.RUNNER_TEMP || tmpdir(), state, requireBuildx)
      return describeLogins(state)
    }))
  if (!isUsable || session === undefined) return { findings }
  const opened = session
  const plan = { ...state, targets: state.definition.targets, reused: new Map() }
  await add('builder', () => checkBuilder(ports, opened, plan))
  return { findings, session: opened }
}

/** How long to wait for the engine, in ms: a diagnosis should not wait for one that is starting. */
const engineWait = 2_000

/** The engine and buildx, each with a finding. buildx is checked after the engine, since docker reports on both at once. */
async function checkEngine(ports: Ports): Promise<readonly Finding[]> {
  let client: FoundBuildx | undefined
  const docker = createDocker(ports.exec, {})
  const engine = await findEngine({ ...ports, docker }, engineWait, async (found) => {
    client = found
    return { version: found.reported ?? '' }
  })
  const buildx = await attempt('buildx', async () =>
    client === undefined ? [] : [ok('buildx', (await requireBuildx(client)).version)],
  )
  return [ok('docker', describeEngine(engine)), ...buildx]
}

const describeEngine = ({ version, containerdStore, platform }: Engine): string =>
  `engine ${version}, ${platform}, ${containerdStore ? 'containerd' : 'legacy'} image store`

function describeLogins({ inputs }: RunState): readonly Finding[] {
  const hosts = inputs.credentials.map(({ registry }) => registry)
  return hosts.length === 0 ? [] : [ok('login', `logged in to ${hosts.join(', ')}`)]
}

async function checkBuilder(
  ports: Ports,
  session: DockerSession,
  plan: BuildPlan,
): Promise<readonly Finding[]> {
  const choice = await chooseForBuild(ports, session, plan)
  const name = choice.kind === 'use' ? choice.builder.name || 'the engine’s own' : 'a temporary one'
  const found = ok('builder', `${name} (driver ${driverOf(choice)}), because ${choice.why}`)
  return [found, ...(await attempt('emulation', () => checkEmulation(ports, session, plan, choice)))]
}

/** Without a platform of another processor there is no finding. */
async function checkEmulation(
  ports: Ports,
  session: DockerSession,
  { targets, workspace, inputs }: BuildPlan,
  choice: BuilderChoice,
): Promise<readonly Finding[]> {
  const runs = await findForeignRuns(ports.files, workspace, targets.values(), session.engine.platform)
  if (runs.length === 0) return []
  const isEngine = driverOf(choice) === 'docker'
  const emulated = isEngine ? await session.findEmulated() : new Set<string>()
  const open = runs.filter(({ architecture }) => !emulated.has(architecture))
  const builder = choice.kind === 'use' ? choice.builder : undefined
  const lacking = open.length === 0 ? [] : await findLacking(session, builder, open)
  const list = (some: typeof runs) => some.map(({ platform }) => platform).join(', ')
  if (lacking.length === 0) return [ok('emulation', `the builder executes ${list(runs)} already`)]
  // A builder in a container brings its own QEMU.
  if (!isEngine) return [ok('emulation', `the builder’s own QEMU for ${list(lacking)}`)]
  const [first] = lacking
  if (inputs.emulation.mode === 'never' && first !== undefined) {
    return [failed('emulation', emulationOff(first.platform, first.run ?? 'the build'))]
  }
  if (inputs.emulation.image === undefined) await readPinnedImage(ports.files, ports.actionFolder, 'binfmt')
  return [ok('emulation', `QEMU will be registered for ${list(lacking)}`)]
}
