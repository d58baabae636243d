import { type Docker, outputOf } from '../docker/docker.ts'
import { isHubLimit } from '../docker/docker-hub-mirror.ts'
import { cacheMountsFailed } from '../errors/cache-mounts.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'
import { type MountBuild, type NumberedMount, targetName } from './cache-mount-build.ts'

/** The builder that has the mounts, and the image that reads and writes them. */
export interface MountTool {
  readonly buildx: Docker
  readonly log: Log
  /** Undefined for buildx's default. */
  readonly builder: string | undefined
  /** The image of a static busybox. With two, the second is a mirror for the case that the first one's registry has a limit. */
  readonly images: readonly string[]
  /** The folder in which bake runs. */
  readonly folder: string
  readonly nonce: string
}

/** Limit of one build, in ms. */
const longest = 20 * 60_000

/**
 * Runs one build over the mounts. Relative paths in its definition are in the working folder, so it needs no `--allow`. Throws a
 * TagboatError with the end of its log; `action` is for messages: `restore cache mounts`.
 */
export async function runMountBuild(
  tool: MountTool,
  action: string,
  mounts: readonly NumberedMount[],
  define: (build: MountBuild) => string,
): Promise<void> {
  const { buildx, log, builder, images, folder, nonce } = tool
  const names = mounts.map(({ number }) => targetName(number))
  const chosen = builder === undefined ? [] : ['--builder', builder]
  const args = ['bake', ...chosen, '--file', '-', '--progress', 'plain', ...names]
  for (const [index, image] of images.entries()) {
    const result = await log.group(`docker buildx bake: ${action}`, () =>
      buildx(args, {
        input: define({ image, nonce: `${nonce}-${action}`, mounts }),
        cwd: folder,
        // buildx passes it on, and the exporter would replace the times of all files.
        env: { SOURCE_DATE_EPOCH: undefined },
        timeout: longest,
        onLine: (line) => log.foreign(line),
      }),
    )
    if (result.code === 0) return
    const output = outputOf(result)
    const isLast = index === images.length - 1
    if (isLast || !isHubLimit(output)) {
      throw new TagboatError(cacheMountsFailed(action, image, output.split('\n').slice(-15).join('\n')))
    }
    log.info(`Docker Hub refuses to send ${image} because of its rate limit; trying its mirror once.`)
  }
}
