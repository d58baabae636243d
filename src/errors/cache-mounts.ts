import type { Problem } from '../model/tagboat-error.ts'

/** A request to GitHub's cache service failed. `action`: `find a cache`. */
export function cacheService(action: string, original: string): Problem {
  return {
    code: 'cache-service',
    what: `GitHub's cache service could not ${action}.`,
    fix: 'The build goes on without it. If this happens in every run, check that the runner may reach the hosts that actions/cache needs.',
    original,
  }
}

/** A build that reads or writes cache mounts failed. `action`: `restore cache mounts`. */
export function cacheMountsFailed(action: string, image: string, original: string): Problem {
  return {
    code: 'cache-mounts-failed',
    what: `The builder could not ${action}.`,
    fix: `The image is built without it. Check that the builder can pull '${image}'; input cache-mounts-image names another static busybox.`,
    original,
  }
}
