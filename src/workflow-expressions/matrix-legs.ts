import { at, isRecord, type Json } from '../json.ts'
import { type ContextValue, OpenRecord } from './context-values.ts'
import { entriesOf, toContextValue } from './workflow-values.ts'

/** One combination of a job's matrix. */
export interface MatrixLeg {
  /** `target: web, node: 24`; empty without a matrix. */
  readonly title: string
  readonly matrix: ContextValue
}

type Combination = Readonly<Record<string, Json>>

/** A matrix may have more combinations than are useful to look at. */
const mostLegs = 64

/** The combinations of `strategy.matrix` ("Running variations of jobs in a workflow"). One with an expression is unknown. */
export function matrixLegs(job: Json): readonly MatrixLeg[] {
  const matrix = at(job, 'strategy', 'matrix')
  if (matrix === undefined || matrix === null) return [{ title: '', matrix: {} }]
  const { include, exclude, ...axes } = isRecord(matrix) ? matrix : {}
  const isUnknown = [include ?? [], exclude ?? [], ...Object.values(axes)].some((one) => !Array.isArray(one))
  if (!isRecord(matrix) || isUnknown) {
    const known = entriesOf(axes).filter(([, values]) => Array.isArray(values) && values.length === 1)
    const values = known.map(([name, list]) => [name, toContextValue(Array.isArray(list) ? list[0] : null)])
    return [{ title: '', matrix: new OpenRecord(Object.fromEntries(values)) }]
  }
  const all = combine(Object.entries(axes)).filter(
    (one) => !listOf(exclude).some((other) => contains(one, other)),
  )
  const legs = addIncluded(all, listOf(include), Object.keys(axes)).slice(0, mostLegs)
  const names = namesFor(legs)
  return legs.map((leg) => ({ title: describeLeg(leg, names), matrix: toContextValue(leg) }))
}

const listOf = (value: Json): readonly Combination[] =>
  Array.isArray(value) ? value.filter((item: Json) => isRecord(item)) : []

function combine(axes: readonly (readonly [string, Json])[]): readonly Combination[] {
  let found: readonly Combination[] = [{}]
  for (const [name, values] of axes) {
    const list: readonly Json[] = Array.isArray(values) ? values : []
    found = found.flatMap((one) => list.map((value) => ({ ...one, [name]: value }))).slice(0, mostLegs * 4)
  }
  return axes.length === 0 ? [] : found
}

const isEqual = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other)

const contains = (one: Combination, part: Combination): boolean =>
  Object.entries(part).every(([name, value]) => isEqual(one[name], value))

/** An item of `include` extends the combinations whose own values it does not change; otherwise it is a combination of its own. */
function addIncluded(
  combinations: readonly Combination[],
  include: readonly Combination[],
  axes: readonly string[],
): readonly Combination[] {
  let extended = combinations
  const own: Combination[] = []
  for (const item of include) {
    const fits = (one: Combination) =>
      axes.every((axis) => item[axis] === undefined || isEqual(item[axis], one[axis]))
    if (combinations.some(fits)) extended = extended.map((one) => (fits(one) ? { ...one, ...item } : one))
    else own.push(item)
  }
  return [...extended, ...own]
}

const describeLeg = (leg: Combination, names: readonly string[]): string =>
  names
    .filter((name) => leg[name] !== undefined && typeof leg[name] !== 'object')
    .map((name) => `${name}: ${shorten(String(leg[name]))}`)
    .join(', ')

/** The keys by which combinations differ: one if that is enough, else the first ones that are. */
function namesFor(legs: readonly Combination[]): readonly string[] {
  const all = [...new Set(legs.flatMap((leg) => Object.keys(leg)))]
  const areDistinct = (names: readonly string[]) =>
    new Set(legs.map((leg) => describeLeg(leg, names))).size === legs.length
  const one = all.find((name) => areDistinct([name]))
  const some = all.map((_, index) => all.slice(0, index + 1)).find(areDistinct)
  return one === undefined ? (some ?? all) : [one]
}

/** A value on one line, for titles. */
function shorten(value: string): string {
  const line = value.trim().replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}...` : line
}
