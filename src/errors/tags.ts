import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import { countSlips } from '../slips.ts'

/** Where a person wrote something: the line of an input, and the column (from 1) where that is known. */
export interface Where {
  readonly input: 'tags' | 'flavor' | 'builds' | 'images' | 'labels' | 'annotations' | 'from' | 'build-args'
  readonly line: string
  readonly column?: number
}

/** `Input tags, line 'type=foo', column 6`. */
export function describeWhere({ input, line, column }: Where): string {
  return `Input ${input}, line '${line}'${column === undefined ? '' : `, column ${column}`}`
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

function problem(code: string, where: Where, why: string, fix: string): Problem {
  return { code, what: `${describeWhere(where)}: ${why}.`, fix }
}

export function badQuotes(where: Where): Problem {
  const fix = 'Put the marks around the whole item, "value=a,b", and write one within as "".'
  return problem('tag-quotes', where, 'a quotation mark is in the wrong place or not closed', fix)
}

export function unknownType(where: Where, type: string, types: readonly string[]): Problem {
  return problem('tag-type', where, `there is no type '${type}'`, `Use ${list(types)}.`)
}

export function unknownKey(where: Where, key: string, keys: readonly string[]): Problem {
  const near = keys.find((known) => key.length > 3 && countSlips(key, known) === 1)
  const fix = near === undefined ? '' : ` Write '${near}' if you mean that one.`
  return problem('tag-attribute', where, `there is no attribute '${key}'`, `Use ${list(keys)}.${fix}`)
}

export function missingKey(where: Where, key: string, example: string): Problem {
  return problem('tag-attribute', where, `attribute '${key}' is missing`, `Write for example '${example}'.`)
}

/**
 * A line of input tags is one tag; `value` is the second one in it. docker/metadata-action takes the last, so that `raw,1.2` gives `1.2`
 * there: where `first` is the name of a type, it is meant as that.
 */
export function severalValues(where: Where, first: string, value: string, types: readonly string[]): Problem {
  const why = `'${value}' is a second tag in one line, which would replace the first`
  const type = first === 'raw' ? `type=raw,value=${value}` : `type=${first}`
  const fix = types.includes(first)
    ? `If '${first}' is meant as the type, write ${type}; else write one tag per line.`
    : 'Write one tag per line; put an item that has a comma in quotation marks, "value=a,b".'
  return problem('tag-several', where, why, fix)
}

/** A value that an attribute does not take; `choices` are those that it takes. */
export function badChoice(where: Where, key: string, value: string, choices: readonly string[]): Problem {
  return problem('tag-value', where, `'${value}' is no value for '${key}'`, `Use ${list(choices)}.`)
}

export function notBoolean(where: Where, key: string, value: string, written: string): Problem {
  const from = value === written ? '' : ` (from '${written}')`
  return problem('tag-boolean', where, `'${key}' is '${value}'${from}`, 'Make it true or false.')
}

export function notNumber(where: Where, key: string, value: string, example: string): Problem {
  return problem('tag-number', where, `'${value}' is no value for '${key}'`, `Give a number, ${example}.`)
}

export function badRegex(where: Where, source: string, why: string): Problem {
  const fix = 'Give a regular expression of JavaScript, like v(\\d+\\.\\d+); /.../i takes flags.'
  return problem('tag-regex', where, `'${source}' is no regular expression: ${why}`, fix)
}

/** The expression has fewer groups than the rule asks for. */
export function noSuchGroup(where: Where, group: number, groups: number): Problem {
  const fix = `Use group=${groups === 0 ? '0, the whole match' : `0 to ${groups}`}, or put ( ) around the part you want.`
  return problem('tag-regex', where, `there is no group ${group}: the pattern has ${groups}`, fix)
}

export function slowRegex(where: Where, source: string, text: string): Problem {
  const fix = 'Write it without a repetition within a repetition: (a+)+ becomes a+.'
  return problem(
    'tag-regex-slow',
    where,
    `'${source}' took more than a second on '${text}' and was stopped`,
    fix,
  )
}

export function badTemplate(where: Where, why: string, fix: string): Problem {
  return problem('tag-expression', where, why, fix)
}

export function unknownName(where: Where, name: string, names: readonly string[]): Problem {
  return problem('tag-expression', where, `there is no expression '${name}' here`, `Use ${list(names)}.`)
}

/** The expression is about the image that input from names, and there is none, or its place is read before that image. */
export function sourceUnknown(where: Where, name: string, hasSource: boolean): Problem {
  const why = hasSource
    ? `{{${name}}} is known in tags, flavor and annotations only`
    : `{{${name}}} is about the image that input from names, and this step builds one`
  const fix = hasSource
    ? 'Leave it out, and write the name that is meant.'
    : 'Leave it out; on a git tag, {{tag}} is the name of that.'
  return problem('tag-source', where, why, fix)
}

export function badDateFormat(where: Where, helper: string, why: string): Problem {
  return problem('tag-date', where, `{{${helper}}} ${why}`, `Write for example {{${helper} 'YYYYMMDD'}}.`)
}

export function badTimeZone(where: Where, zone: string): Problem {
  const fix = "Give a name of the time zone database, like tz='Europe/Paris' or tz='UTC'."
  return problem('tag-time-zone', where, `there is no time zone '${zone}'`, fix)
}

export function noImageName(where: Where): Problem {
  return problem(
    'image-name',
    where,
    'it has no name',
    "Write for example 'name=ghcr.io/acme/app,enable=true'.",
  )
}

/** Runs a parser on each line; all their problems are thrown together. */
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
export function badReference(where: Where, why: string, fix: string): Problem {
  return {
    code: 'tag-reference',
    what: `${describeWhere(where)}: a value with ':' is a full reference, and ${why}.`,
    fix,
  }
}

/** The name of an image that has no tag; `slug` is the tag that it would become. */
export function nameInTags(where: Where, name: string, slug: string): Problem {
  return {
    code: 'tag-reference',
    what: `${describeWhere(where)}: it is the name of an image without a tag, and would become the tag '${slug}'.`,
    fix: `Write '${name}:latest', or '${name}' in input images. If the tag is meant, write 'type=raw,value=${name}'.`,
  }
}

/** What is wrong with the name of a reference, said of its line. */
export const inReferenceName = (where: Where, problem: Problem): Problem => ({
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

/** `tags` are for every name of the image, and no reference is there to give one. */
export function tagsWithoutName(tags: readonly string[]): Problem {
  return {
    code: 'tag-reference-name',
    what: `The names of the image come from the references in input tags, all of which are off for this event, and ${tags.map((tag) => `'${tag}'`).join(', ')} would have no name.`,
    fix: 'Set input images, for example to ghcr.io/acme/app.',
  }
}
