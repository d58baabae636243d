import type { PlannedTag } from '../model/planned-tag.ts'
import { isPullRequestTarget, isScheduled, type Trigger } from '../model/trigger.ts'

export type Labels = Readonly<Record<string, string>>

/** The event that published an image; decides whether a pull request may replace it. */
export const eventKey = 'dev.tagboat.event'
/** The version before prefix and suffix, which is what guards compare; `version` is the tag's name. */
export const versionKey = 'dev.tagboat.version'
/** The head commit of a pull request, whose `revision` is a merge commit. */
export const headKey = 'dev.tagboat.head'
/** The branch that it was built for, or the head of its pull request; empty for git tags and forks. */
export const branchKey = 'dev.tagboat.branch'
/** Equal keys mean equal content: see docs/many-images.md. */
export const contentKeyName = 'dev.tagboat.content-key'
/** Which build of its content it is: equal keys may have been built twice, with other bytes. */
export const buildKey = 'dev.tagboat.build'
/** Which builds of its bases it was built on, as JSON, by target. */
export const dependsOnKey = 'dev.tagboat.depends-on'
/** Which image of its commit it is, as JSON: `identity.ts`. */
export const identityKey = 'dev.tagboat.identity'
/** What the key is made of, shortened, so that a later run can tell what changed. */
export const contentPartsName = 'dev.tagboat.content-parts'

/**
 * Pre-defined annotation keys of the OCI image spec 1.1 ("annotations.md"); a key without a value is left out.
 * `created` is the commit's time, so that a rebuild repeats it; a scheduled run is about now, not about a commit.
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
    'org.opencontainers.image.revision': trigger.revision,
    'org.opencontainers.image.licenses': repository.license,
  })
}

/**
 * What the guards of a later run need to know about this one. Every key is written, an empty value where there is none:
 * an image inherits the labels of its base image, which may be one of ours, and those must not count for it.
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

/** A fork names its branches as it likes, and `pull_request_target` builds the base's commit: they are no branch of ours. */
function branchOf(trigger: Trigger): string {
  const { ref, pullRequest } = trigger
  if (ref.kind === 'branch') return ref.name
  if (pullRequest === undefined || pullRequest.fork || isPullRequestTarget(trigger)) return ''
  return pullRequest.headRef
}

/** Those that only Tagboat reads. */
export const ownMarks = (annotations: Labels): Labels =>
  Object.fromEntries(Object.entries(annotations).filter(([key]) => key.startsWith('dev.tagboat.')))

function withoutEmpty(labels: Readonly<Record<string, string | undefined>>): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  )
}
