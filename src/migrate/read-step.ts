import type { Document, Pair, YAMLMap, YAMLSeq } from 'yaml'
import { scalarText } from '../inputs/yaml-list.ts'
import { yaml } from '../libraries.ts'
import { dockerActionOf, type Setting, type Step } from './step.ts'
import { findStepUses } from './step-uses.ts'

/** Reads the step at an index of `steps:`. A text is the reason why it cannot be read. */
export function readStep(text: string, document: Document, steps: YAMLSeq, index: number): Step | string {
  const { isAlias, isMap } = yaml()
  const item: unknown = steps.items[index]
  const node = isAlias(item) ? item.resolve(document) : item
  const number = index + 1
  if (!isMap(node)) return `Step ${number} is not a map of keys.`
  const range = isAlias(item) ? item.range : node.range
  const token = steps.srcToken?.type === 'block-seq' ? steps.srcToken.items[index] : undefined
  const dash = token?.start.find(({ type }) => type === 'seq-item-ind')?.offset ?? range?.[0] ?? 0
  const settings = readSettings(text, node, 'with', document)
  const env = readSettings(text, node, 'env', document)
  const field = (name: string) => scalarText(node.get(name, true))
  const uses = field('uses')
  return {
    number,
    action: dockerActionOf(uses),
    id: field('id'),
    name: field('name'),
    uses,
    run: field('run'),
    condition: field('if'),
    keys: node.items.map(({ key }) => scalarText(key) ?? ''),
    settings: typeof settings === 'string' ? [] : settings,
    env: typeof env === 'string' ? [] : env,
    stepUses: findStepUses(text, node),
    text: text.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0),
    fixed: isAlias(item)
      ? 'is an alias'
      : typeof settings === 'string'
        ? settings
        : typeof env === 'string'
          ? env
          : undefined,
    node,
    start: lineStart(text, dash),
    end: contentEnd(text, range?.[0] ?? 0, range?.[1] ?? 0),
  }
}

/** The entries of a map of a step; a text is the reason why they cannot be read. */
function readSettings(
  text: string,
  step: YAMLMap,
  key: 'with' | 'env',
  document: Document,
): readonly Setting[] | string {
  const { isAlias, isMap } = yaml()
  const given = step.get(key, true)
  const map = isAlias(given) ? given.resolve(document) : given
  if (map === undefined || scalarText(map) === '') return []
  if (!isMap(map)) return `has a ${key} that is not a map of keys`
  if (isAlias(given)) return `has a ${key} that is an alias`
  const entries = map.items.map((pair, index) =>
    readSetting(text, map, pair, map.items[index - 1], key, document),
  )
  const wrong = entries.find((one) => typeof one === 'string')
  if (typeof wrong === 'string') return wrong
  return entries.flatMap((one) => (typeof one === 'string' ? [] : [one]))
}

function readSetting(
  text: string,
  map: YAMLMap,
  pair: Pair,
  previous: Pair | undefined,
  kind: string,
  document: Document,
): Setting | string {
  const { isAlias, isNode } = yaml()
  const name = scalarText(pair.key) ?? ''
  const node = isAlias(pair.value) ? pair.value.resolve(document) : pair.value
  const value = node === null ? '' : scalarText(node)
  if (name === '' || name === '<<' || value === undefined)
    return `has an entry of ${kind} that is not a text: ${name}`
  const [start, end] = placeOf(pair)
  const column = start - lineStart(text, start)
  const isLine = map.flow !== true && text.slice(lineStart(text, start), start).trim() === ''
  const source = isLine
    ? text.slice(
        commentStart(text, start, isNode(previous?.key) ? placeOf(previous)[1] : 0),
        lineEnd(text, contentEnd(text, start, end)),
      )
    : `${' '.repeat(column)}${text.slice(start, end)}`
  return {
    name: kind === 'with' ? name.toLowerCase() : name,
    value,
    lines: source.split('\n').map((line) => dedent(line, column)),
  }
}

/** The place of an entry, from its key to the end of its value. */
function placeOf({ key, value }: Pair): readonly [number, number] {
  const { isNode } = yaml()
  const start = isNode(key) ? (key.range?.[0] ?? 0) : 0
  const keyEnd = isNode(key) ? (key.range?.[1] ?? start) : start
  return [start, Math.max(keyEnd, isNode(value) ? (value.range?.[1] ?? start) : start)]
}

/** Where the comments directly above an entry begin; `after` is the end of the entry before it. */
function commentStart(text: string, start: number, after: number): number {
  let first = lineStart(text, start)
  while (first > 0) {
    const above = lineStart(text, first - 1)
    if (above < after || !/^\s*#/.test(text.slice(above, first))) break
    first = above
  }
  return first
}

/** Removes at most `column` spaces from the front. */
function dedent(line: string, column: number): string {
  const spaces = /^ */.exec(line)?.[0].length ?? 0
  return line.slice(Math.min(spaces, column)).trimEnd() === '' ? '' : line.slice(Math.min(spaces, column))
}

export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

/** The end of the line, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end
}

/** The end of the last line with content between two offsets, before its line break. */
export function contentEnd(text: string, start: number, end: number): number {
  return lineEnd(text, start + text.slice(start, end).trimEnd().length)
}
