import type { Problem } from '../model/tagboat-error.ts'

export function bakeFileMissing(path: string): Problem {
  return {
    code: 'bake-file-missing',
    what: `Input bake-files: file '${path}' does not exist in the workspace.`,
    fix: 'Give a path relative to the root of the checkout, or check out the repository in an earlier step.',
  }
}

/** `docker buildx bake --print` failed with the message `original`. */
export function bakeRefused(files: readonly string[], original: string): Problem {
  return {
    code: 'bake-read',
    what: `docker buildx bake could not read its definition from ${files.join(', ')}.`,
    fix: 'Fix what it reports below, in the file or in the inputs targets, set and vars.',
    original,
  }
}

export function bakePrintUnreadable(original: string): Problem {
  return {
    code: 'bake-print',
    what: 'The output of docker buildx bake --print is not a readable definition.',
    fix: 'Run the job again. If the error persists, report it with the version of buildx.',
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
    what: `Target '${target}' is not built: it has call = "${call}".`,
    fix: 'Remove it from input targets, and run docker buildx bake for it in a separate step.',
  }
}

export function filesBesideImage(target: string, type: string): Problem {
  return {
    code: 'bake-mixed-output',
    what: `Target '${target}' has an image output and an output of type ${type}.`,
    fix: `Write a second target with inherits = ["${target}"] and the output of type ${type} alone, and choose both targets: the second build comes from the cache.`,
  }
}

export function outputWithoutPath(target: string, type: string): Problem {
  return {
    code: 'bake-output-path',
    what: `Target '${target}' has an output of type ${type} without a path, which would go to the log.`,
    fix: `Set a path, for example output = ["type=${type},dest=out"].`,
  }
}

/** buildx accepts the override and ignores it. */
export function overrideLost(override: string, key: string): Problem {
  return {
    code: 'bake-set-lost',
    what: `Input set: buildx accepts '${override}', but this version drops the value.`,
    fix: `Write ${key} into the bake file.`,
  }
}

/** buildx does not check platforms, and would publish one that does not exist. */
export function badPlatform(target: string, platform: string, why: string, fix: string): Problem {
  return { code: 'bake-platform', what: `Target '${target}': platform '${platform}' ${why}.`, fix }
}
