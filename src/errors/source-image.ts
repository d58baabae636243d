import type { Problem } from '../model/tagboat-error.ts'

/** `{{source_version}}` has no value. `found` are versions that cannot be it: several that differ, or a reserved name. */
export function sourceVersionless(text: string, found: readonly string[] = []): Problem {
  const [first, ...more] = found
  const several = `has several versions, ${found.join(' and ')}`
  const why =
    first === undefined
      ? 'names no version'
      : more.length > 0
        ? several
        : `has the version '${first}', which is a reserved name`
  return {
    code: 'from-version',
    what: `Input from: '${text}' ${why}, and {{source_version}} is to be one.`,
    fix: 'Give the image the label org.opencontainers.image.version when it is built, or write the version in place of the expression.',
  }
}

/** For a notice: a label is all that says the version, and labels are inherited from base images. */
export function sourceLabelInherited(text: string, version: string): string {
  return `{{source_version}} of '${text}' is '${version}', by a label. The image does not say that it comes from this repository, so the label may be its base image's.`
}

/** For a warning: the default tags would give \`latest\` to an image of another version. */
export function sourceOfOtherVersion(ref: string, text: string, version: string): string {
  return `${ref} is to be '${text}', whose version is ${version}. The default tags follow the ref of this run, and not the image: write type=raw,value={{source_version}} in input tags for a tag with its version.`
}

export function sourceMissing(text: string): Problem {
  return {
    code: 'from-missing',
    what: `Input from: '${text}' is not there.`,
    fix: 'Check its name and tag, and that the run that publishes it has ended before this one.',
  }
}

export function sourceNoImage(text: string, found: string): Problem {
  return {
    code: 'from-no-image',
    what: `Input from: '${text}' is no container image but ${found}.`,
    fix: 'Name an image; other artifacts come along as referrers of one.',
  }
}

export function sourcePlatforms(text: string, missing: readonly string[], there: readonly string[]): Problem {
  return {
    code: 'from-platform',
    what: `Input from: '${text}' lacks ${missing.join(', ')}; it has ${there.join(', ') || 'no platform'}.`,
    fix: 'Build the missing platforms first, or leave them out of input platforms.',
  }
}

export function platformTwice(platform: string, first: string, second: string): Problem {
  return {
    code: 'from-platform-twice',
    what: `Input from: ${platform} is in '${first}' and in '${second}'.`,
    fix: 'Name each platform once.',
  }
}

export function layoutUnreadable(folder: string, why: string): Problem {
  return {
    code: 'from-layout',
    what: `The OCI image layout '${folder}' ${why}.`,
    fix: 'If this run wrote it: check the disk, and run the job again. If input from names it: name a folder with oci-layout and index.json in it, and a tag if it holds several images: oci-layout:DIR:TAG. Of an archive, take the folder that outputs: type=oci,tar=false,dest=DIR writes.',
  }
}

export function daemonFailed(image: string, doing: string, original: string): Problem {
  return {
    code: 'from-daemon',
    what: `Input from: the engine could not ${doing} '${image}'.`,
    fix: 'Build or load it in a step before; docker image ls shows what the engine has.',
    original,
  }
}

export function digestImpossible(): Problem {
  return {
    code: 'digest-push',
    what: 'push: digest cannot work with the docker driver on the legacy image store: it pushes by tag only.',
    fix: 'Turn on the containerd image store ("features": {"containerd-snapshotter": true} in daemon.json), or use a docker-container builder, for example with docker/setup-buildx-action.',
  }
}

/** `manual` lists what input from takes instead, one line for each platform. */
export function digestsUnavailable(why: string, manual: string): Problem {
  return {
    code: 'digests-unavailable',
    what: `Input from: 'digests' reads artifacts of this run, and ${why}.`,
    fix: `Give each platform a job of its own with an output for its digest, and write from: ${manual}. docs/platforms.md has the whole workflow.`,
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

/** `found` describes what the legs did hand over, in words. */
export function digestsMissing(images: string, missing: readonly string[], found: string): Problem {
  return {
    code: 'digests-missing',
    what: `Input from: no job of this run handed over a digest of ${images} for ${missing.join(', ')}; ${found}.`,
    fix: 'Check that needs names the job of each such platform, and that it ran with push: digest and this name in images; its log may have a warning. Or leave the platform out of input platforms.',
  }
}

/** Each of `legs` describes one digest. */
export function digestsConflict(platform: string, images: string, legs: readonly string[]): Problem {
  return {
    code: 'digests-conflict',
    what: `Input from: several jobs of this run handed over different digests of ${images} for ${platform}: ${legs.join('; ')}.`,
    fix: 'Give each variant a name of its own in images, or set target or file here to select the jobs with that value. Variants that differ in build arguments alone need names or tags of their own: docs/platforms.md shows both.',
  }
}

export function digestsForeign(text: string, found: string, ours: string): Problem {
  return {
    code: 'digests-foreign',
    what: `Input from: '${text}' ${found}, and this run publishes ${ours}.`,
    fix: 'Check out the same commit in this job as in the jobs that build, and leave the labels source and revision as they are. To publish another image, name it in input from.',
  }
}
