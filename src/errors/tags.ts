import { editDistance } from '../edit-distance.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'

/** A position in an input: its line as the user wrote it, and the column (from 1) where it is known. */
export interface RulePosition {
  readonly input: 'tags' | 'flavor' | 'builds' | 'images' | 'labels' | 'annotations' | 'from' | 'build-args'
  readonly line: string
  readonly column?: number
}

/** `Input tags, line 'type=foo', column 6`. */
export function describeWhere({ input, line, column }: RulePosition): string {
  return `Input ${input}, line '${line}'${column === undefined ? '' : `, column ${column}`}`
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

function problem(code: string, where: RulePosition, why: string, fix: string): Problem {
  return { code, what: `${describeWhere(where)}: ${why}.`, fix }
}

export function badQuotes(where: RulePosition): Problem {
  const fix = 'Put the quotation marks around the whole item, "value=a,b", and write "" for one inside it.'
  return problem('tag-quotes', where, 'a quotation mark is in the wrong place or not closed', fix)
}

export function unknownType(where: RulePosition, type: string, types: readonly string[]): Problem {
  return problem('tag-type', where, `there is no type '${type}'`, `Use ${list(types)}.`)
}

export function unknownKey(where: RulePosition, key: string, keys: readonly string[]): Problem {
  const near = keys.find((known) => key.length > 3 && editDistance(key, known) === 1)
  const fix = near === undefined ? '' : ` Write '${near}' if you mean that one.`
  return problem('tag-attribute', where, `there is no attribute '${key}'`, `Use ${list(keys)}.${fix}`)
}

export function missingKey(where: RulePosition, key: string, example: string): Problem {
  return problem('tag-attribute', where, `attribute '${key}' is missing`, `Write for example '${example}'.`)
}

/**
 * A line of input tags is one tag; `value` is the second one in it. docker/metadata-action takes the last, so that `raw,1.2` gives `1.2`
 * there. Where `first` is the name of a type, the user probably meant the type.
 */
export function severalValues(
  where: RulePosition,
  first: string,
  value: string,
  types: readonly string[],
): Problem {
  const why = `'${value}' is a second tag on the line, which would replace the first`
  const type = first === 'raw' ? `type=raw,value=${value}` : `type=${first}`
  const fix = types.includes(first)
    ? `If '${first}' is meant as the type, write ${type}; otherwise write one tag per line.`
    : 'Write one tag per line; put an item that contains a comma in quotation marks, "value=a,b".'
  return problem('tag-several', where, why, fix)
}

/** An attribute has an invalid value; `choices` are the valid ones. */
export function badChoice(
  where: RulePosition,
  key: string,
  value: string,
  choices: readonly string[],
): Problem {
  return problem('tag-value', where, `'${value}' is not a value of '${key}'`, `Use ${list(choices)}.`)
}

export function notBoolean(where: RulePosition, key: string, value: string, written: string): Problem {
  const from = value === written ? '' : ` (from '${written}')`
  return problem(
    'tag-boolean',
    where,
    `'${value}'${from} is not a boolean for '${key}'`,
    'Use true or false.',
  )
}

export function notNumber(where: RulePosition, key: string, value: string, example: string): Problem {
  return problem('tag-number', where, `'${value}' is not a value of '${key}'`, `Use a number, ${example}.`)
}

export function badRegex(where: RulePosition, source: string, why: string): Problem {
  const fix = 'Use a JavaScript regular expression, like v(\\d+\\.\\d+), or /.../i with flags.'
  return problem('tag-regex', where, `'${source}' is not a regular expression: ${why}`, fix)
}

/** The expression has fewer groups than the rule uses. */
export function noSuchGroup(where: RulePosition, group: number, groups: number): Problem {
  const fix = `Use group=${groups === 0 ? '0, the whole match' : `0 to ${groups}`}, or put ( ) around the part to capture.`
  return problem('tag-regex', where, `there is no group ${group}: the pattern has ${groups}`, fix)
}

export function slowRegex(where: RulePosition, source: string, text: string): Problem {
  const fix = 'Remove the repetition inside a repetition: write a+ in place of (a+)+.'
  return problem(
    'tag-regex-slow',
    where,
    `'${source}' took more than a second on '${text}' and was stopped`,
    fix,
  )
}

export function badTemplate(where: RulePosition, why: string, fix: string): Problem {
  return problem('tag-expression', where, why, fix)
}

export function unknownName(where: RulePosition, name: string, names: readonly string[]): Problem {
  return problem('tag-expression', where, `there is no expression '${name}' here`, `Use ${list(names)}.`)
}

/** The expression is about the image that input from names, but the step has no such image, or needs the value before it reads it. */
export function sourceUnknown(where: RulePosition, name: string, hasSource: boolean): Problem {
  const why = hasSource
    ? `{{${name}}} has a value in tags, flavor and annotations only`
    : `{{${name}}} is about the image that input from names, but this step builds one`
  const fix = hasSource
    ? 'Replace it with the name itself.'
    : 'Remove it; for the name of a git tag, use {{tag}}.'
  return problem('tag-source', where, why, fix)
}

export function badDateFormat(where: RulePosition, helper: string, why: string): Problem {
  return problem('tag-date', where, `{{${helper}}} ${why}`, `Write for example {{${helper} 'YYYYMMDD'}}.`)
}

export function badTimeZone(where: RulePosition, zone: string): Problem {
  const fix = "Use a name from the time zone database, like tz='Europe/Paris' or tz='UTC'."
  return problem('tag-time-zone', where, `there is no time zone '${zone}'`, fix)
}

export function noImageName(where: RulePosition): Problem {
  return problem(
    'image-name',
    where,
    'it has no name',
    "Write for example 'name=ghcr.io/acme/app,enable=true'.",
  )
}

/** Parses each line, and throws the problems of all lines together. */
export function parseEach<L, T>(lines: readonly L[], parse: (line: L) => T): T[] {
  const problems: Problem[] = []
  const parsed: T[] = []
  for (const line of lines) {
    try {
      parsed.push(parse(line))
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      problems.push(...error.problems)
    }
  }
  throwAll(problems)
  return parsed
}

/** A raw value with a colon that cannot be a reference. */
export function badReference(where: RulePosition, why: string, fix: string): Problem {
  return {
    code: 'tag-reference',
    what: `${describeWhere(where)}: a value with ':' is a full reference, and ${why}.`,
    fix,
  }
}

/** A line is an image name without a tag; `slug` is the tag that it would become. */
export function nameInTags(where: RulePosition, name: string, slug: string): Problem {
  return {
    code: 'tag-reference',
    what: `${describeWhere(where)}: an image name without a tag would become the tag '${slug}'.`,
    fix: `Write '${name}:latest', or '${name}' in input images. If the tag is meant, write 'type=raw,value=${name}'.`,
  }
}

/** Adds the line of the reference to a problem with its name. */
export const inReferenceName = (where: RulePosition, problem: Problem): Problem => ({
  ...problem,
  what: `${describeWhere(where)}. ${problem.what}`,
})

/** `names` are those that the step publishes. */
export function foreignReference(reference: string, name: string, names: readonly string[]): Problem {
  const published = names.map((each) => `'${each}'`).join(', ') || 'none for this event'
  return {
    code: 'tag-reference-name',
    what: `Input tags has '${reference}', but '${name}' is not one of the image names of this step: ${published}.`,
    fix: `Add '${name}' to input images, or leave images unset: then the names come from the references in tags.`,
  }
}

/** `tags` apply to every name of the image, but no reference provides a name. */
export function tagsWithoutName(tags: readonly string[]): Problem {
  return {
    code: 'tag-reference-name',
    what: `The names of the image come from the references in input tags, all of which are disabled for this event, so ${tags.map((tag) => `'${tag}'`).join(', ')} would have no name.`,
    fix: 'Set input images, for example to ghcr.io/acme/app.',
  }
}
