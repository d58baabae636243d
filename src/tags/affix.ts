import type { FoundTag } from './finding.ts'
import type { Flavor } from './flavor.ts'
import { branchSlug, type CheckedName, gitTagSlug } from './reserved.ts'
import type { RuleBase } from './rule.ts'
import type { Scene } from './scene.ts'
import { slug } from './slug.ts'

/**
 * The tag that a rule's text becomes: with prefix and suffix, valid, and no reserved name. A rule's own prefix or
 * suffix, even an empty one, is instead of the flavor's. `undefined` where there is no text: an expression that is
 * empty for this ref gives no tag, whatever the flavor; a rule that has an affix of its own gives that.
 */
export function finishName(
  found: FoundTag,
  rule: RuleBase,
  flavor: Flavor,
  scene: Scene,
): CheckedName | undefined {
  const own = {
    prefix: rule.prefix && scene.render(rule.prefix),
    suffix: rule.suffix && scene.render(rule.suffix),
  }
  if (found.text === '' && !own.prefix && !own.suffix) return undefined
  const prefix = own.prefix ?? (flavor.prefix ? scene.render(flavor.prefix.text) : '')
  const suffix = own.suffix ?? (flavor.suffix ? scene.render(flavor.suffix.text) : '')
  const bare = own.prefix || own.suffix ? { name: found.text } : avoidReserved(found, found.text, scene)
  const whole = avoidReserved(found, `${prefix}${bare.name}${suffix}`, scene)
  const warning = bare.warning ?? whole.warning
  return { name: slug(whole.name), ...(warning !== undefined && { warning }) }
}

/** `latest`, with the flavor's prefix and suffix where they are for it too. */
export function latestName({ prefix, suffix }: Flavor, scene: Scene): string {
  const before = prefix?.onLatest ? scene.render(prefix.text) : ''
  const after = suffix?.onLatest ? scene.render(suffix.text) : ''
  return slug(`${before}latest${after}`)
}

/** The text as it is unless its slug is reserved: `/` and the like are for the whole name to settle. */
function avoidReserved({ reserved }: FoundTag, text: string, { liveBranches }: Scene): CheckedName {
  if (reserved === undefined) return { name: text }
  const checked = reserved === 'branch' ? branchSlug(text) : gitTagSlug(text, liveBranches)
  return checked.warning === undefined ? { name: text } : checked
}
