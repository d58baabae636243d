import { protectedName } from '../errors/names.ts'
import { type Problem, TagboatError } from '../errors/tagboat-error.ts'
import { type ExpressionOptions, expressionValues } from '../tags/expressions.ts'
import type { ImageLine } from '../tags/images.ts'
import type { Trigger } from '../trigger/trigger.ts'
import { makePattern, type NamePattern, withOwn } from './name-pattern.ts'
import { marksOf, type Probe, probeDefaultBranch, probeOther, probeRelease } from './probes.ts'
import { keyOf, type Repository } from './reference.ts'
import { type NamedTarget, nameByLine, usesOwnNames } from './repositories.ts'

/** A name that other refs may not have. */
export interface ProtectedName extends NamePattern {
  /** The template that gives it, as written. */
  readonly template: string
  readonly for: 'the default branch' | 'releases' | 'the default branch and releases'
}

/** What is published under a protected name: a push of the default branch, or a version tag; never a pull request. */
export function isPrivileged(trigger: Trigger, options: ExpressionOptions = {}): boolean {
  const { is_default_branch, is_release } = expressionValues(trigger, options)
  return is_default_branch === true || is_release === true
}

/**
 * The names that the default branch or a release gets and an arbitrary other ref by an arbitrary other person does not,
 * by name. A template that gives everybody the same protects nothing; nor does a line that is off, or empty, for the
 * default branch and releases. `targets` are all those of the bake files, also those that this run leaves out: with a
 * user `stable-a`, target `b` may get what target `a-b` is to have.
 */
export function protectedNames(
  trigger: Trigger,
  images: readonly ImageLine[],
  options: ExpressionOptions = {},
  targets: readonly NamedTarget[] = [],
): ReadonlyMap<string, ProtectedName> {
  const marks = marksOf(trigger, options)
  const everybody = namesOf(probeOther(trigger, options), images, targets)
  const found = new Map<string, ProtectedName>()
  const protect = (probe: Probe, who: 'the default branch' | 'releases'): void => {
    for (const [key, template] of namesOf(probe, images, targets)) {
      if (everybody.has(key)) continue
      const broad = makePattern(key, marks)
      // A pattern that anybody's name matches says nothing: then only this person's own name counts.
      const isBroad = [...everybody.keys()].some((other) => broad.matches(other))
      const pattern = isBroad ? makePattern(withOwn(key, marks), marks) : broad
      const before = found.get(pattern.name)
      const both = before !== undefined && before.for !== who
      found.set(pattern.name, {
        name: pattern.name,
        // `everybody` has no marks but of probes: a name in it is written out, and free.
        matches: (key) => !everybody.has(key) && pattern.matches(key),
        template,
        for: both ? 'the default branch and releases' : who,
      })
    }
  }
  protect(probeDefaultBranch(trigger, options), 'the default branch')
  protect(probeRelease(trigger, options), 'releases')
  return found
}

/**
 * A problem for each of a run's repositories that is protected from it, whichever line it comes from. `repositories`
 * are those of all images that the run would publish.
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
    const found = names.find((name) => name.matches(keyOf(repository)))
    return found === undefined ? [] : [protectedName(repository.name, found.for, found.template, trigger)]
  })
}

/** Every repository that the lines give to a probe, with its template. */
function namesOf(
  { trigger, options }: Probe,
  images: readonly ImageLine[],
  targets: readonly NamedTarget[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const wanted =
    targets.length === 0
      ? [undefined]
      : targets.filter((target) => !usesOwnNames(images, target)).map(({ name }) => name)
  for (const line of images) {
    for (const target of wanted) {
      const repository = tryLine(() => nameByLine(line, trigger, options, target))
      if (repository !== undefined) names.set(keyOf(repository), line.name.text)
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
