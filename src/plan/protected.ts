import { protectedName } from '../errors/plan.ts'
import { keyOf, type Repository } from '../model/reference.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { toComponent } from '../tags/component.ts'
import { type ExpressionOptions, expressionValues } from '../tags/expressions.ts'
import type { ImageLine } from '../tags/images.ts'
import type { Template } from '../tags/templates.ts'
import { makePattern, type NamePattern, withOwn } from './name-pattern.ts'
import {
  anyTarget,
  type Mark,
  marksOf,
  type Probe,
  probeDefaultBranch,
  probeOther,
  probeRelease,
} from './probes.ts'
import { type NamedTarget, nameByLine } from './repositories.ts'

/** A name that other refs may not have. */
export interface ProtectedName {
  /** As a user reads it: `gcr.io/x/stable-<user>`. */
  readonly name: string
  /** Whether a repository (`spell` of it) is one of those names. */
  matches(key: string): boolean
  /** The template that gives it, as written. */
  readonly template: string
  /** The input that it is in. */
  readonly input: 'images' | 'tags'
  readonly for: 'the default branch' | 'releases' | 'the default branch and releases'
}

/** What is published under a protected name: a push of the default branch, or a version tag; never a pull request. */
export function isPrivileged(trigger: Trigger, options: ExpressionOptions = {}): boolean {
  const { is_default_branch, is_release } = expressionValues(trigger, options)
  return is_default_branch === true || is_release === true
}

/**
 * The names that the default branch or a release gets and an arbitrary other ref by an arbitrary other user does not,
 * by name. A template that gives everybody the same protects nothing; nor does a line that is off, or empty, for the
 * default branch and releases. `targets` are those of this run's bake files. The files of another ref may name others,
 * so a protected name is one for any target: `stable/<target>`.
 */
export function protectedNames(
  trigger: Trigger,
  images: readonly ImageLine[],
  options: ExpressionOptions = {},
  targets: readonly NamedTarget[] = [],
): ReadonlyMap<string, ProtectedName> {
  const marks = marksOf(trigger, options)
  const isMany = targets.length > 0
  const everybody = new Set(namesOf(probeOther(trigger, options), images, isMany).keys())
  const found = new Map<string, ProtectedName>()
  const protect = (probe: Probe, who: 'the default branch' | 'releases'): void => {
    for (const [key, { text, where }] of namesOf(probe, images, isMany)) {
      if (everybody.has(key)) continue
      const input = where.input === 'tags' ? 'tags' : 'images'
      for (const { target, pattern } of narrow(key, marks, everybody, targets)) {
        const before = found.get(pattern.name)
        const both = before !== undefined && before.for !== who
        found.set(pattern.name, {
          name: pattern.name,
          matches: (name) => isTheirs(name, pattern, target, everybody),
          template: text,
          input,
          for: both ? 'the default branch and releases' : who,
        })
      }
    }
  }
  protect(probeDefaultBranch(trigger, options), 'the default branch')
  protect(probeRelease(trigger, options), 'releases')
  return found
}

interface Narrowed {
  readonly pattern: NamePattern
  /** The one target that it is about; absent: any, or none. */
  readonly target?: string
}

/**
 * A pattern that anybody's name matches says nothing. Then only the targets of this file count; and where even so
 * anybody's name matches, only this user's own name.
 */
function narrow(
  key: string,
  marks: readonly Mark[],
  everybody: ReadonlySet<string>,
  targets: readonly NamedTarget[],
): readonly Narrowed[] {
  const broad = makePattern(key, marks)
  if (!matchesAny(broad, everybody)) return [{ pattern: broad }]
  if (!key.includes(anyTarget)) return [{ pattern: makePattern(withOwn(key, marks), marks) }]
  const components = targets.map(({ name }) => toComponent(name)).filter((name) => name !== '')
  const named = new Set(components.flatMap((target) => [...everybody].map((name) => fill(name, target))))
  return components.flatMap((target) => {
    const one = fill(key, target)
    const pattern = makePattern(one, marks)
    const own = matchesAny(pattern, named) ? makePattern(withOwn(one, marks), marks) : pattern
    return [{ pattern: own, target }]
  })
}

const fill = (name: string, target: string): string => name.replaceAll(anyTarget, target)

const matchesAny = (pattern: NamePattern, names: Iterable<string>): boolean =>
  [...names].some((name) => pattern.match(name) !== undefined)

/** Everybody's names have no marks but of probes: one that is written out, for the same target, is free. */
function isTheirs(
  name: string,
  pattern: NamePattern,
  one: string | undefined,
  everybody: ReadonlySet<string>,
): boolean {
  const groups = pattern.match(name)
  if (groups === undefined) return false
  const target = one ?? groups.target
  return ![...everybody].some((other) => (target === undefined ? other : fill(other, target)) === name)
}

/**
 * A problem for each of a run's repositories that is protected from it, wherever its name comes from: a line of
 * `images`, a target's own tags in the bake file, a cache that it exports. `repositories` are all that the run would
 * write to.
 */
export function checkProtected(
  trigger: Trigger,
  images: readonly ImageLine[],
  repositories: readonly Repository[],
  options: ExpressionOptions = {},
  targets: readonly NamedTarget[] = [],
): readonly Problem[] {
  if (isPrivileged(trigger, options)) return []
  const names = [...protectedNames(trigger, images, options, targets).values()]
  return repositories.flatMap((repository) => {
    const found = names.find((name) => name.matches(spell(repository)))
    return found === undefined ? [] : [protectedName(repository.name, found, trigger)]
  })
}

/** As `keyOf`, for names that a bake file spells as it likes: without the port of HTTPS, Docker Hub by one name. */
function spell({ host, path }: Repository): string {
  const plain = host.replace(/:443$/, '')
  return keyOf({ name: '', host: /(?:^|\.)docker\.(?:io|com)$/.test(plain) ? 'docker.io' : plain, path })
}

/**
 * Every repository that the lines give to a probe, with its template. Where there are bake targets: to any of them, and
 * the name without a target, which is the channel's own.
 */
function namesOf(
  { trigger, options }: Probe,
  images: readonly ImageLine[],
  isMany: boolean,
): ReadonlyMap<string, Template> {
  const names = new Map<string, Template>()
  for (const line of images) {
    for (const target of isMany ? [anyTarget, undefined] : [undefined]) {
      const repository = tryLine(() => nameByLine(line, trigger, options, target))
      if (repository !== undefined) names.set(spell(repository), line.name)
    }
  }
  return names
}

/** A probe may be one for which a line has no name: an empty expression, `enable=` without a boolean. */
function tryLine(name: () => Repository | undefined): Repository | undefined {
  try {
    return name()
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}
