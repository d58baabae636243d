import { asPush, type Ref, type Trigger } from '../model/trigger.ts'
import { toComponent } from '../tags/component.ts'
import { commitSha, type ExpressionOptions, shortSha } from '../tags/expressions.ts'
import { findVersion } from '../tags/versions.ts'

/** A run that did not happen, to see which names it would get. */
export interface Probe {
  readonly trigger: Trigger
  readonly options: ExpressionOptions
}

// Words that nobody's name has; a git tag that is a version behind its `/`. They are as good as secret: all they decide
// is whether a template tells refs apart, and that is a question about the template, not about who runs.
const words = {
  user: 'u7f3qz0person',
  other: 'b4k8wy2other',
  main: 'm9x1vj6main',
  target: 'g2n6wz4target',
} as const
const version = 't5h2rd3tag/v0.0.0'
const sha = 'c0de5eed7a1eb01dfacefeed5ca1ab1e0ddba11c'

/** A bake target that no file has: a pull request may bring a file with targets of any name. */
export const anyTarget = words.target

/** What in a probe's name stands for any user, target, commit or version tag, and what it is in the run itself. */
export interface Mark {
  readonly label: 'user' | 'target' | 'sha' | 'tag'
  readonly text: string
  readonly pattern: string
  readonly fits: (text: string) => boolean
  /** Absent where the run itself has none. */
  readonly own?: string
}

export function marksOf(trigger: Trigger, options: ExpressionOptions): readonly Mark[] {
  // The person's as short as can be, so that a version behind it is found whole.
  const any = '[a-z0-9](?:[a-z0-9._-]*?[a-z0-9])??'
  const withVersion = '[a-z0-9._-]*[0-9][.][0-9][a-z0-9._-]*'
  const short = shortSha(sha, options)
  const marks: readonly Mark[] = [
    { label: 'user', text: words.user, pattern: any, fits: () => true, own: toComponent(trigger.actor) },
    {
      label: 'target',
      text: anyTarget,
      pattern: '[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?',
      fits: () => true,
    },
    {
      label: 'sha',
      text: short,
      pattern: `[0-9a-f]{${short.length}}`,
      fits: () => true,
      own: shortSha(commitSha(trigger, options), options),
    },
    {
      label: 'tag',
      text: toComponent(version),
      pattern: withVersion,
      fits: (text) => findVersion(text) !== undefined,
    },
  ]
  return marks.filter(({ text }) => text !== '')
}

/** A push to the default branch by somebody; where nothing told its name, one that is nobody's. */
export function probeDefaultBranch(trigger: Trigger, options: ExpressionOptions): Probe {
  const defaultBranch = trigger.defaultBranch ?? words.main
  return probe({ ...trigger, defaultBranch }, options, { kind: 'branch', name: defaultBranch })
}

/** A push of a version tag by somebody. */
export function probeRelease(trigger: Trigger, options: ExpressionOptions): Probe {
  return probe(
    trigger,
    { ...options, baseRef: trigger.defaultBranch ?? words.main },
    { kind: 'tag', name: version },
  )
}

/** Somebody's run on a ref of the same kind as this run's that is neither: what everybody gets. */
export function probeOther(trigger: Trigger, options: ExpressionOptions): Probe {
  const { kind } = trigger.ref
  const other = { ...options, baseRef: words.other }
  if (kind !== 'pull') return probe(trigger, other, { kind, name: words.other })
  const number = 40_908_070_605
  const pullRequest = { number, headRef: words.other, headSha: sha, baseRef: words.other, fork: false }
  const { trigger: pushed } = probe(trigger, other, { kind, number })
  const cause = { kind: 'pull-request', variant: 'ordinary', isClosed: false } as const
  return { trigger: { ...pushed, event: 'pull_request', cause, pullRequest }, options: other }
}

/** What belongs to the event that did happen is left out. */
function probe(trigger: Trigger, options: ExpressionOptions, ref: Ref): Probe {
  const { push: _push, baseRef: _base, ...rest } = asPush(trigger, ref)
  return { trigger: { ...rest, sha, revision: sha, actor: words.user }, options }
}

/** A protected name: text, with marks where any user, target, commit or version may stand. */
export interface NamePattern {
  /** As a person reads it: `gcr.io/x/stable-<user>`. */
  readonly name: string
  /** What the marks stand for in a repository (host and path); undefined where it is none of those names. */
  match(key: string): Readonly<Record<string, string | undefined>> | undefined
}

/** `key` is a repository that a probe got; a mark in it twice stands for the same text twice. */
export function makePattern(key: string, marks: readonly Mark[]): NamePattern {
  const source = marks.reduce((pattern, mark) => {
    const [first = '', ...rest] = pattern.split(quote(mark.text))
    if (rest.length === 0) return pattern
    return `${first}(?<${mark.label}>${mark.pattern})${rest.join(`\\k<${mark.label}>`)}`
  }, quote(key))
  const expression = new RegExp(`^${source}$`)
  return {
    name: marks.reduce((text, mark) => text.replaceAll(mark.text, `<${mark.label}>`), key),
    match: (other) => {
      const found = expression.exec(other)
      if (found === null) return undefined
      const groups = found.groups ?? {}
      return marks.every(({ label, fits }) => fitsGroup(groups[label], fits)) ? groups : undefined
    },
  }
}

/** The same name for this run's own person and commit. */
export function withOwn(key: string, marks: readonly Mark[]): string {
  return marks.reduce(
    (text, mark) => (mark.own === undefined ? text : text.replaceAll(mark.text, mark.own)),
    key,
  )
}

const fitsGroup = (text: string | undefined, fits: Mark['fits']): boolean => text === undefined || fits(text)

/** Of what a repository's name may have, these mean something in a regular expression. */
const quote = (text: string): string => text.replace(/[.[\]]/g, '\\$&')
