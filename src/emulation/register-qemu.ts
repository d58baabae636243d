import { type Docker, outputOf } from '../docker/docker.ts'
import { exactMirrorOf, isHubLimit } from '../docker/docker-hub-mirror.ts'
import { qemuNotRegistered } from '../errors/emulation.ts'
import { arrayAt, parseJson } from '../json.ts'
import { binfmtArchitecture } from '../model/binfmt.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { ExecResult, Log } from '../ports/ports.ts'

/** The limit in ms for pulling an image of about 30 MB and running it. */
const limitMs = 300_000

export interface RegisterRequest {
  readonly image: string
  /** Normalized. */
  readonly platforms: readonly string[]
  /** The docker context of the engine; undefined for that of this run. */
  readonly context?: string
}

/**
 * Registers QEMU in the engine's kernel: one privileged run of an image with the interface of tonistiigi/binfmt (`--install LIST`, and the
 * platforms that work as JSON). Returns the image that was used, which is a mirror's if Docker Hub's limit was reached. Throws a
 * TagboatError if a platform does not work afterwards.
 */
export async function registerQemu(
  { docker, log }: { readonly docker: Docker; readonly log: Log },
  { image, platforms, context }: RegisterRequest,
): Promise<string> {
  const architectures = [...new Set(platforms.flatMap((platform) => binfmtArchitecture(platform) ?? []))]
  const install = async (from: string): Promise<ExecResult> => {
    const select = context === undefined ? [] : ['--context', context]
    // Registering writes to the kernel alone, so the container gets no network.
    const options = ['--rm', '--privileged', '--network=none']
    const args = [...select, 'run', ...options, from, '--install', architectures.join(',')]
    return log.group(`docker ${args.join(' ')}`, () =>
      docker(args, { timeout: limitMs, onLine: (line) => log.foreign(line) }),
    )
  }
  let used = image
  let result = await install(image)
  const mirror = exactMirrorOf(image)
  if (result.code !== 0 && mirror !== undefined && isHubLimit(outputOf(result))) {
    log.info(`Docker Hub refuses to send ${image} because of its rate limit; trying ${mirror} once.`)
    used = mirror
    result = await install(mirror)
  }
  // The image exits with code 0 in any case, and lists the platforms that can be executed now (cmd/binfmt/main.go).
  const working = new Set(
    arrayAt(parseJson(result.stdout), 'supported').map((one) => binfmtArchitecture(String(one))),
  )
  const missing = platforms.filter((platform) => !working.has(binfmtArchitecture(platform)))
  if (missing.length === 0) return used
  const said = [result.stderr.trim(), result.stdout.trim()].filter(Boolean).join('\n')
  const isBlocked = /already registered/.test(result.stderr)
  throw new TagboatError(qemuNotRegistered(missing, used, isBlocked, said))
}
