import type Handlebars from 'handlebars'
import { badDateFormat, badTemplate, type RulePosition, unknownName } from '../errors/tags.ts'
import { handlebars } from '../libraries.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import { DateFault, findDateFault, formatChecked } from './dates.ts'

/** The values of expressions, by name. Booleans are booleans in `#if`, and print `true` or `false`. */
export type Values = Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>

/** The times of `{{date}}` and `{{commit_date}}`, in ISO 8601. */
export interface Times {
  readonly date: string
  readonly commit_date: string
}

/** A text with expressions, compiled once. */
export interface Template {
  readonly text: string
  readonly where: RulePosition
  /** The names of the values that it uses. */
  readonly uses: ReadonlySet<string>
  render(values: Values, times: Times): string
}

let own: typeof Handlebars | undefined

/** Handlebars with the helpers of our expressions and no others. */
function getEngine(): typeof Handlebars {
  own ??= createEngine()
  return own
}

function createEngine(): typeof Handlebars {
  const engine = handlebars().create()
  for (const name of ['each', 'with', 'lookup', 'log']) engine.unregisterHelper(name)
  engine.registerHelper('or', (...args: unknown[]) => args.slice(0, -1).find(Boolean) ?? args.at(-2))
  for (const name of ['date', 'commit_date'] as const) {
    engine.registerHelper(name, (format: unknown, options: Handlebars.HelperOptions) =>
      formatChecked(name, options.data[name], format, options.hash.tz),
    )
  }
  return engine
}

/**
 * Compiles a text with expressions, without HTML escaping. Throws a TagboatError for a syntax error and for a name that is
 * neither in `names` nor a helper, with the column if it is known.
 */
export function compileTemplate(text: string, names: readonly string[], where: RulePosition): Template {
  if (!text.includes('{{')) return { text, where, uses: new Set(), render: () => text }
  const uses = checkTemplate(text, names, where)
  const compiled = getEngine().compile(text, { noEscape: true })
  const render: Template['render'] = (values, times) => {
    try {
      return compiled(values, { data: { ...times } })
    } catch (error) {
      if (error instanceof DateFault) throw new TagboatError(error.describe(where))
      const why = error instanceof Error ? error.message : String(error)
      throw new TagboatError(badTemplate(where, why, 'Correct the expression.'))
    }
  }
  return { text, where, uses, render }
}

type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression

const helpers = ['if', 'unless', 'or', 'date', 'commit_date']

/** Returns the names that a template uses. Throws a TagboatError for the first error in it. */
function checkTemplate(text: string, names: readonly string[], where: RulePosition): ReadonlySet<string> {
  const checker = new Checker(names, where)
  checker.check(parseTemplate(text, where))
  return checker.uses
}

/** Throws a TagboatError for a syntax error, with the column if it is known. */
export function parseTemplate(text: string, where: RulePosition): hbs.AST.Program {
  try {
    return handlebars().parse(text)
  } catch (error) {
    const [first = '', excerpt = '', arrow = ''] = error instanceof Error ? error.message.split('\n') : []
    const at = arrow.endsWith('^') ? columnAt(where, findOffset(text, excerpt, arrow.length - 1)) : where
    const why = first.startsWith('Parse error') ? 'the expression is not complete or not well-formed' : first
    throw new TagboatError(
      badTemplate(
        at,
        why,
        "Write {{name}}, or {{#if name}}...{{else}}...{{/if}}; {{date 'YYYY'}} for a date.",
      ),
    )
  }
}

/** The offset of a syntax error. The parser quotes 20 characters before it, behind `...` if there are more. */
function findOffset(text: string, excerpt: string, arrow: number): number {
  if (!excerpt.startsWith('...')) return arrow
  return text.indexOf(excerpt.slice(3).replace(/\.\.\.$/, '')) + arrow - 3
}

/** The location `offset` characters further on. */
export function columnAt(where: RulePosition, offset: number): RulePosition {
  return where.column === undefined ? where : { ...where, column: where.column + offset }
}

