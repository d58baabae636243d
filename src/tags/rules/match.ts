import { describeWhere } from '../../errors/tags.ts'
import type { Follows } from '../../model/planned-tag.ts'
import { type Finding, lineOf, nothing, releaseOf } from '../finding.ts'
import type { MatchRule, RuleBase } from '../rule.ts'
import { type RuleContext, readSource, sourceOrigins } from '../rule-context.ts'
import { findVersion, isPrerelease, type Version } from '../versions.ts'

/**
 * `type=match`: a part of the git tag, or of `value`, by a regular expression. The part may be a version, short or
 * full. A prerelease never gives `latest`, and a short one only where the pattern covers the prerelease part.
 */
export function findMatchTag(rule: RuleBase & MatchRule, context: RuleContext): Finding {
  const source = readSource(context, rule.value)
  if (source === undefined || source === '') return nothing
  const match = rule.pattern.match(source)
  if (!match) return warn(rule, `'${rule.pattern.source}' does not match '${source}'`)
  const text = match[rule.group]
  if (text === undefined) return warn(rule, `group ${rule.group} matches nothing of '${source}'`)
  const found = name(rule, text, source, match[0] ?? '')
  return found.kind === 'tag' ? { ...found, from: sourceOrigins(context, rule.value) } : found
}

function name(rule: RuleBase, text: string, source: string, whole: string): Finding {
  const version = findVersion(source) ?? findVersion(text)
  if (version === undefined) {
    const found = { kind: 'tag', text, follows: { kind: 'run' } } as const
    return isPrerelease(source) ? found : { ...found, latest: { kind: 'run' } }
  }
  const isThat = findVersion(text)?.full === version.full
  const follows: Follows = isThat && version.isFixed ? releaseOf(version) : lineOf(version)
  if (!version.isPrerelease) return { kind: 'tag', text, follows, latest: lineOf(version) }
  if (isThat || !isVersionLike(text)) return { kind: 'tag', text, follows }
  if (!covers(whole, version)) {
    return warn(rule, `'${text}' would be the name of a release, but '${source}' is a prerelease`)
  }
  const note = `${describeWhere(rule.where)}: '${text}' reads like a release, but '${source}' is a prerelease; group=0 keeps them apart.`
  return { kind: 'tag', text, follows, warning: note }
}

/** A pattern that has the prerelease part is about prereleases, whichever group it takes: `v(.*)-beta.(.*)`. */
function covers(whole: string, { raw }: Version): boolean {
  const part = raw.replace(/^v?[\d!.]+/i, '').replace(/\+.*$/, '')
  return part !== '' && whole.includes(part)
}

/** A version or part of one. */
const isVersionLike = (text: string): boolean => /^v?\d+(?:\.\d+)*$/.test(text)

function warn(rule: RuleBase, why: string): Finding {
  return { kind: 'none', warning: `${describeWhere(rule.where)}: ${why}; it gives no tag.` }
}
