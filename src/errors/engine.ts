import type { Problem } from '../model/tagboat-error.ts'

const install =
  'Use a GitHub-hosted Linux runner, or install Docker Engine 23 or newer and its buildx plugin (docs.docker.com/engine/install).'

export function dockerMissing(): Problem {
  return {
    code: 'docker-missing',
    what: 'There is no docker command on the PATH (directories in the workspace are ignored).',
    fix: install,
  }
}

/** docker failed before it reached an engine: an unusable context or DOCKER_HOST, or a broken program. */
export function dockerFailed(original: string): Problem {
  return {
    code: 'docker-failed',
    what: 'The docker command does not work.',
    fix: 'Check DOCKER_HOST, DOCKER_CONTEXT and the installation; its message is below.',
    original,
  }
}

export function buildxMissing(client: string, original?: string): Problem {
  return {
    code: 'buildx-missing',
    what: `docker ${client} is installed, but its buildx plugin is not.`,
    fix: 'Install buildx 0.13 or newer (package docker-buildx-plugin), or select a version with input buildx-version, which downloads it.',
    ...(original === undefined ? {} : { original }),
  }
}

export function buildxTooOld(found: string, oldest: string): Problem {
  return {
    code: 'buildx-old',
    what: `buildx ${found} is too old: Tagboat needs ${oldest} or newer.`,
    fix: 'Update buildx (package docker-buildx-plugin), or select a version with input buildx-version, which downloads it.',
  }
}

export function podman(): Problem {
  return {
    code: 'podman',
    what: 'The docker command is podman, which has no buildx.',
    fix: 'Use a runner with Docker Engine, or remove the package podman-docker and install Docker.',
  }
}

export function engineNotLinux(system: string): Problem {
  return {
    code: 'engine-system',
    what: `The Docker engine runs ${system} containers.`,
    fix: 'Use a Linux engine, for example with runs-on: ubuntu-latest.',
  }
}

export function engineForbidden(original: string): Problem {
  return {
    code: 'engine-permission',
    what: 'This user may not access the Docker engine.',
    fix: "Add the runner's user to the group docker, or run the runner as a user that has access.",
    original,
  }
}

/** `waitMs` is input engine-wait in ms; `address` is the one that docker uses, `unix:///var/run/docker.sock`. */
export function engineSilent(address: string, waitMs: number, original: string): Problem {
  const time = waitMs === 0 ? ', and input engine-wait is 0' : ` within ${formatSeconds(waitMs)}`
  return {
    code: 'engine-silent',
    what: `The Docker engine at ${address} did not answer${time}.`,
    fix: 'Check that it runs, and that DOCKER_HOST or the docker context names it. If it starts slowly, raise input engine-wait.',
    ...(original === '' ? {} : { original }),
  }
}

/** `30 s`. */
export const formatSeconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`

export function builderMissing(name: string, known: readonly string[]): Problem {
  return {
    code: 'builder-missing',
    what: `There is no buildx builder '${name}'; the existing builders are: ${known.join(', ') || 'none'}.`,
    fix: 'Name one of these in input builder, create the builder in an earlier step, or remove input builder.',
  }
}

/** The builder exists, but its endpoint does not answer. */
export function builderUnreachable({ name, endpoint, why }: UnreachableBuilder): Problem {
  return {
    code: 'builder-unreachable',
    what: `The builder ${describeBuilder({ name, endpoint })} does not answer.`,
    fix: 'Start it, or check its endpoint and certificates with docker buildx inspect. Or name another one in input builder.',
    ...(why === undefined ? {} : { original: why }),
  }
}

interface UnreachableBuilder {
  readonly name: string
  readonly endpoint?: string | undefined
  readonly why?: string | undefined
}

/** `'far' (tcp://buildkit.test:1234)`. */
export const describeBuilder = ({ name, endpoint }: UnreachableBuilder): string =>
  `'${name}'${endpoint ? ` (${endpoint})` : ''}`

/** A warning: the current builder does not answer, and another is used. */
export function builderSkipped(skipped: UnreachableBuilder, used: string): string {
  const why = skipped.why === undefined ? '' : ` (${skipped.why})`
  return `The current builder ${describeBuilder(skipped)} does not answer${why}: builder '${used}' is used instead.`
}

/** A temporary builder is a container of the engine, so a registry on loopback must be on the engine's machine. */
export function builderCannotReach(registry: string, usedBy: string, address: string, why: string): Problem {
  return {
    code: 'builder-registry',
    what: `The temporary builder that this build needs cannot reach ${registry} (${usedBy}): that address is this machine itself, and the engine at ${address} ${why}.`,
    fix: 'Use an address of the registry that the engine can reach, too, or name a builder that reaches it in input builder.',
  }
}

export function builderTooWeak(name: string, needs: readonly string[]): Problem {
  return {
    code: 'builder-weak',
    what: `Builder '${name}' (driver docker, without the containerd image store) does not support: ${needs.join(', ')}.`,
    fix: 'Remove input builder, so that a builder that does is used or created, or write driver: docker-container in its place.',
  }
}

export function builderNotCreated(original: string): Problem {
  return {
    code: 'builder-create',
    what: 'A docker-container builder could not be created.',
    fix: 'Make sure that the engine can pull the image moby/buildkit:buildx-stable-1. Or name a copy of it in input driver-opts (image=mirror.example/moby/buildkit:buildx-stable-1), or a builder of your own in input builder.',
    original,
  }
}

export function buildxLacks(feature: string, needs: string, found: string): Problem {
  return {
    code: 'buildx-feature',
    what: `${feature} needs buildx ${needs} or newer, and the installed version is ${found}.`,
    fix: 'Update buildx, select a newer version with input buildx-version, which downloads it, or remove that input.',
  }
}
