import semver from 'semver'
import { pep440 } from '../libraries.ts'
import type { VersionScheme } from '../model/planned-tag.ts'

/** A version of either scheme. */
export interface Version {
  readonly scheme: VersionScheme
  /** As it was written: `v1.2.3`. */
  readonly raw: string
  /** In the scheme's normal form, without `v`: `1.2.3`, `1.2.3rc2`. */
  readonly full: string
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** Semver only: the parts after `-` and `+`. */
  readonly prerelease: readonly (string | number)[]
  readonly build: readonly string[]
  /** A prerelease: it never gets `latest`. */
  readonly isPrerelease: boolean
  /** It has no short names: a prerelease, or a post-release of PEP 440 (`1.2.3.post1`). */
  readonly isFullOnly: boolean
  /** It always names the same content: `1.2.3`, `1.0rc1`. PEP 440's `1.2` could also be a line of versions. */
  readonly isFixed: boolean
}

/** Parses a version; undefined for any other text. Semver follows semver.org, with an optional `v`. */
export function parseVersion(scheme: VersionScheme, text: string): Version | undefined {
  return scheme === 'semver' ? parseSemver(text) : parsePep440(text)
}

/**
 * Finds the version in a git tag: the whole tag (`v1.2.3`, `1.2rc1`), or its end (`app/v1.2.3`,
 * `pkg@1.2.3`, `chart-1.2.3`). PEP 440 accepts even `7` and `20200110-RC2`; here a
 * version needs a dot.
 */
export function findVersion(tag: string): Version | undefined {
  const tail = /(?<![0-9.])v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/.exec(tag)?.[0]
  const found = parseSemver(tag) ?? (tail === undefined ? undefined : parseSemver(tail))
  if (found) return found
  const last = tag.slice(Math.max(tag.lastIndexOf('/'), tag.lastIndexOf('@')) + 1)
  return /^v?(?:\d+!)?\d+\.\d/i.test(last) ? parsePep440(last) : undefined
}

/** Whether a git tag is a prerelease, which gets no `latest`. Here PEP 440 applies in full: `20200110-RC2` is one. */
export function isPrerelease(tag: string): boolean {
  return (findVersion(tag) ?? parsePep440(tag))?.isPrerelease ?? false
}

/** Above 0 if `a` is higher than `b`, below 0 if it is lower. Both are in the scheme's normal form. */
export function compareVersions(scheme: VersionScheme, a: string, b: string): number {
  return scheme === 'semver' ? semver.compareBuild(a, b) : pep440().compare(a, b)
}

function parseSemver(text: string): Version | undefined {
  const parsed = semver.valid(text) === null ? null : semver.parse(text)
  if (parsed === null) return undefined
  const { version, major, minor, patch, prerelease, build } = parsed
  const isPrerelease = prerelease.length > 0
  const numbers = { major, minor, patch, prerelease, build }
  return {
    scheme: 'semver',
    raw: text,
    full: version,
    ...numbers,
    isPrerelease,
    isFullOnly: isPrerelease,
    isFixed: true,
  }
}

function parsePep440(text: string): Version | undefined {
  const { valid, explain, clean } = pep440()
  const parsed = valid(text) === null ? null : explain(text)
  if (parsed === null) return undefined
  const [major = 0, minor = 0, patch = 0] = parsed.release
  const isPrerelease = parsed.is_prerelease || parsed.is_devrelease
  const isFullOnly = isPrerelease || parsed.is_postrelease
  return {
    scheme: 'pep440',
    raw: text,
    full: clean(text) ?? text,
    major,
    minor,
    patch,
    prerelease: [],
    build: [],
    isPrerelease,
    isFullOnly,
    isFixed: isFullOnly || parsed.release.length > 2,
  }
}
