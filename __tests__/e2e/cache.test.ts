/** Build caches: a second build on an engine that has forgotten the first one does no work. */
import { randomUUID } from 'node:crypto'
import { startCacheService } from '../../scripts/lib/cache-service.mjs'
import { listTags } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { engines, newFolder } from './setup/environment.ts'
import { commit, git, login, makeProject, type Step, type StepOptions, step, useRegistry } from './setup/project.ts'

const registry = useRegistry()

/** A project whose RUN step no other build of the engine has. Its base is in the project, so that no cache of the base can help. */
function makeCachedProject() {
  const id = randomUUID()
  const dockerfile = `FROM scratch\nCOPY busybox /bin/sh\nRUN ["/bin/sh", "-c", "echo ${id} > /made"]\n`
  return { id, folder: makeProject(dockerfile) }
}

/** Makes the engine forget the records of a project's RUN step, and nothing that other tests use. */
async function forget(id: string, engine: keyof typeof engines = 'store'): Promise<void> {
  const env = { PATH: process.env.PATH, HOME: newFolder('home'), DOCKER_HOST: engines[engine] }
  const args = ['buildx', 'prune', '--all', '--force', '--filter', `description~=${id}`]
  const { stdout } = await mustRun('docker', args, { env })
  console.log(stdout)
}

const ran = ({ main }: Step): string =>
  /RUN .*\n(?:.*\n)*?.*(CACHED|DONE)/.exec(main.log)?.[1] ?? main.log

test('experiment', async () => {
  const { id, folder } = makeCachedProject()
  const inputs = registry.inputsFor('acme/app', { cache: 'auto' })
  const first = await step({ workspace: folder, inputs })
  console.log(first.main.log)
  console.log(await listTags(registry.host, 'acme/app', login))
  await forget(id)
  const second = await step({ workspace: folder, inputs })
  console.log(second.main.log)
  const service = await startCacheService()
  const env = service.environment('refs/heads/main')
  await forget(id)
  const third = await step({ workspace: folder, inputs, env })
  console.log(third.main.log, service.keys(), service.calls)
  await forget(id)
  const fourth = await step({ workspace: folder, inputs, env })
  console.log(fourth.main.log, service.keys(), service.calls)
  await service.stop()
})
