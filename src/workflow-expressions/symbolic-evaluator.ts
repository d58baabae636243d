import type { data, Evaluator } from '@actions/expressions'
import type * as Ast from '@actions/expressions/ast'
import {
  type Contexts,
  type ContextValue,
  findKey,
  isComplete,
  isList,
  isPlainRecord,
  joinParts,
  OpenRecord,
  type UnknownPart,
} from './context-values.ts'
import { comparedParts, partsOf, type SymbolicValue, unknownPart } from './symbolic-value.ts'

/** What the evaluator uses of the library. */
export interface ExpressionLibrary {
  readonly data: typeof data
  readonly Evaluator: typeof Evaluator
  readonly ast: typeof Ast
  readonly truthy: (value: data.ExpressionData) => boolean
}

type Visitor = Ast.ExprVisitor<SymbolicValue>

/**
 * Evaluates an expression whose contexts are not fully known. The library evaluates every part without an unknown value, so that
 * functions, comparisons and conversions are GitHub's own.
 */
export class SymbolicEvaluator implements Visitor {
  private readonly library: ExpressionLibrary
  private readonly contexts: Contexts

  constructor(library: ExpressionLibrary, contexts: Contexts) {
    this.library = library
    this.contexts = contexts
  }

  evaluate(expression: Ast.Expr): SymbolicValue {
    return this.complete(this.visit(expression))
  }

  /** Whether GitHub takes a value as true; undefined if that is unknown. */
  truthOf(value: SymbolicValue): boolean | undefined {
    if (value.kind === 'context') return true
    if (value.kind === 'unknown') return value.truth
    return this.library.truthy(value.data)
  }

  visitLiteral(literal: Ast.Literal): SymbolicValue {
    return { kind: 'data', data: literal.literal }
  }

  visitGrouping({ group }: Ast.Grouping): SymbolicValue {
    return this.visit(group)
  }

  visitUnary(unary: Ast.Unary): SymbolicValue {
    const value = this.visit(unary.expr)
    const truth = this.truthOf(value)
    if (truth !== undefined && value.kind !== 'unknown') return this.boolean(!truth)
    const parts = comparedParts(value, [''])
    return { kind: 'unknown', parts, ...(truth !== undefined && { truth: !truth }) }
  }

  /** `&&` and `||` give one of their sides. An unknown side does not matter if another decides the truth. */
  visitLogical({ operator, args }: Ast.Logical): SymbolicValue {
    const decides = operator.lexeme === '||'
    const unknown: (readonly UnknownPart[])[] = []
    let last: SymbolicValue | undefined
    for (const arg of args) {
      last = this.visit(arg)
      const truth = this.truthOf(last)
      if (last.kind === 'unknown') unknown.push(comparedParts(last, ['']))
      if (truth !== decides) continue
      if (unknown.length === 0) return last
      return { kind: 'unknown', parts: joinParts(unknown), truth }
    }
    if (unknown.length === 0 && last !== undefined) return last
    return { kind: 'unknown', parts: joinParts(unknown) }
  }

  visitBinary({ left, operator, right }: Ast.Binary): SymbolicValue {
    const sides = [this.complete(this.visit(left)), this.complete(this.visit(right))] as const
    const [one, two] = sides
    if (one.kind === 'data' && two.kind === 'data') {
      const { Binary } = this.library.ast
      return this.compute(
        new Binary(this.literal(one.data, operator), operator, this.literal(two.data, operator)),
      )
    }
    const parts = joinParts([comparedParts(one, textsOf(two)), comparedParts(two, textsOf(one))])
    return { kind: 'unknown', parts }
  }

  visitContextAccess({ name }: Ast.ContextAccess): SymbolicValue {
    const value = findKey(new OpenRecord(this.contexts.values), name.lexeme)
    return this.wrap(value, name.lexeme)
  }

