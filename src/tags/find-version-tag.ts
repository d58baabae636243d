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
 * `type=semver` and `type=pep440`: the version in the git tag, or in `value`, printed through `pattern`. A prerelease has
 * no short names: any pattern gives its full version (or its `{{raw}}` text, if that is the pattern). Version 0 of semver
 * gives no tag for `{{major}}` alone, since 0.2 may break users of 0.1 (semver.org, item 4).
 */
export function findVersionTag(rule: RuleBase & VersionRule, context: RuleContext): Finding {
  const source = readSource(context, rule.value)
  if (source === undefined || source === '') return nothing
  const picked = rule.match ? pick(rule.match, source) : source
  if (picked === undefined) return warn(rule, `'${rule.match?.source}' does not match '${source}'`)
  const version = parseVersion(rule.type, picked.replaceAll('/', '-'))
  if (version === undefined) return warn(rule, `'${picked}' is not a version of ${rule.type}`)
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

/** The first group, or the whole match without groups. */
function pick(pattern: Pattern, text: string): string | undefined {
  const match = pattern.match(text)
  return match?.[1] ?? match?.[0]
}

const isRaw = ({ text }: Template): boolean => /^\{\{\{?\s*raw\s*\}?\}\}$/.test(text)

/** Whether a prerelease loses text of its pattern: without `-slim`, `{{version}}-slim` would be the tag of another image. */
const losesText = ({ text, uses }: Template): boolean =>
  (uses.has('version') || uses.has('raw')) && !/^\{\{\{?\s*(?:version|raw)\s*\}?\}\}$/.test(text)

const describeLost = (rule: RuleBase & VersionRule, tag: string): string =>
  `${describeWhere(rule.where)}: a version like '${tag}' is given in full, without the rest of pattern '${rule.pattern.text}'. Write the rest as prefix= or suffix=, which every version gets.`

/** Whether no other version gives the same name. */
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
 * `type=match`: the part of the git tag, or of `value`, that a regular expression matches. It may be a version, short or
 * full. A prerelease never gives `latest`, and a short name only if the pattern matches its prerelease part.
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
  const note = `${describeWhere(rule.where)}: '${text}' looks like a release, but '${source}' is a prerelease; group=0 keeps them apart.`
  return { kind: 'tag', text, follows, warning: note }
}

/** Whether the match includes the prerelease part. Such a pattern is meant for prereleases, whichever group it selects: `v(.*)-beta.(.*)`. */
function covers(whole: string, { raw }: Version): boolean {
  const part = raw.replace(/^v?[\d!.]+/i, '').replace(/\+.*$/, '')
  return part !== '' && whole.includes(part)
}

/** Whether a text is a version or the beginning of one. */
const isVersionLike = (text: string): boolean => /^v?\d+(?:\.\d+)*$/.test(text)
