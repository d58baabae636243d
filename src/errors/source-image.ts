import type { Problem } from '../model/tagboat-error.ts'

/** `{{source_version}}` has no value. `found` are the unusable versions: several that differ, or a reserved name. */
export function sourceVersionless(text: string, found: readonly string[] = []): Problem {
  const [first, ...more] = found
  const several = `has several versions, ${found.join(' and ')}`
  const why =
    first === undefined
      ? 'has no version'
      : more.length > 0
        ? several
        : `has the version '${first}', which is a reserved name`
  return {
    code: 'from-version',
    what: `Input from: '${text}' ${why}, but {{source_version}} needs one version.`,
    fix: 'Give the image the label org.opencontainers.image.version when it is built, or write the version in place of the expression.',
  }
}

/** A notice: the version comes only from a label, and labels are inherited from base images. */
export function sourceLabelInherited(text: string, version: string): string {
  return `{{source_version}} of '${text}' is '${version}', from a label. The image does not say that it comes from this repository, so the label may be its base image's.`
}

/** A warning: the default tags would give `latest` to an image of another version. */
export function sourceOfOtherVersion(ref: string, text: string, version: string): string {
  return `${ref} will be '${text}', whose version is ${version}. The default tags follow the ref of this run, not the image: write type=raw,value={{source_version}} in input tags for a tag with its version.`
}

export function sourceMissing(text: string): Problem {
  return {
    code: 'from-missing',
    what: `Input from: '${text}' does not exist.`,
    fix: 'Check its name and tag, and that the run that publishes it ends before this one starts.',
  }
}

export function sourceNoImage(text: string, found: string): Problem {
  return {
    code: 'from-no-image',
    what: `Input from: '${text}' is not a container image but ${found}.`,
    fix: 'Name an image; other artifacts are copied with the image that they refer to.',
  }
}

export function sourcePlatforms(text: string, missing: readonly string[], there: readonly string[]): Problem {
  return {
    code: 'from-platform',
    what: `Input from: '${text}' lacks ${missing.join(', ')}; it has ${there.join(', ') || 'no platform'}.`,
    fix: 'Build the missing platforms first, or remove them from input platforms.',
  }
}

export function platformTwice(platform: string, first: string, second: string): Problem {
  return {
    code: 'from-platform-twice',
    what: `Input from: ${platform} is in both '${first}' and '${second}'.`,
    fix: 'Name each platform once.',
  }
}

export function layoutUnreadable(folder: string, why: string): Problem {
  return {
    code: 'from-layout',
    what: `The OCI image layout '${folder}' ${why}.`,
    fix: 'If this run wrote it, check the disk and run the job again. If input from names it, name a folder with oci-layout and index.json in it, and a tag if it holds several images: oci-layout:DIR:TAG. In place of an archive, name the folder that outputs: type=oci,tar=false,dest=DIR writes.',
  }
}

export function daemonFailed(image: string, doing: string, original: string): Problem {
  return {
    code: 'from-daemon',
    what: `Input from: the engine could not ${doing} '${image}'.`,
    fix: 'Build or load it in an earlier step; docker image ls shows what the engine has.',
    original,
  }
}

export function digestImpossible(): Problem {
  return {
    code: 'digest-push',
    what: 'push: digest does not work with the docker driver on the legacy image store, which pushes by tag only.',
    fix: 'Turn on the containerd image store ("features": {"containerd-snapshotter": true} in daemon.json), or write driver: docker-container and leave out input builder, so that Tagboat creates a builder for the job.',
  }
}

/** `manual` lists the lines to write in input from instead, one for each platform. */
export function digestsUnavailable(why: string, manual: string): Problem {
  return {
    code: 'digests-unavailable',
    what: `Input from: 'digests' reads artifacts of this run, but ${why}.`,
    fix: `Give each platform a job of its own with its digest as an output, and write from: ${manual}. docs/platforms.md has the whole workflow.`,
  }
}

export function digestsService(doing: string, original: string): Problem {
  return {
    code: 'digests-service',
    what: `The artifact service could not ${doing}.`,
    fix: 'Run the failed jobs again. If it keeps failing, name the digests in input from, as docs/platforms.md shows.',
    original,
  }
}

/** `found` describes the digests that jobs did hand over. */
export function digestsMissing(images: string, missing: readonly string[], found: string): Problem {
  return {
    code: 'digests-missing',
    what: `Input from: no job of this run handed over a digest of ${images} for ${missing.join(', ')}; ${found}.`,
    fix: 'Check that needs names the job of each such platform, and that it ran with push: digest and this name in images; its log may have a warning. Or remove the platform from input platforms.',
  }
}

/** Each entry of `legs` describes the digest of one job. */
export function digestsConflict(platform: string, images: string, legs: readonly string[]): Problem {
  return {
    code: 'digests-conflict',
    what: `Input from: several jobs of this run handed over different digests of ${images} for ${platform}: ${legs.join('; ')}.`,
    fix: 'Give each variant a name of its own in images, or set target or file here to select the jobs with that value. Variants that differ only in build arguments need names or tags of their own: docs/platforms.md shows both.',
  }
}

export function digestsForeign(text: string, found: string, ours: string): Problem {
  return {
    code: 'digests-foreign',
    what: `Input from: '${text}' ${found}, but this run publishes ${ours}.`,
    fix: 'Check out the same commit in this job as in the jobs that build, and do not override the labels source and revision. To publish another image, name it in input from.',
  }
}
