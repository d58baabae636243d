import { isTag, separateReference } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { isDefaultBranch, type Trigger } from '../model/trigger.ts'
import { runsWithoutSecrets } from '../plan/decide-intent.ts'
import { compilePattern } from '../tags/regex.ts'
import { branchSlug } from '../tags/reserved.ts'
import { slug } from '../tags/slug.ts'
import { findVersion, isPrerelease } from '../tags/versions.ts'

/** A reference that only one side publishes. */
export interface Difference {
  readonly reference: string
  readonly side: 'before' | 'after'
  /** A whole sentence; undefined if nothing that docs/tags.md lists explains it. */
  readonly reason: string | undefined
}

/** Both sides of one run, as far as they differ. */
export interface Sides {
  readonly trigger: Trigger
  readonly missing: readonly string[]
  readonly added: readonly string[]
  /** The rules and flavor of docker/metadata-action. */
  readonly rules: string
  /** Values that were assumed for unknown parts, which may be versions. */
  readonly assumed: readonly string[]
}

/** The reason for each difference: the section "Differences from docker/metadata-action" of docs/tags.md. */
export function explainDifferences(sides: Sides): readonly Difference[] {
  const found: Difference[] = []
  const left = new Set(sides.added)
  for (const reference of sides.missing) {
    const renamed = [...left].flatMap((other) => {
      const reason = explainNewName(reference, other)
      return reason === undefined ? [] : [{ other, reason }]
    })[0]
    if (renamed !== undefined) {
      left.delete(renamed.other)
      found.push({ reference, side: 'before', reason: renamed.reason })
      found.push({ reference: renamed.other, side: 'after', reason: renamed.reason })
    } else found.push({ reference, side: 'before', reason: explainMissing(reference, sides) })
  }
  return [
    ...found,
    ...[...left].map((reference) => ({ reference, side: 'after' as const, reason: undefined })),
  ]
}

const tagOf = (reference: string): string => separateReference(reference).tag ?? ''

/** Why a tag has another name; undefined if the two have nothing to do with each other. */
function explainNewName(before: string, after: string): string | undefined {
  if (separateReference(before).name.toLowerCase() !== separateReference(after).name) return undefined
  const [old, now] = [tagOf(before), tagOf(after)]
  if (now === `branch-${old}` || (now === branchSlug(old).name && now !== old)) {
    return `The name '${old}' is reserved for another rule, so the branch's tag is '${now}'.`
  }
  if (now === `tag-${old}`)
    return `The name '${old}' is reserved for another rule, so the git tag's is '${now}'.`
  if (!isTag(old) && slug(old) === now) return `'${old}' is not a valid tag: its name is '${now}'.`
  if (old.replace(/-(?:amp|lt|gt|quot|x27|x60|x3D)-/g, '-') === now) {
    return `docker/metadata-action escapes HTML in the name: '${old}' is '${now}'.`
  }
  return undefined
}

/** Why a tag is not published any more. */
function explainMissing(reference: string, { trigger, rules, assumed }: Sides): string | undefined {
  const tag = tagOf(reference)
  const { cause } = trigger
  if (runsWithoutSecrets(trigger)) {
    return "GitHub gives the run of a fork's pull request no secrets, so today's push fails. The Tagboat step builds only."
  }
  if (cause.kind === 'delete' || (cause.kind === 'pull-request' && cause.isClosed)) {
    return 'The pull request is closed or the ref deleted, and Tagboat does nothing for it.'
  }
  const versions = [...(trigger.ref.kind === 'tag' ? [trigger.ref.name] : []), ...assumed]
  const pre = versions.find(isPrerelease)
  if (pre !== undefined && /latest/i.test(tag)) return `'${pre}' is a prerelease, which never gets '${tag}'.`
  if (pre !== undefined && /type=match/.test(rules) && pre.includes(tag)) {
    return `'${pre}' is a prerelease, which gets no shorter name like '${tag}'.`
  }
  const isZero = versions.some((version) => findVersion(version)?.major === 0)
  if (isZero && /(?:^|[^0-9.])0(?:$|[^0-9.])/.test(tag)) {
    return `'${tag}' is not published for versions 0.x: 0.2 may break what worked with 0.1.`
  }
  if (/match=/.test(rules) && versions.some((version) => version.includes(tag) || tag.includes('latest'))) {
    const isMatched = versions.some((version) => matchesAny(rules, version))
    if (!isMatched) return `The git tag does not match the rule's match=, so the rule gives no tag.`
  }
  const isEvent = /create|discussion|issues|schedule/.test(trigger.event)
  if (isEvent && /is_default_branch/.test(rules) && !isDefaultBranch(trigger)) {
    return `{{is_default_branch}} depends on the ref; docker/metadata-action takes it as true on every ${trigger.event} event.`
  }
  return undefined
}

/** Whether a rule with `match=` matches a version. An invalid or slow pattern does not. */
function matchesAny(rules: string, version: string): boolean {
  return [...rules.matchAll(/(?:^|,)match=([^,\n]+)/gm)].some(([line, pattern = '']) => {
    try {
      return compilePattern(pattern, '', { input: 'tags', line }).match(version) !== undefined
    } catch (error) {
      if (error instanceof TagboatError) return false
      throw error
    }
  })
}
