import { tmpdir } from 'node:os'
import { prepareBuild } from './build/build.ts'
import { planLogins, secretsOf } from './build/login.ts'
import { fillPrivateConfig } from './build/private-config.ts'
import type { Session } from './build/session.ts'
import { previewTags } from './publish/preview.ts'
import type { PublishRequest } from './publish/publish.ts'
import { createRegistryClient, type RegistryClient } from './registry/client.ts'
import type { Patience } from './registry/retry.ts'
import { planImages } from './report/plan-result.ts'
import type { ImageResult } from './report/result.ts'
import { createSourceRepository } from './repository/create.ts'
import type { Ports, RunState } from './run.ts'
import { namesFor } from './tags/compute.ts'

/** What would become of each tag, with the logins straight from the inputs: a dry run needs no docker. */
export async function preview(ports: Ports, state: RunState): Promise<readonly ImageResult[]> {
  const { plan, inputs, trigger } = state
  if (plan.intent.kind !== 'push') return planImages(plan, plan.intent.reason)
  const logins = planLogins(plan, inputs, trigger)
  const written = logins.filter((login) => login.kind === 'password')
  for (const secret of logins.flatMap(secretsOf)) ports.log.mask(secret)
  const configDir = await ports.files.makePrivateDir(ports.env.RUNNER_TEMP || tmpdir(), 'tagboat-')
  ports.remember('config', configDir)
  await fillPrivateConfig(ports.files, ports.env, configDir, logins, { written })
  const registry = openRegistry(ports, { configDir, insecureRegistries: [] }, onePatience)
  return previewTags({ ...describePublish(ports, state), registry })
}

/** Everything that publishing needs to know and to do, and nothing that it does not. */
export function preparePublish(ports: Ports, session: Session, state: RunState): PublishRequest {
  const access = { configDir: session.configDir, insecureRegistries: session.engine.insecureRegistries }
  return {
    ...describePublish(ports, state),
    registry: openRegistry(ports, access),
    hasty: openRegistry(ports, access, hastyPatience),
    load: state.inputs.build.load,
    platforms: state.inputs.build.platforms,
    ownPlatform: session.engine.platform,
    prepareBuild: () => prepareBuild(ports, session, state),
    isCancelled: ports.isCancelled,
  }
}

function describePublish(ports: Ports, { trigger, inputs, plan, workspace }: RunState) {
  const source = createSourceRepository(ports, { workspace, trigger, token: inputs.githubToken })
  return {
    ports,
    plan,
    guards: inputs,
    facts: {
      source,
      trigger,
      guards: inputs,
      namesFor: (gitTag: string) => namesFor(trigger, inputs.rules, gitTag),
    },
    run: { isPullRequest: trigger.event.startsWith('pull_request'), revision: trigger.revision },
  }
}

/** Credentials from the private config; trust exactly where the engine has it. */
function openRegistry(
  ports: Ports,
  access: { readonly configDir: string; readonly insecureRegistries: readonly string[] },
  patience?: Patience,
): RegistryClient {
  return createRegistryClient(ports, {
    dockerConfigDir: access.configDir,
    insecureRegistries: access.insecureRegistries,
    certsDir: '/etc/docker/certs.d',
    ...(patience && { patience }),
  })
}

/** The runner kills 7.5 s after it cancels. */
const hastyPatience: Patience = { attempts: 2, base: 200, longest: 500, longestAsked: 500 }

/** A dry run is for looking: what does not answer is unknown. */
const onePatience: Patience = { ...hastyPatience, attempts: 1 }
