import type { Problem } from './tagboat-error.ts'

const install =
  'GitHub-hosted Linux runners have both; elsewhere install Docker Engine 23 or newer and its buildx plugin (docs.docker.com/engine/install).'

export function dockerMissing(): Problem {
  return {
    code: 'docker-missing',
    what: 'There is no docker command on the PATH. Its directories in the workspace do not count.',
    fix: install,
  }
}

/** docker ended before it asked an engine: a context or DOCKER_HOST that it cannot use, a broken program. */
export function dockerFailed(original: string): Problem {
  return {
    code: 'docker-failed',
    what: 'The docker command does not work here.',
    fix: 'Check DOCKER_HOST, DOCKER_CONTEXT and the installation; its own words are below.',
    original,
  }
}

export function buildxMissing(client: string, original?: string): Problem {
  return {
    code: 'buildx-missing',
    what: `docker ${client} is there, but its buildx plugin is not.`,
    fix: `Install buildx 0.13 or newer, for example with docker/setup-buildx-action or the package docker-buildx-plugin.`,
    ...(original === undefined ? {} : { original }),
  }
}

export function buildxTooOld(found: string, oldest: string): Problem {
  return {
    code: 'buildx-old',
    what: `buildx ${found} is too old: Tagboat needs ${oldest} or newer.`,
    fix: 'Update it, for example with docker/setup-buildx-action or the package docker-buildx-plugin.',
  }
}

export function podman(): Problem {
  return {
    code: 'podman',
    what: 'The docker command here is podman in disguise, which has no buildx.',
    fix: 'Use a runner with Docker Engine, or remove the package podman-docker and install Docker.',
  }
}

export function engineNotLinux(system: string): Problem {
  return {
    code: 'engine-system',
    what: `The Docker engine runs ${system} containers.`,
    fix: 'Building needs a Linux engine: use runs-on: ubuntu-latest.',
  }
}

export function engineForbidden(original: string): Problem {
  return {
    code: 'engine-permission',
    what: 'This user may not talk to the Docker engine.',
    fix: "Add the runner's user to the group docker, or run the runner as a user that may.",
    original,
  }
}

export function engineSilent(original: string): Problem {
  return {
    code: 'engine-silent',
    what: 'The Docker engine did not answer within 60 seconds.',
    fix: 'Check that it runs, and that DOCKER_HOST or the docker context names it.',
    original,
  }
}

export function builderMissing(name: string, known: readonly string[]): Problem {
  return {
    code: 'builder-missing',
    what: `There is no buildx builder '${name}'; there are: ${known.join(', ') || 'none'}.`,
    fix: 'Name one of these in input builder, create it in a step before, or leave builder out.',
  }
}

export function builderTooWeak(name: string, needs: readonly string[]): Problem {
  return {
    code: 'builder-weak',
    what: `Builder '${name}' (driver docker, without the containerd image store) cannot do: ${needs.join(', ')}.`,
    fix: 'Leave input builder out, and a builder that can is used or created; or name one with driver docker-container.',
  }
}

export function builderNotCreated(original: string): Problem {
  return {
    code: 'builder-create',
    what: 'A docker-container builder could not be created.',
    fix: 'It starts the image moby/buildkit:buildx-stable-1: the engine must be able to pull it, or name a builder of yours in input builder.',
    original,
  }
}

export function buildxLacks(feature: string, needs: string, found: string): Problem {
  return {
    code: 'buildx-feature',
    what: `${feature} needs buildx ${needs} or newer; here is ${found}.`,
    fix: 'Update buildx, for example with docker/setup-buildx-action, or leave that input out.',
  }
}