  visitIndexAccess(access: Ast.IndexAccess): SymbolicValue {
    const value = this.visit(access.expr)
    const isStar = access.index instanceof this.library.ast.Star
    const index = isStar ? undefined : this.complete(this.visit(access.index))
    if (index !== undefined && index.kind !== 'data') {
      return { kind: 'unknown', parts: joinParts([partsOf(value), partsOf(index)]) }
    }
    const key = index === undefined ? '*' : index.data.coerceString()
    if (value.kind === 'unknown') {
      return value.name === undefined ? value : this.wrap(undefined, `${value.name}.${key}`)
    }
    if (value.kind === 'context' && index !== undefined && !isList(value.value)) {
      return this.wrap(findKey(value.value, key), `${value.name}.${key}`)
    }
    const whole = this.complete(value)
    if (whole.kind !== 'data') return unknownPart(`${'name' in value ? value.name : ''}.${key}`)
    const { IndexAccess, Literal, Star } = this.library.ast
    const base = new Literal(whole.data, noToken)
    return this.compute(
      new IndexAccess(base, index === undefined ? new Star() : new Literal(index.data, noToken)),
    )
  }

  visitFunctionCall({ functionName, args }: Ast.FunctionCall): SymbolicValue {
    const status = statusFunctions[functionName.lexeme.toLowerCase()]
    if (status !== undefined) return this.boolean(status)
    if (functionName.lexeme.toLowerCase() === 'hashfiles') return this.wrap(undefined, 'hashFiles()')
    const values = args.map((arg) => this.complete(this.visit(arg)))
    const given = values.flatMap((value) => (value.kind === 'data' ? [value.data] : []))
    if (given.length < values.length) {
      const texts = values.flatMap(textsOf)
      return { kind: 'unknown', parts: joinParts(values.map((value) => comparedParts(value, texts))) }
    }
    const { FunctionCall } = this.library.ast
    return this.compute(
      new FunctionCall(
        functionName,
        given.map((one) => this.literal(one, functionName)),
      ),
    )
  }

  private visit(expression: Ast.Expr): SymbolicValue {
    return expression.accept<SymbolicValue>(this)
  }

  /** The library's result for an expression that consists of known values. */
  private compute(expression: Ast.Expr): SymbolicValue {
    const none = new this.library.data.Dictionary()
    return { kind: 'data', data: new this.library.Evaluator(expression, none).evaluate() }
  }

  private literal(value: data.ExpressionData, token: Ast.Literal['token']): Ast.Literal {
    return new this.library.ast.Literal(value, token)
  }

  private boolean(value: boolean): SymbolicValue {
    return { kind: 'data', data: new this.library.data.BooleanData(value) }
  }

  /** A value of a context by its name; an unknown one gets its assumed value. */
  private wrap(value: ContextValue | undefined, name: string): SymbolicValue {
    const assumed = this.contexts.assumed?.[name.toLowerCase()]
    if (value === undefined && assumed === undefined) return unknownPart(name)
    const found = value === undefined ? assumed : value
    if (found === undefined) return unknownPart(name)
    const isNested = typeof found === 'object' && found !== null
    return isNested ? { kind: 'context', value: found, name } : { kind: 'data', data: this.convert(found) }
  }

  /** A record or list as data of the library; unknown if a part of it is. */
  private complete(value: SymbolicValue): SymbolicValue {
    if (value.kind !== 'context') return value
    if (!isComplete(value.value)) return unknownPart(value.name)
    return { kind: 'data', data: this.convert(value.value) }
  }

  private convert(value: ContextValue): data.ExpressionData {
    const { data: types } = this.library
    if (typeof value === 'string') return new types.StringData(value)
    if (typeof value === 'number') return new types.NumberData(value)
    if (typeof value === 'boolean') return new types.BooleanData(value)
    if (isList(value)) return new types.Array(...value.map((item) => this.convert(item)))
    const pairs = isPlainRecord(value) ? Object.entries(value) : undefined
    if (pairs === undefined) return new types.Null()
    return new types.Dictionary(...pairs.map(([key, item]) => ({ key, value: this.convert(item) })))
  }
}

/** The status of a job whose steps succeed ("Status check functions"). */
const statusFunctions: Readonly<Record<string, boolean | undefined>> = {
  success: true,
  always: true,
  cancelled: false,
  failure: false,
}

const start = { line: 0, column: 0 }
/** For expressions that are made here; type 0 is that of an unknown token. */
const noToken: Ast.Literal['token'] = { type: 0, lexeme: '', range: { start, end: start } }

/** The texts of a known value or list, for comparisons with it. */
function textsOf(value: SymbolicValue): readonly string[] {
  if (value.kind !== 'data') return []
  const { data } = value
  if ('values' in data && !('pairs' in data)) return data.values().map((item) => item.coerceString())
  return data.primitive ? [data.coerceString()] : []
}
