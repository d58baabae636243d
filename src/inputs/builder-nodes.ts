import type { Node } from 'yaml'
import { badNodes } from '../errors/builder.ts'
import { yaml } from '../libraries.ts'
import { splitDriverOpts } from './driver-opts.ts'
import { checkPlatform } from './platform-names.ts'
import { type InputReader, type Pair, splitList } from './reader.ts'
import { keysOf, readYamlList, scalarText, type YamlItem } from './yaml-list.ts'

/** A node of a builder: one BuildKit. */
export interface BuilderNode {
  /** Empty for buildx's own choice. */
  readonly name: string
  /** As in the workflow; empty for the engine of this machine. */
  readonly endpoint: string
  /** Fixed platforms; empty for those that BuildKit reports. */
  readonly platforms: readonly string[]
  readonly driverOpts: readonly Pair[]
  readonly buildkitdFlags: string
}

const known = ['name', 'endpoint', 'platforms', 'driver-opts', 'buildkitd-flags']

type Complain = (why: string, fix: string) => void

/** Reads input append: further nodes of the builder, in the form of docker/setup-buildx-action. */
export function readNodes(reader: InputReader): readonly BuilderNode[] {
  const text = reader.text('append')
  if (text.trim() === '') return []
  const items = readYamlList(text, 'endpoint', (line, why) => {
    reader.problems.push(
      badNodes(
        line,
        undefined,
        why,
        'Write a list like "- endpoint: tcp://arm.example:1234", and its keys below.',
      ),
    )
  })
  const seen = new Set<string>([reader.text('endpoint').trim()])
  const names = new Set<string>()
  return items.map((item) => {
    const node = readNode(item, reader)
    const complain = complainAbout(reader, item, node.name)
    if (node.name !== '' && names.has(node.name))
      complain('has the name of another node', 'Give each node a name of its own.')
    names.add(node.name)
    const isCluster = /^kubernetes:/.test(node.endpoint) || node.endpoint === ''
    if (!isCluster && seen.has(node.endpoint))
      complain(`has the endpoint of another node, ${node.endpoint}`, 'Give each node an endpoint of its own.')
    seen.add(node.endpoint)
    return node
  })
}

const complainAbout =
  (reader: InputReader, { line }: YamlItem, name: string): Complain =>
  (why, fix) =>
    void reader.problems.push(badNodes(line, name === '' ? undefined : name, why, fix))

function readNode(item: YamlItem, reader: InputReader): BuilderNode {
  const name = (scalarText(item.get('name')) ?? '').trim()
  const complain = complainAbout(reader, item, name)
  for (const key of keysOf(item.map))
    if (!known.includes(key)) complain(`has the unknown key ${key}`, `Its keys are ${known.join(', ')}.`)
  const text = (key: string): string => {
    const node = item.get(key)
    const value = node === undefined ? '' : scalarText(node)
    if (value === undefined) complain(`has a ${key} that is not a text`, `Write ${key}: TEXT.`)
    return (value ?? '').trim()
  }
  // A name as buildx allows it (docker/buildx, store/util.go).
  if (name !== '' && !/^[a-zA-Z][a-zA-Z0-9._-]*$/.test(name))
    complain(
      `has a name that buildx does not allow`,
      'Begin it with a letter; letters, digits, ".", "_" and "-" may follow.',
    )
  const opts = splitDriverOpts(listAt(item, 'driver-opts', complain))
  for (const { item: option, why, fix } of opts.problems)
    complain(`has driver-opts in which '${option}' ${why}`, fix)
  return {
    name,
    endpoint: text('endpoint'),
    platforms: readPlatforms(listAt(item, 'platforms', complain), complain),
    driverOpts: opts.pairs,
    buildkitdFlags: text('buildkitd-flags'),
  }
}

/** A YAML list of texts, each taken as it is, or one text with commas or lines. */
function listAt({ get }: YamlItem, key: string, complain: Complain): readonly string[] {
  const node: Node | undefined = get(key)
  if (node === undefined) return []
  const refuse = () => {
    complain(`has ${key} that are not texts`, `Write ${key} as a list of texts.`)
    return []
  }
  if (!yaml().isSeq(node)) {
    const text = scalarText(node)
    return text === undefined ? refuse() : splitList('append', text, true, [])
  }
  return node.items.flatMap((each) => {
    const text = scalarText(each)
    // Items of a list may be quoted for CSV, too, as buildx reads each of them.
    return text === undefined ? refuse() : unquoted(text)
  })
}

/** An item of a list as buildx reads it: `"env.NO_PROXY=a,b"` in CSV's quotation marks, or without. */
const unquoted = (text: string): readonly string[] =>
  text.startsWith('"') ? splitList('append', text, true, []) : [text]

function readPlatforms(items: readonly string[], complain: Complain): readonly string[] {
  const platforms = items.flatMap((item) => item.split(',')).map((platform) => platform.trim())
  return [...new Set(platforms.filter(Boolean))].flatMap((platform) => {
    const checked = checkPlatform(platform)
    if ('platform' in checked) return [checked.platform]
    complain(`has a platform '${platform}' that ${checked.why}`, checked.fix)
    return []
  })
}
