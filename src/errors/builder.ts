import type { Problem } from '../model/tagboat-error.ts'

/** Input append cannot be read. `line`, from 1, is the item's; `node` is its name. */
export function badNodes(
  line: number | undefined,
  node: string | undefined,
  why: string,
  fix: string,
): Problem {
  const where = `${line === undefined ? '' : `, line ${line}`}${node === undefined ? '' : `, node ${node}`}`
  const reason = node === undefined && why.startsWith('has ') ? `an item ${why}` : why
  return { code: 'input-append', what: `Input append${where}: ${reason}.`, fix }
}

/** Input buildkitd-config-inline is not TOML. Its text may hold a password, so only the position and the reason are shown. */
export function badBuildkitdConfig(line: number | undefined, why: string): Problem {
  return {
    code: 'buildkitd-config',
    what: `Input buildkitd-config-inline${line === undefined ? '' : `, line ${line}`}: it is not valid TOML (${why}).`,
    fix: 'Write the content of a buildkitd.toml, for example the lines [registry."docker.io"] and mirrors = ["mirror.gcr.io"].',
  }
}

/** The configuration is valid, but Tagboat's own tables cannot follow it. */
export function closedBuildkitdConfig(hosts: readonly string[]): Problem {
  return {
    code: 'buildkitd-config',
    what: `Input buildkitd-config-inline: its registry is not a table of tables, so that the entries for ${hosts.join(', ')} cannot be added.`,
    fix: 'Write [registry."HOST"] as a line of its own for each registry.',
  }
}

/** `endpoint` is empty for the engine of this machine, `image` absent for a driver without one, `original` the output of buildx. */
export function builderNotDescribed(
  { driver, endpoint, image }: { driver: string; endpoint: string; image: string | undefined },
  original: string,
): Problem {
  const where = endpoint === '' ? '' : ` at ${endpoint}`
  const pulled = image === undefined ? '' : `, and that the engine can pull the image ${image}`
  const inputs = 'driver-opts, endpoint, buildkitd-flags, buildkitd-config-inline and append'
  return {
    code: 'builder-create',
    what: `A builder of driver ${driver}${where} could not be created.`,
    fix: `Check that its endpoint answers${pulled}, and check the inputs ${inputs}.`,
    original,
  }
}

/** buildx takes certificates of an engine from a docker context only (docker/buildx, builder.Create; docker/setup-buildx-action#105). */
export function engineNeedsContext(original: string): Problem {
  return {
    code: 'builder-create',
    what: 'A builder could not be created, because DOCKER_HOST names an engine whose certificates are in DOCKER_CERT_PATH.',
    fix: 'Run docker context create tls in an earlier step, which copies them into a context, and write endpoint: tls.',
    original,
  }
}

/** A node of a builder with several nodes did not start. */
export function builderNodeFailed(node: string, endpoint: string, original: string): Problem {
  return {
    code: 'builder-node',
    what: `Node '${node}' (${endpoint}) of the builder did not start.`,
    fix: 'Check that its endpoint answers from this machine, and its driver-opts. Its platforms would otherwise be built elsewhere or not at all.',
    ...(original !== '' && { original }),
  }
}

/** `driver: docker` requests the engine's own builder. */
export function ownBuilderTooWeak(needs: readonly string[]): Problem {
  return {
    code: 'builder-weak',
    what: `The engine's own builder (driver: docker), without the containerd image store, does not support: ${needs.join(', ')}.`,
    fix: 'Write driver: docker-container, or leave driver out.',
  }
}

/** A warning: Docker Hub limits the pulls of this machine, and the builder's image comes from its mirror. */
export function imageFromMirror(image: string, mirror: string): string {
  return `Docker Hub refused to send the image ${image}, as it does above its limit of pulls: the builder uses ${mirror}. A login to Docker Hub before this step, or driver-opts image=, avoids that.`
}

/** A warning: a kept builder was replaced. */
export function keptBuilderBroken(name: string, why: string): string {
  return `The kept builder ${name} does not work (${why}): it is created again, with an empty cache.`
}
