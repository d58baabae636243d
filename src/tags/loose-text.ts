import Handlebars from 'handlebars'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { Where } from '../errors/tags.ts'
import { countSlips } from '../slips.ts'
import { imageExpressions, versionNames } from './expressions.ts'
import { compileTemplate, type Template, type Times, type Values } from './templates.ts'

/**
 * A text for another program, with expressions of ours in it. What is none of them stays as it is written: braces mean
 * something in Go's templates, Helm, Jinja and others.
 */
export interface LooseText {
  readonly parts: readonly (string | Template)[]
  /** The names of the values that it uses. */
  readonly uses: ReadonlySet<string>
  /** What looks like an expression of ours and is none, with what was probably meant, if that is known. */
  readonly doubtful: readonly { readonly text: string; readonly meant?: string }[]
}

/** One expression, perhaps with a backslash that takes its meaning away. */
const expression = /(\\?)(\{\{\{?[^{}]*\}?\}\})/g

/** Compiles a text; what fails to be an expression of ours is a part that is printed as it is. */
export function compileLoose(text: string, where: Where): LooseText {
  if (!text.includes('{{')) return { parts: [text], uses: new Set(), doubtful: [] }
  const whole = /\{\{[{~]?\s*#/.test(text) && !text.includes('\\{{') ? compileOurs(text, where) : undefined
  if (whole !== undefined) return { parts: [whole], uses: whole.uses, doubtful: [] }
  const parts: (string | Template)[] = []
  const doubtful: LooseText['doubtful'][number][] = []
  let end = 0
  for (const match of text.matchAll(expression)) {
    const [all, backslash = '', inner = ''] = match
    const ours = compileOurs(inner, where)
    parts.push(text.slice(end, match.index))
    end = match.index + all.length
    if (ours === undefined) doubtful.push(...findDoubt(backslash, inner))
    parts.push(ours === undefined ? all : backslash === '' ? ours : inner)
  }
  parts.push(text.slice(end))
  const uses = parts.flatMap((part) => (typeof part === 'string' ? [] : [...part.uses]))
  return { parts, uses: new Set(uses), doubtful }
}

export const renderLoose = ({ parts }: LooseText, values: Values, times: Times): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.render(values, times))).join('')

/** undefined for what is not wholly ours: other names, other syntax, and comments, which would vanish. */
function compileOurs(text: string, where: Where): Template | undefined {
  try {
    const template = compileTemplate(text, imageExpressions, where)
    return new Comments().isIn(text) ? undefined : template
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}

class Comments extends Handlebars.Visitor {
  #found = false

  isIn(text: string): boolean {
    this.accept(Handlebars.parse(text))
    return this.#found
  }

  override CommentStatement(): void {
    this.#found = true
  }
}

/** A name one letter away from ours, or one that other places know; a block or a date of ours that is not right. */
function findDoubt(backslash: string, inner: string): LooseText['doubtful'] {
  if (backslash !== '') return []
  const name = /^\{\{\s*(\w+)\s*\}\}$/.exec(inner)?.[1] ?? ''
  const near = imageExpressions.find((known) => name.length > 3 && countSlips(name, known) === 1)
  if (near !== undefined) return [{ text: inner, meant: `{{${near}}}` }]
  const isOurs = /^\{\{\s*(?:#(?:if|unless)\s|(?:commit_)?date\s*')/.test(inner)
  return isOurs || versionNames.some((known) => known === name) ? [{ text: inner }] : []
}
