import { describeWhere } from '../errors/tags.ts'
import type { Follows } from '../model/planned-tag.ts'
import { versionValues } from './expressions.ts'
import { type Finding, type FoundTag, lineOf, nothing, releaseOf } from './finding.ts'
import type { Pattern } from './regex.ts'
import type { MatchRule, RuleBase, VersionRule } from './rule.ts'
import { type RuleContext, readSource, sourceOrigins } from './rule-context.ts'
import type { Template } from './templates.ts'
import { findVersion, isPrerelease, parseVersion, type Version } from './versions.ts'

/**
 * `type=semver` and `type=pep440`: the git tag, or `value`, as a version through `pattern`. A prerelease has no short
 * names: whatever the pattern, it gives the full version (or `{{raw}}`, where the pattern is that). Of version 0 there
 * is no `{{major}}` alone in semver: 0.2 breaks what worked with 0.1 (semver.org, item 4).
 */
export function findVersionTag(rule: RuleBase & VersionRule, context: RuleContext): Finding {
  const source = readSource(context, rule.value)
  if (source === undefined || source === '') return nothing
  const picked = rule.match ? pick(rule.match, source) : source
  if (picked === undefined) return warn(rule, `'${rule.match?.source}' does not match '${source}'`)
  const version = parseVersion(rule.type, picked.replaceAll('/', '-'))
  if (version === undefined) return warn(rule, `'${picked}' is no version of ${rule.type}`)
  return nameVersion(rule, context, version)
}

function nameVersion(rule: RuleBase & VersionRule, context: RuleContext, version: Version): Finding {
  const { pattern, value } = rule
  const source = sourceOrigins(context, value)
  if (version.isFullOnly) {
    const text = isRaw(pattern) ? version.raw : version.full
    const warning = losesText(pattern) ? { warning: describeLost(rule, text) } : {}
    return { kind: 'tag', text, follows: releaseOf(version), from: source, ...warning }
  }
  if (isMajorAlone(pattern) && version.scheme === 'semver' && version.major === 0) {
    return { kind: 'none', isMeant: true }
  }
  const values = versionValues(version)
  const found: FoundTag = {
    kind: 'tag',
    text: context.render(pattern, values),
    follows: lineOf(version),
    latest: lineOf(version),
    from: [...new Set([...source, ...context.originsOf(pattern, values)])],
  }
  return isWhole(pattern, version) ? { ...found, follows: releaseOf(version) } : found
}

/** The first group, or the whole match where there is none. */
function pick(pattern: Pattern, text: string): string | undefined {
  const match = pattern.match(text)
  return match?.[1] ?? match?.[0]
}

const isRaw = ({ text }: Template): boolean => /^\{\{\{?\s*raw\s*\}?\}\}$/.test(text)

/** `{{version}}-slim` names a variant: without the rest the tag is that of another image. A shorter version is not meant so. */
const losesText = ({ text, uses }: Template): boolean =>
  (uses.has('version') || uses.has('raw')) && !/^\{\{\{?\s*(?:version|raw)\s*\}?\}\}$/.test(text)

const describeLost = (rule: RuleBase & VersionRule, tag: string): string =>
  `${describeWhere(rule.where)}: a version like '${tag}' is given in full, without the rest of pattern '${rule.pattern.text}'. Write the rest as prefix= or suffix=, which every version gets.`

/** No other version gives the same name. */
function isWhole({ uses }: Template, { full, major, minor, patch }: Version): boolean {
  if (uses.has('version') || uses.has('raw')) return true
  return ['major', 'minor', 'patch'].every((part) => uses.has(part)) && full === `${major}.${minor}.${patch}`
}

function isMajorAlone({ uses }: Template): boolean {
  return uses.has('major') && !['minor', 'patch', 'version', 'raw'].some((part) => uses.has(part))
}

function warn(rule: RuleBase, why: string): Finding {
  return { kind: 'none', warning: `${describeWhere(rule.where)}: ${why}; it gives no tag.` }
}

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
  const found = nameMatch(rule, text, source, match[0] ?? '')
  return found.kind === 'tag' ? { ...found, from: sourceOrigins(context, rule.value) } : found
}

function nameMatch(rule: RuleBase, text: string, source: string, whole: string): Finding {
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
