import { daemonFailed, sourcePlatforms } from '../errors/source-image.ts'
import { at, type Json, parseJson, stringAt } from '../json.ts'
import { normalizePlatform } from '../model/platform.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { identityVariables } from '../ports/child-environment.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { isIndexType } from '../registry/media-types.ts'
import { type Docker, outputOf } from './docker.ts'
import type { Engine } from './find-engine.ts'
import type { Build } from './prepare-build.ts'

/** An image of the local engine that was looked at. */
export interface DaemonImage {
  /** As the person named it. */
  readonly name: string
  /** In the legacy store the digest of its configuration. */
  readonly id: string
  /** What a registry will know it by. Only containerd's store keeps images as registries do. */
  readonly digest?: string
  /** Of an image without an index. */
  readonly platform?: string
  readonly labels: Json
}

/** Looks at an image of the engine; throws a TagboatError where it is not there or lacks a platform. */
export async function findDaemonImage(
  docker: Docker,
  name: string,
  platforms: readonly string[],
): Promise<DaemonImage> {
  const found = await docker(['image', 'inspect', '--format', '{{json .}}', name])
  if (found.code !== 0) throw new TagboatError(daemonFailed(name, 'find', outputOf(found)))
  const json = parseJson(found.stdout)
  const id = stringAt(json, 'Id') ?? name
  const digest = stringAt(json, 'Descriptor', 'digest')
  const labels = at(json, 'Config', 'Labels')
  const image = { name, id, labels, ...(digest === undefined ? {} : { digest }) }
  if (isIndexType(stringAt(json, 'Descriptor', 'mediaType') ?? '')) return image
  const parts = [stringAt(json, 'Os'), stringAt(json, 'Architecture'), stringAt(json, 'Variant')]
  const reported = parts.filter((part) => part !== undefined).join('/')
  const platform = normalizePlatform(reported) ?? reported
  const missing = platforms.filter((wanted) => wanted !== platform)
  if (missing.length > 0)
    throw new TagboatError(sourcePlatforms(`docker-daemon:${name}`, missing, [platform]))
  return { ...image, platform }
}

/**
 * An image of the local engine in the place of a build: pushed through the engine under each anchor, and published
 * like any other. The names that it gets on the way are taken away again.
 */
export function prepareDaemonImage(
  ports: { readonly docker: Docker; readonly log: Log; readonly clock: Clock },
  engine: Engine,
  image: DaemonImage,
): Build {
  const { log, clock } = ports
  return {
    // The docker driver's way to land: under a tag.
    capabilities: {
      driver: 'docker',
      rich: false,
      loadsIndexes: engine.containerdStore,
      buildx: engine.buildx,
    },
    async run(strategies, onPush) {
      const started = clock.now()
      // The anchor is watched from here: the engine looks at it as little as a builder does.
      onPush?.({})
      const names = [...strategies.values()].flatMap((strategy) =>
        strategy.kind === 'anchor' ? strategy.names : [],
      )
      const digests: string[] = []
      for (const name of names)
        digests.push(await log.group(`docker push ${name}`, () => push(ports, image.name, name)))
      const [digest] = digests
      const pushed = { ...(digest === undefined ? {} : { digest }), imageId: image.id }
      return {
        targets: new Map([...strategies.keys()].map((target) => [target, pushed])),
        annotations: new Map(),
        metadata: undefined,
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
  if (tagged.code !== 0) throw new TagboatError(daemonFailed(image, 'tag', outputOf(tagged)))
  const pushed = await docker(['push', name], {
    keep: identityVariables,
    onLine: (line) => log.foreign(line),
  })
  // Only what was not there before: a person's own name for the image stays.
  if (had.code !== 0) await docker(['image', 'rm', '--no-prune', name])
  const digest = /digest: (sha256:[0-9a-f]{64})/.exec(pushed.stdout)?.[1]
  if (pushed.code !== 0 || digest === undefined)
    throw new TagboatError(daemonFailed(image, 'push', outputOf(pushed)))
  return digest
}
