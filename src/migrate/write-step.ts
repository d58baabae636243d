import type { Pair } from 'yaml'
import { scalarText } from '../inputs/yaml-list.ts'
import { yaml } from '../libraries.ts'
import type { Entry } from './entries.ts'
import { contentEnd, lineEnd, lineStart } from './read-step.ts'
import type { Edit, Setting, Step } from './step.ts'

/** The action and its version, as workflows name it. */
export const actionName = 'tagboat/tagboat@v1'

/** A Tagboat step in the place of another step. */
export interface NewStep {
  readonly step: Step
  readonly entries: readonly Entry[]
  /** The id, if the old step has none. */
  readonly id: string | undefined
  /** Added to the step's `env:`. */
  readonly env: readonly Setting[]
}

/** Replaces the action and the inputs of a step. Its other keys and its comments stay as they are. */
export function replaceStep(text: string, made: NewStep): readonly Edit[] {
  const { node } = made.step
  if (node.flow === true || made.step.run !== undefined) return [rewriteStep(text, made)]
  const uses = findPair(made.step, 'uses')
  const inputs = findPair(made.step, 'with')
  const env = findPair(made.step, 'env')
  const [start, end] = valueRange(uses)
  const column = columnOf(text, keyStart(uses))
  const tail = lineEnd(text, end)
  // The comment of a pinned commit names the version of the old action.
  const isPin = /^\s*#\s*(?:v?\d|pin@|tag=|ratchet:|renovate:)/.test(text.slice(end, tail))
  const added = [
    ...(made.id === undefined ? [] : [`id: ${made.id}`]),
    ...(made.env.length === 0 || env !== undefined ? [] : ['env:', ...indent(linesOf(made.env), 2)]),
    ...(inputs === undefined ? withLines(made.entries, 2) : []),
  ]
  return [
    { start, end: isPin ? tail : end, text: actionName },
    ...(added.length === 0
      ? []
      : [{ start: tail, end: tail, text: `\n${indent(added, column).join('\n')}` }]),
    ...(inputs === undefined ? [] : [replaceInputs(text, inputs, made.entries)]),
    ...(env === undefined || made.env.length === 0 ? [] : [extendEnv(text, env, made.env)]),
  ]
}

/** Removes the lines of a step, and one of two empty lines around it. Comments above it stay. */
export function removeStep(text: string, { start, end }: Step): Edit {
  const isEmpty = (from: number) => text.slice(from, lineEnd(text, from)).trim() === ''
  const after = Math.min(end + 1, text.length)
  const above = text.slice(lineStart(text, start - 1), start).trim()
  const isBetween = (above === '' || above === 'steps:') && after < text.length && isEmpty(after)
  return { start, end: isBetween ? Math.min(lineEnd(text, after) + 1, text.length) : after, text: '' }
}

function replaceInputs(text: string, inputs: Pair, entries: readonly Entry[]): Edit {
  const { isMap, isNode } = yaml()
  const start = keyStart(inputs)
  const column = columnOf(text, start)
  const [first] = isMap(inputs.value) && inputs.value.flow !== true ? inputs.value.items : []
  const inner = first === undefined ? 2 : Math.max(columnOf(text, keyStart(first)) - column, 1)
  const end = isNode(inputs.value) ? (inputs.value.range?.[1] ?? start) : start
  const [head = '', ...rest] = withLines(entries, inner)
  return { start, end: contentEnd(text, start, end), text: [head, ...indent(rest, column)].join('\n') }
}

function extendEnv(text: string, env: Pair, added: readonly Setting[]): Edit {
  const { isMap, isNode } = yaml()
  const start = keyStart(env)
  const [first] = isMap(env.value) ? env.value.items : []
  const column = first === undefined ? columnOf(text, start) + 2 : columnOf(text, keyStart(first))
  const end = contentEnd(text, start, isNode(env.value) ? (env.value.range?.[1] ?? start) : start)
  return { start: end, end, text: `\n${indent(linesOf(added), column).join('\n')}` }
}

/** A step in braces becomes a block, because inputs of several lines do not fit into braces. A script loses its own keys. */
function rewriteStep(text: string, { step, entries, id, env }: NewStep): Edit {
  const [start = 0, last = 0] = step.node.range ?? []
  const end = start + text.slice(start, last).trimEnd().length
  const kept = step.node.items.flatMap((pair) => {
    const name = scalarText(pair.key) ?? ''
    if (['with', 'env', 'shell', 'working-directory'].includes(name)) return []
    if (name === 'uses' || name === 'run') return [`uses: ${actionName}`]
    const [from, to] = valueRange(pair)
    return [`${name}: ${text.slice(from, to).trimEnd()}`]
  })
  const all = [...(step.run === undefined ? step.env : []), ...env]
  const lines = [
    ...kept,
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(all.length === 0 ? [] : ['env:', ...indent(linesOf(all), 2)]),
    ...withLines(entries, 2),
  ]
  const [head = '', ...rest] = lines
  return { start, end, text: [head, ...indent(rest, columnOf(text, start))].join('\n') }
}

const withLines = (entries: readonly Entry[], inner: number): readonly string[] => [
  'with:',
  ...indent(
    entries.flatMap(({ lines }) => lines),
    inner,
  ),
]

const linesOf = (settings: readonly Setting[]): readonly string[] => settings.flatMap(({ lines }) => lines)

const indent = (lines: readonly string[], column: number): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `${' '.repeat(column)}${line}`))

export const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset)

const findPair = ({ node }: Step, name: string): Pair | undefined =>
  node.items.find(({ key }) => scalarText(key) === name)

export function keyStart(pair: Pair | undefined): number {
  const { isNode } = yaml()
  return isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0
}

function valueRange(pair: Pair | undefined): readonly [number, number] {
  const { isNode } = yaml()
  const [start = 0, end = 0] = isNode(pair?.value) ? (pair.value.range ?? []) : []
  return [start, end]
}
