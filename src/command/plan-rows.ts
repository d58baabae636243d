import type { Follows, PlannedTag } from '../model/planned-tag.ts'
import { formatReference, isSame } from '../model/reference.ts'
import type { ImageResult, Result, TagAction, TagResult } from '../model/result.ts'
import type { Plan } from '../plan/plan.ts'
import { tagsOf } from '../plan/tag-references.ts'

/** A line of the table of `tagboat plan`. */
export interface PlanRow {
  readonly reference: string
  /** What the tag follows; '' without a tag. */
  readonly follows: string
  /** What a publish would do, and why. */
  readonly outcome: string
  readonly action: TagAction
  /** The line of input tags; `default` for the default tags; '' without a tag. */
  readonly rule: string
}

/** Every tag of a dry run, in the order of the result; an image without tags has one row. */
export function describePlan(
  { images, intent, files = [] }: Result,
  plans: readonly Plan[],
): readonly PlanRow[] {
  const isPush = intent.kind === 'push'
  const ofImages = images.flatMap((image) => {
    const plan = plans.find(({ target }) => target === image.target)
    if (image.tags.length === 0) return [withoutTag(image, isPush)]
    return image.tags.map((tag) => describeTag(tag, findTag(plan, tag), isPush))
  })
  const ofFiles = files.map(({ path, type }): PlanRow => {
    return { reference: path, follows: '', outcome: `write (${type})`, action: 'unknown', rule: '' }
  })
  return [...ofImages, ...ofFiles]
}

const findTag = (plan: Plan | undefined, { repository, name }: TagResult): PlannedTag | undefined => {
  const own = plan?.repositories.find((each) => isSame(each, repository))
  return plan && own && tagsOf(plan, own).find((tag) => tag.name === name)
}

const describeTag = (tag: TagResult, planned: PlannedTag | undefined, isPush: boolean): PlanRow => ({
  reference: tag.ref,
  follows: planned === undefined ? '' : describeFollows(planned.follows),
  outcome: describeOutcome(tag, isPush),
  action: tag.action,
  rule: planned?.rule ?? '',
})

const withoutTag = ({ repository, digest }: ImageResult, isPush: boolean): PlanRow => ({
  reference: digest === undefined ? repository.name : formatReference(repository, { digest }),
  follows: '',
  outcome: isPush ? 'push by digest, without a tag' : 'not pushed',
  action: 'unknown',
  rule: '',
})

export function describeFollows(follows: Follows): string {
  switch (follows.kind) {
    case 'release':
      return `release ${follows.version}`
    case 'commit':
      return 'the commit'
    case 'line':
      return 'the highest version'
    case 'branch': {
      const pull = follows.pull === undefined ? '' : ` (pull request ${follows.pull})`
      return `branch ${follows.branch}${pull}`
    }
    case 'pull':
      return `pull request ${follows.number}`
    case 'run':
      return 'the newest run'
  }
}

/** What a publish would do; `unknown` without an answer of the registry. */
const verbs: Readonly<Partial<Record<TagAction, string>>> = {
  created: 'create',
  moved: 'move',
  kept: 'keep',
  refused: 'refuse',
}

function describeOutcome({ ref, action, reason, previous }: TagResult, isPush: boolean): string {
  // The reason is that of the whole run, which the first line names.
  if (action === 'unknown' && !isPush) return 'not pushed'
  const why = [
    ...(action === 'created' ? ['does not exist yet'] : []),
    ...(action === 'moved' && previous !== undefined ? [`replaces ${shortDigest(previous)}`] : []),
    ...(reason === undefined || reason === dryRunReason ? [] : [withoutName(reason, ref)]),
  ]
  return [verbs[action] ?? action, ...(why.length > 0 ? [why.join('; ')] : [])].join(': ')
}

/** A warning begins with the reference, which is in the row already, and ends with a full stop. */
const withoutName = (reason: string, ref: string): string =>
  (reason.startsWith(`${ref} `) ? reason.slice(ref.length + 1) : reason).replace(/\.$/, '')

const dryRunReason = 'not written in a dry run'

/** `sha256:` and twelve digits, as docker shows digests. */
const shortDigest = (digest: string): string => digest.slice(0, digest.indexOf(':') + 13)
