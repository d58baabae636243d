import { badReference, inReferenceName, type RulePosition } from '../errors/tags.ts'
import { handlebars } from '../libraries.ts'
import { findTagColon, isTag, parseRepository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { compileText } from './expressions.ts'
import { compileName, isContent, offsetOf } from './name-template.ts'
import { slug } from './slug.ts'
import { columnAt, parseTemplate, type Template } from './templates.ts'

/** A raw value that is a full reference: `ghcr.io/acme/app:1`. Its tag is published under this name only. */
export interface ReferenceValue {
  readonly name: Template
  /** If it is empty, the rule gives no tag. */
  readonly tag: Template
}

/**
 * Splits a raw value at the colon of its tag; undefined if the value has no colon outside of expressions, and so is only a
 * tag. Throws a TagboatError for a digest, a scheme, a port without a tag, and a tag with invalid characters.
 */
export function splitReference({ text, where }: Template): ReferenceValue | undefined {
  const masked = maskExpressions(text, where)
  if (!masked.includes(':')) return undefined
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(masked)?.[0]
  if (scheme !== undefined) fail(where, 'it has a scheme', `Write '${text.slice(scheme.length)}'.`)
  const colon = findTagColon(masked)
  const at = masked.indexOf('@')
  if (at !== -1) {
    const rest = text.slice(0, at)
    const example = colon === -1 || colon > at ? `${rest}:latest` : rest
    fail(where, 'it has a digest', `Write '${example}'; input from takes an image by its digest.`)
  }
  if (colon === -1) {
    fail(where, 'it has a port and no tag', `Write '${text}:latest', or '${text}' in input images.`)
  }
  const name = text.slice(0, colon)
  checkTag(name, text.slice(colon + 1), masked.slice(colon + 1), where)
  return { name: readName(name, where), tag: compileText(text.slice(colon + 1), columnAt(where, colon + 1)) }
}

function fail(where: RulePosition, why: string, fix: string): never {
  throw new TagboatError(badReference(where, why, fix))
}

/** A literal tag is never turned into a slug, which could be another image's tag. */
function checkTag(name: string, tag: string, masked: string, where: RulePosition): void {
  const isValid = tag.includes('{{') ? /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(masked) : tag === '' || isTag(tag)
  if (isValid) return
  const fix = tag.includes('{{')
    ? 'Write letters, digits, and . _ or - beside the expressions.'
    : `Write '${name}:${slug(tag)}', or for the name of a branch '${name}:{{branch}}'.`
  fail(where, `'${tag}' cannot be a tag`, fix)
}

/** Checks a name without expressions; the others are checked when the trigger is known. */
function readName(name: string, where: RulePosition): Template {
  if (name.includes('{{')) return compileName(name, where)
  try {
    parseRepository(name)
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    const [first, ...more] = error.problems.map((problem) => inReferenceName(where, problem))
    throw first === undefined ? error : new TagboatError(first, ...more)
  }
  return compileText(name, where)
}

/** Replaces expressions by letters, because they may contain colons: `{{date 'HH:mm'}}`. */
function maskExpressions(text: string, where: RulePosition): string {
  if (!text.includes('{{')) return text
  let masked = text
  for (const statement of parseTemplate(text, where).body) {
    if (isContent(statement)) continue
    if (statement.type === 'BlockStatement') refuseColons(statement, where)
    const [start, end] = [offsetOf(text, statement.loc.start), offsetOf(text, statement.loc.end)]
    masked = `${masked.slice(0, start)}${'x'.repeat(end - start)}${masked.slice(end)}`
  }
  return masked
}

/** The colon of a reference must be outside of blocks. */
function refuseColons(block: hbs.AST.Node, where: RulePosition): void {
  const visitor = Object.assign(new (handlebars().Visitor)(), {
    ContentStatement({ value }: hbs.AST.ContentStatement): void {
      if (value.includes(':')) {
        fail(where, 'a block has a colon in it', 'Write a line for each reference, with enable=.')
      }
    },
  })
  visitor.accept(block)
}
