import { identityMissing } from '../errors/oidc.ts'
import { createSourceRepository } from '../git/create-source.ts'
import { distinctOf, type Repository } from '../model/reference.ts'
import type { Ports } from '../ports/run-ports.ts'
import { accessOf, lookOnly, openPlainAccess, openRegistry, type RegistryAccess } from '../prepare/access.ts'
import type { RunState } from '../prepare/run-state.ts'
import type { DockerSession } from '../session/docker-session.ts'
import { attempt, type Finding, failed, ok, warning } from './finding.ts'

/** Checks for each image name whether the login may push: starts an upload and cancels it, which leaves nothing behind. */
export async function checkRegistries(
  ports: Ports,
  state: RunState,
  session: DockerSession | undefined,
): Promise<readonly Finding[]> {
  const repositories = distinctOf(state.plans.flatMap((plan) => plan.repositories))
  const access = session === undefined ? await openPlain(ports, state) : accessOf(session)
  const registry = openRegistry(ports, access, lookOnly)
  const check = (repository: Repository) =>
    attempt('push', async () => {
      await registry.checkPush(repository)
      return [ok('push', `${repository.name} accepts a push`)]
    })
  return (await Promise.all(repositories.map(check))).flat()
}

const openPlain = async (ports: Ports, state: RunState): Promise<RegistryAccess> =>
  (await openPlainAccess(ports, state)).access

/** Guards ask the remote for branches and git tags; without an answer they refuse or keep a tag. */
export async function checkRemote(
  ports: Ports,
  { workspace, trigger, inputs }: RunState,
): Promise<readonly Finding[]> {
  const source = createSourceRepository(ports, { workspace, trigger, token: inputs.githubToken })
  const answer = await source.branches()
  if (answer.known)
    return [
      ok('remote', `it lists ${answer.value.length} ${answer.value.length === 1 ? 'branch' : 'branches'}`),
    ]
  return [
    warning(
      'remote',
      `The remote repository cannot be asked for its branches, because ${answer.why}.`,
      'Check the network and the login of git. Without an answer, guards keep tags that they cannot compare.',
    ),
  ]
}

/** Logins by OIDC need a permission of the job. */
export function checkPermissions(ports: Pick<Ports, 'env'>, { inputs }: RunState): readonly Finding[] {
  const hosts = inputs.credentials.filter(({ kind }) => kind === 'oidc').map(({ registry }) => registry)
  if (hosts.length === 0) return []
  const isGranted = Boolean(
    ports.env.ACTIONS_ID_TOKEN_REQUEST_URL && ports.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
  )
  if (!isGranted) return [failed('permissions', identityMissing(hosts))]
  return [ok('permissions', `the job may request an identity token, for ${hosts.join(', ')}`)]
}
