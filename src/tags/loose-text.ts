import { editDistance } from '../edit-distance.ts'
import type { RulePosition } from '../errors/tags.ts'
import { handlebars } from '../libraries.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { imageExpressions, versionNames } from './expressions.ts'
import { compileTemplate, type Template, type Times, type Values } from './templates.ts'

/**
 * A text for another program that may contain our expressions. Anything else in braces stays as it is: Go templates, Helm
 * and Jinja use them too.
 */
export interface LooseText {
  readonly parts: readonly (string | Template)[]
  /** The names of the values that it uses. */
  readonly uses: ReadonlySet<string>
  /** Texts that resemble our expressions, each with the one that was probably meant, if known. */
  readonly doubtful: readonly { readonly text: string; readonly meant?: string }[]
}

/** A block without nested blocks, or one expression; a backslash in front escapes it. */
const block = /(\\?)(\{\{#(if|unless)\s(?:(?!\{\{#).)*?\{\{\/\3\}\})/gs
const expression = /(\\?)(\{\{\{?[^{}]*\}?\}\})/g

/** A finished part (literal text or a template), or text that is still to be searched. */
type Piece = { readonly done: string | Template } | { readonly open: string }

/** Compiles a text. Whatever is not our expression is printed as it is. */
export function compileLoose(text: string, where: RulePosition): LooseText {
  if (!text.includes('{{')) return { parts: [text], uses: new Set(), doubtful: [] }
  // Nested blocks are ours only if the whole text is.
  const whole = text.includes('{{#') && !text.includes('\\{{') ? compileOurs(text, where) : undefined
  if (whole !== undefined) return { parts: [whole], uses: whole.uses, doubtful: [] }
  const pieces = [block, expression].reduce<readonly Piece[]>(
    (found, pattern) =>
      found.flatMap((piece) => ('open' in piece ? split(piece.open, pattern, where) : [piece])),
    [{ open: text }],
  )
  const parts = pieces.map((piece) => ('open' in piece ? piece.open : piece.done))
  const uses = parts.flatMap((part) => (typeof part === 'string' ? [] : [...part.uses]))
  const doubtful = pieces.flatMap((piece) => ('open' in piece ? findDoubts(piece.open) : []))
  return { parts, uses: new Set(uses), doubtful }
}

function split(text: string, pattern: RegExp, where: RulePosition): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    const [all, backslash = '', inner = ''] = match
    const ours = compileOurs(inner, where)
    if (ours === undefined) continue
    pieces.push({ open: text.slice(end, match.index) }, { done: backslash === '' ? ours : inner })
    end = match.index + all.length
  }
  return [...pieces, { open: text.slice(end) }]
}

export const renderLoose = ({ parts }: LooseText, values: Values, times: Times): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.render(values, times))).join('')

/** Undefined unless every expression in the text is ours; comments are not, because they would vanish. */
function compileOurs(text: string, where: RulePosition): Template | undefined {
  try {
    const template = compileTemplate(text, imageExpressions, where)
    return hasComment(text) ? undefined : template
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}

function hasComment(text: string): boolean {
  let isFound = false
  const visitor = Object.assign(new (handlebars().Visitor)(), {
    CommentStatement(): void {
      isFound = true
    },
  })
  visitor.accept(handlebars().parse(text))
  return isFound
}

/** Finds names that are one letter off or valid elsewhere only, and malformed blocks and dates. */
const findDoubts = (text: string): LooseText['doubtful'] =>
  [...text.matchAll(expression)].flatMap(([, backslash, inner = '']) => (backslash ? [] : findDoubt(inner)))

function findDoubt(inner: string): LooseText['doubtful'] {
  const name = /^\{\{\s*(\w+)\s*\}\}$/.exec(inner)?.[1] ?? ''
  const near = imageExpressions.find((known) => name.length > 3 && editDistance(name, known) === 1)
  if (near !== undefined) return [{ text: inner, meant: `{{${near}}}` }]
  const isOurs = /^\{\{\s*(?:#(?:if|unless)\s|(?:commit_)?date\s*')/.test(inner)
  return isOurs || versionNames.some((known) => known === name) ? [{ text: inner }] : []
}
