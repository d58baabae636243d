import type { Alias, Document, Node, Scalar, YAMLMap } from 'yaml'
import { yaml } from '../libraries.ts'

/** Compose and Tagboat could read the file differently. */
export class Uncertain extends Error {}

/** Reads the nodes of a YAML document, with aliases and merge keys resolved as in compose. */
export interface YamlReader {
  readonly root: unknown
  /** The keys and values of a mapping, including those of merge keys, even if they are overridden. Empty for any other node. */
  pairs(node: unknown): readonly (readonly [string, unknown])[]
  /** The items of a sequence; empty for null. Throws Uncertain for any other node. */
  items(node: unknown): readonly unknown[]
  /** The texts of a scalar or a sequence. Of a mapping in the sequence, the text under `key`. */
  paths(node: unknown, key?: string): readonly string[]
}

/** Limit of visited nodes in one file, counting those behind an alias each time. It is compose's own limit. */
const maxNodes = 100_000

/** Tags with which compose keeps the text. `!!binary`, for example, would turn it into another key. */
const plainTags = /^(?:!|!reset|!override|tag:yaml\.org,2002:(?:str|map|seq|int|float|bool|null|merge))$/

/** Creates a reader. It and its functions throw Uncertain for errors and unknown tags. */
export function createYamlReader(document: Document): YamlReader {
  const { isAlias, isMap, isScalar, isSeq } = yaml()
  const targets = findTargets(document)
  let visited = 0
  const open = (node: unknown): unknown => {
    visited += 1
    if (visited > maxNodes) throw new Uncertain()
    if (!isAlias(node)) return node
    const target = targets.get(node)
    if (target === undefined) throw new Uncertain()
    return target
  }
  const pairs = (node: unknown): (readonly [string, unknown])[] => {
    const map = open(node)
    if (!isMap(map)) return []
    return map.items.flatMap(({ key, value }) => {
      const name = open(key)
      if (!isScalar(name)) throw new Uncertain()
      const own = [[textOf(name) ?? '', value] as const]
      return textOf(name) === '<<' ? [...own, ...merged(value)] : own
    })
  }
  const merged = (node: unknown): (readonly [string, unknown])[] => {
    const value = open(node)
    return isSeq(value) ? value.items.flatMap((item) => merged(item)) : pairs(value)
  }
  const paths = (node: unknown, key?: string): string[] => {
    const value = open(node)
    if (isScalar(value)) return [textOf(value) ?? []].flat()
    if (isSeq(value)) return value.items.flatMap((item) => paths(item, key))
    return pairs(value).flatMap(([name, item]) => (name === key ? paths(item) : []))
  }
  const items = (node: unknown): readonly unknown[] => {
    const value = open(node)
    if (isSeq(value)) return value.items
    if (value === null || (isScalar(value) && textOf(value) === undefined)) return []
    throw new Uncertain()
  }
  return { root: document.contents, pairs, items, paths }
}

/** The text of a scalar; undefined for null. */
function textOf(scalar: Scalar): string | undefined {
  const text = String(scalar.value ?? '')
  const isPlain = scalar.type === 'PLAIN' && scalar.tag === undefined
  return isPlain && /^(?:~|null|Null|NULL)?$/.test(text) ? undefined : text
}

/** The node behind each alias: the last one before it with its anchor. Throws Uncertain for errors and unknown tags. */
function findTargets(document: Document): ReadonlyMap<Alias, Node> {
  const { isAlias, isMap, visit } = yaml()
  if (document.errors.length > 0) throw new Uncertain()
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node>()
  let count = 0
  visit(document, {
    Node(_key, node) {
      count += 1
      if (count > maxNodes) throw new Uncertain()
      if (isAlias(node)) {
        const target = anchors.get(node.source)
        if (target === undefined) throw new Uncertain()
        targets.set(node, target)
      } else {
        if (node.tag !== undefined && !plainTags.test(node.tag)) throw new Uncertain()
        if (node.anchor !== undefined) anchors.set(node.anchor, node)
        if (isMap(node)) checkKeys(node)
      }
    },
  })
  return targets
}

function checkKeys({ items }: YAMLMap): void {
  const keys = items.flatMap(({ key }) => (yaml().isScalar(key) ? [String(key.value)] : []))
  if (new Set(keys).size < keys.length) throw new Uncertain()
}
