import { emptyExpression, expressionInHost, textInBlock } from '../errors/plan.ts'
import type { RulePosition } from '../errors/tags.ts'
import { handlebars } from '../libraries.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { toComponent, withoutForeign } from './component.ts'
import { compileText } from './expressions.ts'
import { columnAt, parseTemplate, type Template, type Times, type Values } from './templates.ts'

/** One expression of a name: a value, the call of a helper, or a whole block. */
interface Expression {
  readonly template: Template
  readonly isBlock: boolean
}

/**
 * Compiles an image name. Each expression becomes part of one component: its values are converted (`feature/X` becomes
 * `feature-x`), while literal text in a block stays as it is, since `debug-` may be intended. Throws a TagboatError for an
 * expression before the first `/` of the name, and for invalid literal text in a block; `render` throws one for an empty
 * expression.
 */
export function compileName(text: string, where: RulePosition): Template {
  const whole = compileText(text, where)
  if (!text.includes('{{')) return whole
  const parts = parseTemplate(text, where).body.flatMap((statement) => compilePart(statement, text, where))
  checkHost(parts, text)
  const render: Template['render'] = (values, times) =>
    parts.map((part) => (typeof part === 'string' ? part : renderPart(part, values, times))).join('')
  return { ...whole, render }
}

/** Literal text, or an expression; empty for a comment. */
function compilePart(
  statement: hbs.AST.Statement,
  text: string,
  where: RulePosition,
): (string | Expression)[] {
  if (isContent(statement)) return [statement.value]
  if (statement.type === 'CommentStatement') return []
  const start = offsetOf(text, statement.loc.start)
  const at = columnAt(where, start)
  if (statement.type === 'BlockStatement') checkBlockText(statement, at)
  const isBlock = statement.type === 'BlockStatement'
  return [{ template: compileText(text.slice(start, offsetOf(text, statement.loc.end)), at), isBlock }]
}

/** The offset of a position. The parser counts columns in each line, and a quoted item may have several lines. */
export function offsetOf(text: string, { line, column }: hbs.AST.Position): number {
  const before = text.split('\n').slice(0, line - 1)
  return before.reduce((sum, each) => sum + each.length + 1, column)
}

export const isContent = (statement: hbs.AST.Statement): statement is hbs.AST.ContentStatement =>
  statement.type === 'ContentStatement'

/** Checks the literal text in a block, on all its branches. */
function checkBlockText(block: hbs.AST.Node, where: RulePosition): void {
  const visitor = Object.assign(new (handlebars().Visitor)(), {
    ContentStatement({ value }: hbs.AST.ContentStatement): void {
      if (/[^A-Za-z0-9._-]/.test(value)) throw new TagboatError(textInBlock(where, value))
    },
  })
  visitor.accept(block)
}

/** Refuses expressions before the first `/`: with a dot in it, that part is the registry's host. */
function checkHost(parts: readonly (string | Expression)[], text: string): void {
  const slash = parts.findIndex((part) => typeof part === 'string' && part.includes('/'))
  const before = slash === -1 ? parts : parts.slice(0, slash)
  const first = before.find((part) => typeof part !== 'string')
  if (first !== undefined) {
    throw new TagboatError(expressionInHost(first.template.where, first.template.text, text))
  }
}

function renderPart({ template, isBlock }: Expression, values: Values, times: Times): string {
  const text = template.render(toComponents(values), times)
  const part = isBlock ? withoutForeign(text) : toComponent(text)
  if (part === '') {
    throw new TagboatError(emptyExpression(template.where, template.text, explainEmpty(template, values)))
  }
  return part
}

function toComponents(values: Values): Values {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? toComponent(value) : value,
  ])
  return Object.fromEntries(entries)
}

const reasons: Readonly<Record<string, string>> = {
  branch: 'only a branch has a {{branch}}, a git tag and a pull request have none',
  tag: 'only a git tag has a {{tag}}',
  base_ref: 'only a pull request has a {{base_ref}}, or a git tag whose event reports one',
  pr: 'only a pull request has a {{pr}}',
  user: 'the {{user}} is unknown',
  target: 'only an image of bake-files has a {{target}}',
}

function explainEmpty({ uses }: Template, values: Values): string {
  const why = [...uses].flatMap((name) => {
    const value = values[name]
    if (typeof value !== 'string' || toComponent(value) !== '') return []
    return value === '' ? (reasons[name] ?? []) : `{{${name}}} is '${value}', without any of a-z and 0-9`
  })
  return why.join('; ') || 'every part that applies is empty'
}
