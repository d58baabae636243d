import { type Docker, outputOf } from '../docker/docker.ts'
import type { Engine } from '../docker/find-engine.ts'
import { daemonFailed, sourcePlatforms } from '../errors/source-image.ts'
import { at, type Json, parseJson, stringAt } from '../json.ts'
import { normalizePlatform } from '../model/platform.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { identityVariables } from '../ports/child-environment.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { isIndexType } from '../registry/media-types.ts'
import type { Build } from './prepare-build.ts'

/** An image in the local engine's store. */
export interface DaemonImage {
  /** The name that the user gave. */
  readonly name: string
  /** The engine's id. In the legacy store it is the config digest. */
  readonly id: string
  /** The manifest digest. Only the containerd store keeps images as registries do, and has one. */
  readonly digest?: string
  /** The platform of an image without an index. */
  readonly platform?: string
  readonly labels: Json
}

/** Inspects an image of the engine. Throws a TagboatError if it does not exist or lacks a platform. */
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
 * Wraps an image of the local engine as a build: running it pushes the image through the engine under each anchor. Temporary names of
 * the image are removed afterwards.
 */
export function prepareDaemonImage(
  ports: { readonly docker: Docker; readonly log: Log; readonly clock: Clock },
  engine: Engine,
  image: DaemonImage,
): Build {
  const { log, clock } = ports
  return {
    // As a builder of driver docker: it pushes under a tag and not by digest.
    capabilities: {
      driver: 'docker',
      rich: false,
      loadsIndexes: engine.containerdStore,
      buildx: engine.buildx,
    },
    async run(strategies, onPush) {
      const started = clock.now()
      // Start watching the anchor: the engine pushes without looking at it, as a builder does.
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

/** Tags, pushes and untags an image. Returns the digest that the engine reports. */
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
  // Remove only names that Tagboat added. A name that existed before stays.
  if (had.code !== 0) await docker(['image', 'rm', '--no-prune', name])
  const digest = /digest: (sha256:[0-9a-f]{64})/.exec(pushed.stdout)?.[1]
  if (pushed.code !== 0 || digest === undefined)
    throw new TagboatError(daemonFailed(image, 'push', outputOf(pushed)))
  return digest
}