/** Checks a template before it is rendered. */
class Checker {
  readonly uses = new Set<string>()
  readonly #names: readonly string[]
  readonly #where: RulePosition
  readonly #visitor: Handlebars.Visitor

  constructor(names: readonly string[], where: RulePosition) {
    this.#names = names
    this.#where = where
    const noPartials = (node: hbs.AST.Node) =>
      this.#fail(node, (at) => badTemplate(at, 'there are no partials', 'Write the text out.'))
    const noDecorators = (node: hbs.AST.Node) =>
      this.#fail(node, (at) => badTemplate(at, 'there are no decorators', 'Leave it out.'))
    this.#visitor = Object.assign(new (handlebars().Visitor)(), {
      MustacheStatement: (mustache: hbs.AST.MustacheStatement) => this.#call(mustache),
      SubExpression: (expression: hbs.AST.SubExpression) => this.#call(expression),
      BlockStatement: (block: hbs.AST.BlockStatement) => this.#block(block),
      PathExpression: (path: hbs.AST.PathExpression) => this.#path(path),
      PartialStatement: noPartials,
      PartialBlockStatement: noPartials,
      Decorator: noDecorators,
      DecoratorBlock: noDecorators,
    })
  }

  check(node: hbs.AST.Node): void {
    this.#visitor.accept(node)
  }

  #block(block: hbs.AST.BlockStatement): void {
    this.#call(block)
    if (block.program) this.check(block.program)
    if (block.inverse) this.check(block.inverse)
  }

  #path(path: hbs.AST.PathExpression): void {
    const name = path.original
    if (!this.#names.includes(name)) this.#fail(path, (at) => unknownName(at, name, this.#names))
    this.uses.add(name)
  }

  #call(call: Call): void {
    const name = 'original' in call.path ? String(call.path.original) : ''
    const isCall = call.params.length > 0 || (call.hash?.pairs.length ?? 0) > 0 || helpers.includes(name)
    if (!isCall && call.path.type === 'PathExpression') {
      this.check(call.path)
      return
    }
    if (!helpers.includes(name)) this.#fail(call, (at) => unknownName(at, name, helpers))
    if (name === 'date' || name === 'commit_date') this.#date(call, name)
    else this.#plainHelper(call, name)
    for (const param of call.params) this.check(param)
    for (const pair of call.hash?.pairs ?? []) this.check(pair.value)
  }

  #plainHelper(call: Call, name: string): void {
    const right =
      name === 'or' ? call.params.length > 0 : call.params.length === 1 && call.type === 'BlockStatement'
    if (right && !call.hash?.pairs.length) return
    const example = name === 'or' ? '{{or pr branch}}' : `{{#${name} pr}}...{{/${name}}}`
    this.#fail(call, (at) => badTemplate(at, `'${name}' is not used right`, `Write for example ${example}.`))
  }

  /** Checks literal formats and zones, even if the expression is never rendered. */
  #date(call: Call, name: string): void {
    const [format, ...more] = call.params
    const [pair, ...others] = call.hash?.pairs ?? []
    const other = [pair, ...others].find((each) => each && each.key !== 'tz')
    if (other) this.#fail(call, (at) => badDateFormat(at, name, `takes tz=, not '${other.key}='`))
    if (!format || more.length > 0) {
      this.#fail(call, (at) => badDateFormat(at, name, 'needs one format in quotation marks'))
    }
    const written = format && 'value' in format ? format.value : 'YYYY'
    const zone = pair && 'value' in pair.value ? pair.value.value : 'UTC'
    const fault = findDateFault(name, written, zone)
    if (fault) this.#fail(call, fault)
  }

  #fail(node: hbs.AST.Node, describe: (where: RulePosition) => Problem): never {
    const onFirstLine = node.loc.start.line === 1
    throw new TagboatError(describe(onFirstLine ? columnAt(this.#where, node.loc.start.column) : this.#where))
  }
}
