import type { PlannedTag } from '../model/planned-tag.ts'
import { contentRevision, isPullRequestTarget, isScheduled, type Trigger } from '../model/trigger.ts'

export type Labels = Readonly<Record<string, string>>

/** The event that published an image. It decides whether a pull request may replace the image. */
export const eventKey = 'dev.tagboat.event'
/** The version without prefix and suffix, for guards to compare; the standard label `version` is the tag's name. */
export const versionKey = 'dev.tagboat.version'
/** The head commit of a pull request, whose `revision` is a merge commit. */
export const headKey = 'dev.tagboat.head'
/** The branch that the image was built for, or the head of its pull request; empty for git tags and forks. */
export const branchKey = 'dev.tagboat.branch'
/** Identifies the content: see docs/many-images.md. */
export const contentKeyName = 'dev.tagboat.content-key'
/** Identifies the build: equal content may have been built twice, with different bytes. */
export const buildKey = 'dev.tagboat.build'
/** The builds of its base images, as JSON, by target. */
export const dependsOnKey = 'dev.tagboat.depends-on'
/** The image's identity, as JSON: `model/identity.ts`. */
export const identityKey = 'dev.tagboat.identity'
/** The parts of the content key, shortened, so that a later run can report what changed. */
export const contentPartsName = 'dev.tagboat.content-parts'

/**
 * The pre-defined annotation keys of the OCI image spec 1.1 ("annotations.md"), without those that have no value. `created`
 * is the commit's time, so that a rebuild repeats it; a scheduled run uses its own time.
 */
export function describeImage(trigger: Trigger, version: string): Labels {
  const { repository } = trigger
  const created = isScheduled(trigger) ? trigger.time : trigger.commitTime
  return withoutEmpty({
    'org.opencontainers.image.title': repository.name,
    'org.opencontainers.image.description': repository.description,
    'org.opencontainers.image.url': repository.url,
    'org.opencontainers.image.source': repository.url,
    'org.opencontainers.image.version': version,
    'org.opencontainers.image.created': created,
    'org.opencontainers.image.revision': contentRevision(trigger),
    'org.opencontainers.image.licenses': repository.license,
  })
}

/**
 * What the guards of a later run need to know about this one. Every key is written, perhaps with an empty value: an image
 * inherits the labels of its base image, which may be one of ours, and those must not count for it.
 */
export function describeRun(trigger: Trigger, tags: readonly PlannedTag[]): Labels {
  const [version] = tags.flatMap(({ follows }) => ('version' in follows ? [follows.version] : []))
  return {
    [eventKey]: trigger.event,
    [headKey]: trigger.pullRequest?.headSha ?? '',
    [branchKey]: branchOf(trigger),
    [versionKey]: version ?? '',
  }
}

/** The branch of the run. It is empty for a fork, which chooses its branch names, and for `pull_request_target`, which builds the base branch. */
function branchOf(trigger: Trigger): string {
  const { ref, pullRequest } = trigger
  if (ref.kind === 'branch') return ref.name
  if (pullRequest === undefined || pullRequest.fork || isPullRequestTarget(trigger)) return ''
  return pullRequest.headRef
}

/** The annotations that only Tagboat reads. */
export const ownAnnotationsOf = (annotations: Labels): Labels =>
  Object.fromEntries(Object.entries(annotations).filter(([key]) => key.startsWith('dev.tagboat.')))

function withoutEmpty(labels: Readonly<Record<string, string | undefined>>): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  )
}
