import { daemonFailed } from '../errors/source-image.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import { parseJson, stringAt } from '../json.ts'
import type { Clock, Log } from '../ports/ports.ts'
import type { Build } from './build.ts'
import { type Docker, said } from './docker.ts'
import type { Engine } from './engine.ts'

/**
 * An image of the local engine in the place of a build: pushed through the engine under each anchor, and published
 * like any other. The names that it gets on the way are taken away again.
 */
export async function prepareDaemonImage(
  ports: { readonly docker: Docker; readonly log: Log; readonly clock: Clock },
  engine: Engine,
  image: string,
): Promise<Build> {
  const { docker, log, clock } = ports
  const found = await docker(['image', 'inspect', '--format', '{{json .}}', image])
  if (found.code !== 0) throw new TagboatError(daemonFailed(image, 'find', said(found)))
  const imageId = stringAt(parseJson(found.stdout), 'Id')
  return {
    // The docker driver's way to land: under a tag.
    abilities: { driver: 'docker', rich: false, loadsIndexes: engine.containerdStore, buildx: engine.buildx },
    async run(landing) {
      const started = clock.now()
      const names = landing.kind === 'anchor' ? landing.names : []
      const digests: string[] = []
      for (const name of names)
        digests.push(await log.group(`docker push ${name}`, () => push(ports, image, name)))
      const [digest] = digests
      return {
        ...(digest === undefined ? {} : { digest }),
        ...(imageId === undefined ? {} : { imageId }),
        text: '',
        annotations: [],
        duration: clock.now() - started,
      }
    },
  }
}

/** Tags, pushes, untags, and returns the digest that the engine says it pushed. */
async function push(
  { docker, log }: { docker: Docker; log: Log },
  image: string,
  name: string,
): Promise<string> {
  const had = await docker(['image', 'inspect', '--format', '{{.Id}}', name])
  const tagged = await docker(['tag', image, name])
  if (tagged.code !== 0) throw new TagboatError(daemonFailed(image, 'tag', said(tagged)))
  const pushed = await docker(['push', name], { onLine: (line) => log.foreign(line) })
  // Only what was not there before: a person's own name for the image stays.
  if (had.code !== 0) await docker(['image', 'rm', '--no-prune', name])
  const digest = /digest: (sha256:[0-9a-f]{64})/.exec(pushed.stdout)?.[1]
  if (pushed.code !== 0 || digest === undefined)
    throw new TagboatError(daemonFailed(image, 'push', said(pushed)))
  return digest
}
