import type { Problem } from '../model/tagboat-error.ts'

const instead =
  'Or write cache: auto, without cache-from and cache-to: it chooses a registry cache where GitHub’s cannot be used.'

/** The runner does not offer GitHub's cache. `where`: `cache-from`, or `cache-to of target api`. */
export function githubCacheMissing(where: string, variables: readonly string[]): Problem {
  return {
    code: 'cache-gha-runner',
    what: `${where}: type=gha cannot be used, because the runner does not set ${variables.join(' and ')}.`,
    fix: `Use type=gha on GitHub's runners only, where each action gets these variables. ${instead}`,
  }
}

/** buildx or BuildKit does not speak version 2 of the protocol of GitHub's cache, the only one that GitHub still serves. */
export function githubCacheTooOld(
  where: string,
  tool: 'buildx' | 'BuildKit',
  needs: string,
  found: string,
): Problem {
  const update =
    tool === 'buildx'
      ? 'Update buildx, or select a newer version with input buildx-version, which downloads it.'
      : 'Update the builder: Docker Engine 28 or newer, or a builder with a current image moby/buildkit.'
  return {
    code: 'cache-gha-version',
    what: `${where}: type=gha needs ${tool} ${needs} or newer, and this run has ${found}.`,
    fix: `${update} ${instead}`,
  }
}

/** A cache-to that names a cache of input `cache`, which other refs read. */
export function cacheReserved(target: string, name: string): Problem {
  return {
    code: 'cache-reserved',
    what: `cache-to of target ${target}: '${name}' is a name of a cache that input cache sets up, which other runs read.`,
    fix: 'Write another tag, or leave out cache-to and use input cache: auto, which writes the cache of this ref only.',
  }
}
