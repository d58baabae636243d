import type { Mark } from './probes.ts'

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
