import { protectedName } from '../errors/plan.ts'
import { dockerHub, isHubDomain } from '../model/docker-hub.ts'
import { keyOf, type Repository } from '../model/reference.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { toComponent } from '../tags/component.ts'
import { type ExpressionOptions, expressionValues } from '../tags/expressions.ts'
import type { ImageLine } from '../tags/image-lines.ts'
import type { Template } from '../tags/templates.ts'
import {
  anyTarget,
  makePattern,
  type NamePattern,
  type Probe,
  probeDefaultBranch,
  probeOther,
  probeRelease,
  type Wildcard,
  wildcardsOf,
  withOwn,
} from './probes.ts'
import { type NamedTarget, nameByLine } from './repositories.ts'

/** An image name that only the default branch or releases may use. */
export interface ProtectedName {
  /** For messages: `gcr.io/x/stable-<user>`. */
  readonly name: string
  /** Whether a repository, as `spell` writes it, has this name. */
  matches(key: string): boolean
  /** The template that the name comes from. */
  readonly template: string
  /** The input of the template. */
  readonly input: 'images' | 'tags'
  readonly for: 'the default branch' | 'releases' | 'the default branch and releases'
}

/** Whether a run may publish under protected names: the default branch or a version tag, never a pull request. */
export function isPrivileged(trigger: Trigger, options: ExpressionOptions = {}): boolean {
  const { is_default_branch, is_release } = expressionValues(trigger, options)
  return is_default_branch === true || is_release === true
}

/**
 * The names that the default branch or a release gets, but an arbitrary ref of an arbitrary user does not. A template that
 * gives all refs the same name protects nothing, and neither does a line that is off or empty for the default branch and
 * releases. `targets` are those of this run's bake files. Another ref may bring files with other targets, so a name is
 * protected for any target: `stable/<target>`.
 */
export function protectedNames(
  trigger: Trigger,
  images: readonly ImageLine[],
  options: ExpressionOptions = {},
  targets: readonly NamedTarget[] = [],
): ReadonlyMap<string, ProtectedName> {
  const wildcards = wildcardsOf(trigger, options)
  const isMany = targets.length > 0
  const everybody = new Set(namesOf(probeOther(trigger, options), images, isMany).keys())
  const found = new Map<string, ProtectedName>()
  const protect = (probe: Probe, who: 'the default branch' | 'releases'): void => {
    for (const [key, { text, where }] of namesOf(probe, images, isMany)) {
      if (everybody.has(key)) continue
      const input = where.input === 'tags' ? 'tags' : 'images'
      for (const { target, pattern } of narrow(key, wildcards, everybody, targets)) {
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
  /** The only target of the pattern; absent for any target, or none. */
  readonly target?: string
}

/**
 * Makes patterns that match no name that all refs get: first for any target, else for the targets of this file, else for
 * this user's own name only.
 */
function narrow(
  key: string,
  wildcards: readonly Wildcard[],
  everybody: ReadonlySet<string>,
  targets: readonly NamedTarget[],
): readonly Narrowed[] {
  const broad = makePattern(key, wildcards)
  if (!matchesAny(broad, everybody)) return [{ pattern: broad }]
  if (!key.includes(anyTarget)) return [{ pattern: makePattern(withOwn(key, wildcards), wildcards) }]
  const components = targets.map(({ name }) => toComponent(name)).filter((name) => name !== '')
  const named = new Set(components.flatMap((target) => [...everybody].map((name) => fill(name, target))))
  return components.flatMap((target) => {
    const one = fill(key, target)
    const pattern = makePattern(one, wildcards)
    const own = matchesAny(pattern, named) ? makePattern(withOwn(one, wildcards), wildcards) : pattern
    return [{ pattern: own, target }]
  })
}

const fill = (name: string, target: string): string => name.replaceAll(anyTarget, target)

const matchesAny = (pattern: NamePattern, names: Iterable<string>): boolean =>
  [...names].some((name) => pattern.match(name) !== undefined)

/** Whether a name is protected: it matches the pattern, and is not a name that all refs get for the same target. */
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

/** Finds out whether an image name is one that only the default branch or releases get, whatever the run. */
export function isProtectedName(
  ...run: Parameters<typeof protectedNames>
): (repository: Repository) => boolean {
  const names = [...protectedNames(...run).values()]
  return (repository) => names.some((name) => name.matches(spell(repository)))
}

/**
 * A problem for each repository that is protected from this run, whether its name comes from input `images`, a target's own
 * tags in the bake file, or a cache export. `repositories` are all that the run would write to.
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

/** As `keyOf`, for names that a bake file may spell in several ways: drops the port of HTTPS, and unifies the hosts of Docker Hub. */
function spell({ host, path }: Repository): string {
  const plain = host.replace(/:443$/, '')
  return keyOf({ name: '', host: isHubDomain(plain) ? dockerHub : plain, path })
}

/**
 * Every repository that the lines give to a probe, with its template. With bake targets: the names for any target, and those
 * without a target.
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

/** Undefined if the line has no valid name for a probe, as with an empty expression. */
function tryLine(name: () => Repository | undefined): Repository | undefined {
  try {
    return name()
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}
