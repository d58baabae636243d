import type { Node, YAMLMap } from 'yaml'
import { yaml } from '../libraries.ts'

/** An item of a list input in YAML. */
export interface YamlItem {
  readonly map: YAMLMap
  /** From 1. */
  readonly line: number | undefined
  /** The node of a key, with aliases resolved; undefined if the key is missing. */
  get(key: string): Node | undefined
}

/**
 * Reads an input that is a YAML list of maps. `complain` receives the line and the problem, without the source text, which
 * may be secret. `first` is the key that messages show as the first one of an item.
 */
export function readYamlList(
  text: string,
  first: string,
  complain: (line: number | undefined, why: string) => void,
): readonly YamlItem[] {
  const { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } = yaml()
  const lines = new LineCounter()
  // Duplicate keys are errors and the core schema is the default of this library (YAML 1.2).
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', prettyErrors: false })
  const lineAt = (offset: number | undefined) =>
    offset === undefined ? undefined : lines.linePos(offset).line
  const [error] = document.errors
  if (error !== undefined) {
    complain(lineAt(error.pos[0]), `it is not valid YAML (${error.code.toLowerCase()})`)
    return []
  }
  if (!isSeq(document.contents)) {
    complain(1, 'it is not a list')
    return []
  }
  return document.contents.items.flatMap((item) => {
    const line = lineAt(isMap(item) || isScalar(item) ? item.range?.[0] : undefined)
    if (!isMap(item)) {
      complain(line, `an item is not a map that begins with ${first}`)
      return []
    }
    const get = (key: string): Node | undefined => {
      const node: unknown = item.get(key, true)
      if (isAlias(node)) return node.resolve(document)
      return isMap(node) || isSeq(node) || isScalar(node) ? node : undefined
    }
    return [{ map: item, line, get }]
  })
}

/** The keys of a map; empty for a key that is not a scalar. */
export const keysOf = (map: YAMLMap): readonly string[] =>
  map.items.map(({ key }) => (yaml().isScalar(key) ? String(key.value) : ''))

/**
 * The text of a scalar. Numbers and booleans keep their spelling: 0123, 1.20. Empty for null, undefined for other nodes.
 */
export function scalarText(node: unknown): string | undefined {
  if (!yaml().isScalar(node)) return undefined
  if (node.value === null) return ''
  return typeof node.value === 'string' ? node.value : (node.source ?? '')
}
