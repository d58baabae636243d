import semver from 'semver'
import { slug } from './slug.ts'

/** A name, with a warning if it replaces a reserved one. */
export interface CheckedName {
  readonly name: string
  readonly warning?: string
}

const words = new Set(['latest', 'nightly', 'edge'])
const patterns = [
  /^v?\d+(?:\.\d+)*$/, // a version or part of one: 1, 1.2, v1.2.3
  /^v?\d+(?:\.\d+)+[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|post|rev|r|dev)[-_.]?\d*$/i, // PEP 440: 1.2rc1
  /^pr-\d+$/,
  /^sha-/,
  /^sha256-[0-9a-f]{64}/, // the OCI referrers tag schema: signatures and attestations
  /^buildcache-.*-[0-9a-f]{12}$/, // a build cache: cache/cache-refs.ts
]

/** Of these, the names that git tags must not take: other rules derive them from something else. */
const ofOthers = [/^latest$/, /^pr-\d+$/, /^sha-/, /^sha256-[0-9a-f]{64}/, /^buildcache-.*-[0-9a-f]{12}$/]

/** Whether another rule gives this name, so that a branch of the same name must not take it. */
export function isReserved(name: string): boolean {
  return words.has(name) || semver.valid(name) !== null || patterns.some((pattern) => pattern.test(name))
}

/** As `isReserved`, for a git tag, which may be a version. */
export function isReservedForTags(name: string): boolean {
  return ofOthers.some((pattern) => pattern.test(name))
}

/** The name, and the name without each of the suffixes that it ends with. */
export const withoutSuffixes = (name: string, suffixes: readonly string[]): readonly string[] => [
  name,
  ...suffixes.flatMap((suffix) =>
    suffix !== '' && name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : [],
  ),
]

/** A branch's tag. A reserved name gets `branch-` in front, with a warning. */
export function branchSlug(branch: string): CheckedName {
  const name = slug(branch)
  if (!isReserved(name)) return { name }
  const other = slug(`branch-${name}`)
  return {
    name: other,
    warning: `Branch '${branch}' is published as '${other}': '${name}' is a reserved name.`,
  }
}

/**
 * A git tag's tag. A name that is reserved for others, such as `latest`, `pr-7` or `sha-...`, gets `tag-` in front, with a
 * warning; so does one that is reserved without one of `suffixes` at its end.
 */
export function gitTagSlug(tag: string, suffixes: readonly string[] = []): CheckedName {
  const name = slug(tag)
  if (!withoutSuffixes(name, suffixes).some(isReservedForTags)) return { name }
  const other = slug(`tag-${name}`)
  return {
    name: other,
    warning: `Git tag '${tag}' is published as '${other}': '${name}' is a reserved name.`,
  }
}
