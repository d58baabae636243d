import type { data } from '@actions/expressions'
import type { ContextValue, UnknownPart } from './context-values.ts'

/** The value of an expression, or of a part of one. */
export type SymbolicValue =
  | { readonly kind: 'data'; readonly data: data.ExpressionData }
  /** A record or list of a context. */
  | { readonly kind: 'context'; readonly value: ContextValue; readonly name: string }
  | UnknownValue

export interface UnknownValue {
  readonly kind: 'unknown'
  readonly parts: readonly UnknownPart[]
  /** Whether GitHub takes the value as true, if that is known although the value is not: `unknown && false`. */
  readonly truth?: boolean
  /** The name, if the value is one part and nothing else: `vars.IMAGE`. */
  readonly name?: string
}

/** An unknown value that is one part. */
export const unknownPart = (name: string): UnknownValue => ({
  kind: 'unknown',
  parts: [{ name, compared: [] }],
  name,
})

/** The parts of a value; empty if it is known. */
export const partsOf = (value: SymbolicValue): readonly UnknownPart[] => {
  if (value.kind === 'context') return [{ name: value.name, compared: [] }]
  return value.kind === 'unknown' ? value.parts : []
}

/** The parts of a value that an expression compares with some texts. */
export function comparedParts(value: SymbolicValue, texts: readonly string[]): readonly UnknownPart[] {
  if (value.kind !== 'unknown' || value.name === undefined) return partsOf(value)
  return [{ name: value.name, compared: texts }]
}
