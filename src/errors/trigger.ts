import type { Problem } from '../model/tagboat-error.ts'

/** Two flags that exclude each other, or one that lacks another. `why` is a whole sentence. */
export const conflictingFlags = (why: string, fix: string): Problem => ({
  code: 'conflicting-flags',
  what: why,
  fix,
})

/** `server` is undefined for a working copy without a remote whose URL names a repository. */
export const noDefaultImage = (server: string | undefined, kind: 'gitlab' | 'other'): Problem => ({
  code: 'no-default-image',
  what:
    server === undefined
      ? 'The image has no name: input images is not set, and the working copy has no remote that names a repository.'
      : `The image has no name: input images is not set, and the registry of ${server} is unknown.`,
  fix:
    kind === 'gitlab'
      ? 'Set images (--images). In GitLab CI the default is CI_REGISTRY_IMAGE, which needs the container registry of the project.'
      : 'Set images: --images REGISTRY/NAME. For a GitHub Enterprise Server set GH_HOST to its host.',
})

/** A git tag of --ref that names another commit than the one that would be built. */
export const tagElsewhere = (tag: string, itsCommit: string, head: string): Problem => ({
  code: 'tag-elsewhere',
  what: `--ref: the git tag '${tag}' names commit ${itsCommit}, and the working copy is at ${head}.`,
  fix: `Check out the tag first: git checkout ${tag}`,
})

/** Both a branch and a git tag have the name. */
export const ambiguousRef = (name: string): Problem => ({
  code: 'ambiguous-ref',
  what: `--ref: '${name}' is both a branch and a git tag.`,
  fix: `Write --ref refs/heads/${name} or --ref refs/tags/${name}.`,
})

/** `missing` are the names of variables. */
export const gitlabUnreadable = (missing: string): Problem => ({
  code: 'gitlab-variables',
  what: `GITLAB_CI is set, but the variables that describe the pipeline are not: ${missing}.`,
  fix: 'Pass the predefined variables of GitLab CI to tagboat, or unset GITLAB_CI and describe the run with flags.',
})

/** `ref` is undefined without --ref. */
export const releaseWithoutTag = (ref: string | undefined): Problem => ({
  code: 'release-without-tag',
  what:
    ref === undefined
      ? '--event release needs a git tag, and no git tag is at HEAD.'
      : `--event release needs a git tag, and --ref '${ref}' is a branch.`,
  fix: 'Name the git tag: --event release --ref v1.2.3',
})

/** `near` is an event with almost this name. */
export const unknownEvent = (
  event: string,
  events: readonly string[],
  near: string | undefined,
): Problem => ({
  code: 'bad-flag',
  what: `--event: '${event}' is not an event that can be planned.`,
  fix: `${near === undefined ? '' : `Did you mean ${near}? `}The events are ${events.join(', ')}.`,
})

/** Flags that describe another run than the one of the CI system, whose event outsiders can start. */
export const flagsNeedTrust = (event: string): Problem => ({
  code: 'flags-need-trust',
  what: `This run is of the event '${event}', which outsiders can start, so --ref, --event and --pr cannot describe it as another one.`,
  fix: 'Leave the flags out: the CI system itself says what started the run.',
})

/** --workflow in a run that outsiders can start: the file may be theirs. */
export const workflowNeedsTrust = (event: string): Problem => ({
  code: 'flags-need-trust',
  what: `This run is of the event '${event}', which outsiders can start, so --workflow could read a file that is theirs.`,
  fix: 'Leave --workflow out, and write the settings as flags.',
})
