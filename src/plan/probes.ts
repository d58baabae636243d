import { asPush, type Ref, type Trigger } from '../model/trigger.ts'
import { toComponent } from '../tags/component.ts'
import { commitSha, type ExpressionOptions, shortSha } from '../tags/expressions.ts'
import { findVersion } from '../tags/versions.ts'

/** A hypothetical run, to see which names it would get. */
export interface Probe {
  readonly trigger: Trigger
  readonly options: ExpressionOptions
}

// Names that no real user, branch or target has. They only show whether a template distinguishes refs.
const words = {
  user: 'u7f3qz0person',
  other: 'b4k8wy2other',
  main: 'm9x1vj6main',
  target: 'g2n6wz4target',
} as const
const version = 't5h2rd3tag/v0.0.0'
const sha = 'c0de5eed7a1eb01dfacefeed5ca1ab1e0ddba11c'

/** Stands for any bake target: a pull request may add a file with targets of any name. */
export const anyTarget = words.target

/** A text in a probe's name that stands for any user, target, commit or version tag. */
export interface Wildcard {
  readonly label: 'user' | 'target' | 'sha' | 'tag'
  readonly text: string
  readonly pattern: string
  readonly fits: (text: string) => boolean
  /** The run's own value; absent if it has none. */
  readonly own?: string
}

export function wildcardsOf(trigger: Trigger, options: ExpressionOptions): readonly Wildcard[] {
  // Lazy for the user, so that a version after it is matched whole.
  const any = '[a-z0-9](?:[a-z0-9._-]*?[a-z0-9])??'
  const withVersion = '[a-z0-9._-]*[0-9][.][0-9][a-z0-9._-]*'
  const short = shortSha(sha, options)
  const wildcards: readonly Wildcard[] = [
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
  return wildcards.filter(({ text }) => text !== '')
}

/** A push to the default branch by an arbitrary user. If its name is unknown, a name that no branch has. */
export function probeDefaultBranch(trigger: Trigger, options: ExpressionOptions): Probe {
  const defaultBranch = trigger.defaultBranch ?? words.main
  return probe({ ...trigger, defaultBranch }, options, { kind: 'branch', name: defaultBranch })
}

/** A push of a version tag by an arbitrary user. */
export function probeRelease(trigger: Trigger, options: ExpressionOptions): Probe {
  return probe(
    trigger,
    { ...options, baseRef: trigger.defaultBranch ?? words.main },
    { kind: 'tag', name: version },
  )
}

/** An arbitrary user's run on an arbitrary ref of this run's kind: the names that all refs get. */
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

/** Makes a push to `ref` of this run, without the details of its event. */
function probe(trigger: Trigger, options: ExpressionOptions, ref: Ref): Probe {
  const { push: _push, baseRef: _base, ...rest } = asPush(trigger, ref)
  return { trigger: { ...rest, sha, revision: sha, actor: words.user }, options }
}

/** A protected name, with wildcards for any user, target, commit or version. */
export interface NamePattern {
  /** For messages: `gcr.io/x/stable-<user>`. */
  readonly name: string
  /** The texts of the wildcards in a repository (host and path); undefined if it does not match. */
  match(key: string): Readonly<Record<string, string | undefined>> | undefined
}

/** `key` is a repository that a probe got. A wildcard that occurs twice matches the same text twice. */
export function makePattern(key: string, wildcards: readonly Wildcard[]): NamePattern {
  const source = wildcards.reduce((pattern, wildcard) => {
    const [first = '', ...rest] = pattern.split(quote(wildcard.text))
    if (rest.length === 0) return pattern
    return `${first}(?<${wildcard.label}>${wildcard.pattern})${rest.join(`\\k<${wildcard.label}>`)}`
  }, quote(key))
  const expression = new RegExp(`^${source}$`)
  return {
    name: wildcards.reduce((text, wildcard) => text.replaceAll(wildcard.text, `<${wildcard.label}>`), key),
    match: (other) => {
      const found = expression.exec(other)
      if (found === null) return undefined
      const groups = found.groups ?? {}
      return wildcards.every(({ label, fits }) => fitsGroup(groups[label], fits)) ? groups : undefined
    },
  }
}

/** Fills in this run's own user and commit. */
export function withOwn(key: string, wildcards: readonly Wildcard[]): string {
  return wildcards.reduce(
    (text, wildcard) => (wildcard.own === undefined ? text : text.replaceAll(wildcard.text, wildcard.own)),
    key,
  )
}

const fitsGroup = (text: string | undefined, fits: Wildcard['fits']): boolean =>
  text === undefined || fits(text)

/** Escapes the characters of a repository's name that are special in a regular expression. */
const quote = (text: string): string => text.replace(/[.[\]]/g, '\\$&')
