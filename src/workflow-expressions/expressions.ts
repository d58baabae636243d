import { type Contexts, contextNames, joinParts, type UnknownPart } from './context-values.ts'
import { splitExpressions } from './split-expressions.ts'
import { type ExpressionLibrary, SymbolicEvaluator } from './symbolic-evaluator.ts'
import { partsOf } from './symbolic-value.ts'

/** The value of one expression. */
export type Evaluated =
  /** `text` is what GitHub writes in its place; empty for null. */
  | { readonly kind: 'known'; readonly text: string; readonly isTrue: boolean }
  /** `isTrue` is known for `x && false`, whatever `x` is. */
  | { readonly kind: 'unknown'; readonly parts: readonly UnknownPart[]; readonly isTrue?: boolean }
  /** Not an expression, or one that GitHub refuses. */
  | { readonly kind: 'invalid'; readonly why: string }

/** A text whose `${{ }}` are filled in. */
export type FilledText =
  | { readonly kind: 'known'; readonly text: string }
  | {
      readonly kind: 'unknown'
      /** The text in order: known text, and expressions whose value is unknown (without `${{ }}`). */
      readonly pieces: readonly (string | { readonly expression: string })[]
      readonly parts: readonly UnknownPart[]
    }
  | { readonly kind: 'invalid'; readonly why: string }

export type Condition = true | false | 'unknown'

/** Evaluates GitHub's workflow expressions. An error is a result, never thrown. */
export interface Expressions {
  /** The value of one expression, without its `${{ }}`. */
  evaluate(expression: string, contexts: Contexts): Evaluated
  /** A text of the workflow with its expressions filled in. */
  fillIn(text: string, contexts: Contexts): FilledText
  /** Whether a step or job with this `if:` runs, if all earlier steps succeed. An invalid one is unknown. */
  test(condition: string, contexts: Contexts): Condition
}

/** Loads GitHub's own library for expressions, which only `tagboat migrate` needs. */
export async function loadExpressions(): Promise<Expressions> {
  // One after another: parallel imports of modules that share others fail in Jest.
  const { data, Evaluator, Lexer, Parser } = await import('@actions/expressions')
  const ast = await import('@actions/expressions/ast')
  const { truthy } = await import('@actions/expressions/result')
  const library: ExpressionLibrary = { data, Evaluator, ast, truthy }
  const parse = (text: string) => new Parser(new Lexer(text).lex().tokens, contextNames, ownFunctions).parse()
  const evaluate = (expression: string, contexts: Contexts) =>
    evaluateWith(library, () => parse(expression), contexts)
  return {
    evaluate,
    fillIn: (text, contexts) => fillWith(evaluate, text, contexts),
    test: (condition, contexts) => testWith(evaluate, condition, contexts),
  }
}

/** The functions that the runner adds to those of the library ("Status check functions", `hashFiles`). */
const ownFunctions = [
  ...['success', 'always', 'cancelled', 'failure'].map((name) => ({ name, minArgs: 0, maxArgs: 255 })),
  { name: 'hashFiles', minArgs: 1, maxArgs: 255 },
]

type Parsed = ReturnType<InstanceType<typeof import('@actions/expressions').Parser>['parse']>
type Evaluate = Expressions['evaluate']

function evaluateWith(
  library: ExpressionLibrary,
  parse: () => Parsed | undefined,
  contexts: Contexts,
): Evaluated {
  try {
    const parsed = parse()
    if (parsed === undefined) return { kind: 'invalid', why: 'the expression is empty' }
    const evaluator = new SymbolicEvaluator(library, contexts)
    const value = evaluator.evaluate(parsed)
    const isTrue = evaluator.truthOf(value)
    if (value.kind === 'data') {
      return { kind: 'known', text: value.data.coerceString(), isTrue: isTrue ?? false }
    }
    return { kind: 'unknown', parts: partsOf(value), ...(isTrue !== undefined && { isTrue }) }
  } catch (error) {
    return { kind: 'invalid', why: error instanceof Error ? error.message : String(error) }
  }
}

function fillWith(evaluate: Evaluate, text: string, contexts: Contexts): FilledText {
  const split = splitExpressions(text)
  if (split === undefined) return { kind: 'invalid', why: `'\${{' has no end in '${text}'` }
  const pieces: (string | { readonly expression: string })[] = []
  const parts: (readonly UnknownPart[])[] = []
  for (const piece of split) {
    if (typeof piece === 'string') {
      pieces.push(piece)
      continue
    }
    const value = evaluate(piece.expression, contexts)
    if (value.kind === 'invalid') return value
    pieces.push(value.kind === 'known' ? value.text : piece)
    if (value.kind === 'unknown') parts.push(value.parts)
  }
  if (parts.length > 0) return { kind: 'unknown', pieces, parts: joinParts(parts) }
  return { kind: 'known', text: pieces.join('') }
}

/** An `if:` is an expression, with or without `${{ }}`. Text beside `${{ }}` makes it a string, which is true. */
function testWith(evaluate: Evaluate, condition: string, contexts: Contexts): Condition {
  const pieces = splitExpressions(condition.trim()) ?? [condition]
  const [first] = pieces
  if (pieces.length > 1) return true
  const expression = typeof first === 'object' ? first.expression : (first ?? '')
  if (expression.trim() === '') return true
  const value = evaluate(expression, contexts)
  return value.kind === 'invalid' ? 'unknown' : (value.isTrue ?? 'unknown')
}
