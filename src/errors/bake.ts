import type { Problem } from '../model/tagboat-error.ts'

export function bakeFileMissing(path: string): Problem {
  return {
    code: 'bake-file-missing',
    what: `Input bake-files: there is no file '${path}' in the workspace.`,
    fix: 'Give a path relative to the root of the checkout, or check the repository out in a step before.',
  }
}

/** `docker buildx bake --print` failed; `original` are its own words. */
export function bakeRefused(files: readonly string[], original: string): Problem {
  return {
    code: 'bake-read',
    what: `docker buildx bake could not read its definition from ${files.join(', ')}.`,
    fix: 'Mend what it says below, in the file or in the inputs targets, set and vars.',
    original,
  }
}

export function bakePrintUnreadable(original: string): Problem {
  return {
    code: 'bake-print',
    what: 'docker buildx bake --print wrote no definition that can be read.',
    fix: 'Run the job again; if it comes back, tell us which buildx you use.',
    original,
  }
}

export function noBakeTarget(files: readonly string[]): Problem {
  return {
    code: 'bake-empty',
    what: `No target of ${files.join(', ')} is chosen: the group is empty.`,
    fix: 'Name the targets in input targets.',
  }
}

export function targetNotBuilt(target: string, call: string): Problem {
  return {
    code: 'bake-no-image',
    what: `Target ${target} is not built: it has call = "${call}".`,
    fix: 'Leave it out of input targets, and run docker buildx bake for it in a step of its own.',
  }
}

export function filesBesideImage(target: string, type: string): Problem {
  return {
    code: 'bake-mixed-output',
    what: `Target ${target} has an output of type ${type} beside an image.`,
    fix: `Write a second target with inherits = ["${target}"] and that output alone, and choose both: the second one comes from the cache.`,
  }
}

export function outputWithoutPath(target: string, type: string): Problem {
  return {
    code: 'bake-output-path',
    what: `Target ${target} has an output of type ${type} without a path, which would go to the log.`,
    fix: `Write for example output = ["type=${type},dest=out"].`,
  }
}

/** buildx took an override and did nothing with it. */
export function overrideLost(override: string, key: string): Problem {
  return {
    code: 'bake-set-lost',
    what: `Input set: buildx accepts '${override}', but this version of it drops the value.`,
    fix: `Write ${key} into the bake file.`,
  }
}

/** buildx takes platforms as they are, and would publish one that does not exist. */
export function badPlatform(target: string, platform: string, why: string, fix: string): Problem {
  return { code: 'bake-platform', what: `Target ${target}: platform '${platform}' ${why}.`, fix }
}
