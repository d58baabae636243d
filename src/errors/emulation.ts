import type { Problem } from '../model/tagboat-error.ts'

const nativeRunner = 'build the platform on a runner of its own'

/** `run`: where the first such RUN is, in words: `Dockerfile line 3 (stage build)`. */
export function emulationOff(platform: string, run: string): Problem {
  return {
    code: 'emulation-off',
    what: `The builder cannot execute programs of ${platform}, which ${run} requires, and input emulation is never.`,
    fix: `Remove emulation: never, leave ${platform} out of the platforms, or ${nativeRunner}.`,
  }
}

/** `original`: what docker and the image reported. */
export function qemuNotRegistered(
  platforms: readonly string[],
  image: string,
  isBlocked: boolean,
  original: string,
): Problem {
  const blocked =
    'Another registration of the same QEMU blocks this one: remove it with the option --uninstall of the image.'
  return {
    code: 'qemu-not-registered',
    what: `QEMU for ${platforms.join(', ')} could not be registered from the image ${image}.`,
    fix: isBlocked
      ? blocked
      : `Fix what docker reports below, name another image with input qemu-image, or ${nativeRunner}.`,
    original,
  }
}

/** Platforms that a build needs and that may be emulated, for the explanation of its failure. */
export interface Emulated {
  readonly platforms: readonly string[]
  /** The QEMU image that this run registered. */
  readonly image?: string
}

/**
 * Explains a build that failed because a program of another processor could not be executed, or because QEMU crashed. `words` is the part
 * of the build's log about the failure. Undefined for any other failure, and for a step that was not emulated.
 */
export function explainEmulation(words: string, emulated: Emulated | undefined): Problem | undefined {
  if (emulated === undefined || emulated.platforms.length === 0) return undefined
  const named = findPlatform(words)
  // A build for a single platform does not name it.
  const platforms =
    named === undefined ? emulated.platforms : emulated.platforms.filter((one) => one === named)
  if (platforms.length === 0) return undefined
  const list = platforms.join(', ')
  if (/exec format error/i.test(words)) return notEmulated(list, emulated, words)
  if (isCrash(words)) return emulationCrashed(list, emulated, words)
  return undefined
}

/** Signal 11 by QEMU's own message, by the shell's, or as the exit code of a process. */
const isCrash = (words: string): boolean =>
  /qemu: uncaught target signal 11|Segmentation fault|did not complete successfully: exit code\W+139\b/.test(
    words,
  )

/** The platform of the failed step: BuildKit writes ` > [linux/arm64 2/2] RUN ...`, and `[linux/amd64->arm64 ...]` for a cross build. */
function findPlatform(words: string): string | undefined {
  const [, step = ''] = /^ > \[([^\]]*)\]/m.exec(words) ?? []
  return step.split(/\s+/).flatMap((word) => /^(linux\/[a-z0-9/]+)(?:->|$)/.exec(word)?.[1] ?? [])[0]
}

function notEmulated(platform: string, { image }: Emulated, original: string): Problem {
  const registered = image === undefined ? '' : `, although QEMU was registered from ${image}`
  return {
    code: 'emulation-missing',
    what: `The build failed because the builder could not execute a program of ${platform}${registered}: "exec format error".`,
    fix: `Check that the base image is for ${platform} and that scripts begin with #!. If both are right, the builder has no QEMU for it: register QEMU on the machine of the builder (docs/platforms.md), or ${nativeRunner}.`,
    original,
  }
}

function emulationCrashed(platform: string, { image }: Emulated, original: string): Problem {
  // Without a registration by this run, the builder may execute the platform without emulation.
  const how =
    image === undefined
      ? ', probably under emulation by QEMU'
      : ` under emulation by QEMU (registered from ${image})`
  return {
    code: 'emulation-crashed',
    what: `The build failed because a program of ${platform} crashed${how}: signal 11, segmentation fault.`,
    fix: `Choose another version of QEMU with input qemu-image, for example docker.io/tonistiigi/binfmt:qemu-v7.0.0, or ${nativeRunner}.`,
    original,
  }
}
