import type { Node } from 'yaml'
import { editDistance } from '../edit-distance.ts'
import { badBuilds } from '../errors/inputs.ts'
import { yaml } from '../libraries.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import { compileText } from '../tags/expressions.ts'
import type { Template } from '../tags/templates.ts'
import type { BuildInputs } from './build-inputs.ts'
import { looksSeveral, severalFix } from './check-lists.ts'
import { checkPlatform } from './platform-names.ts'
import { type InputReader, type Pair, splitList } from './reader.ts'
import { keysOf, scalarText, type YamlItem } from './yaml-list.ts'

/** One image of input builds. It inherits from the step what it does not set. */
export interface BuildItem {
  /** `[A-Za-z0-9_-]+`, as targets of bake. */
  readonly name: string
  readonly own: Partial<Pick<BuildInputs, 'context' | 'file' | 'target' | 'platforms'>>
  /** As in the input of that name. */
  readonly buildArgs: readonly string[]
  readonly buildContexts: readonly Pair[]
  /** Replaces the flavor's suffix, for `latest` too, even if it is empty. Absent for the flavor's. */
  readonly suffix?: Template
}

const texts = ['context', 'file', 'target'] as const
const known: readonly string[] = ['name', ...texts, 'build-args', 'platforms', 'build-contexts', 'suffix']

/** Keys of bake and compose files, and names of other inputs, each with what to write instead. */
const instead: ReadonlyMap<string, string> = new Map([
  ['dockerfile', 'Write file.'],
  ['args', 'Write build-args.'],
  ['contexts', 'Write build-contexts.'],
  ['platform', 'Write platforms.'],
  ['stage', 'Write target.'],
  ['image', 'Name the images in input images, with {{target}} for the name of the item.'],
  ['images', 'Name the images in input images, with {{target}} for the name of the item.'],
  ['tags', 'Write input tags, and below the item suffix: -slim to tell items of one name apart.'],
  ['flavor', 'Write input flavor, and below the item suffix: -slim to tell items of one name apart.'],
  ['labels', 'Write input labels, with {{target}} for the name of the item.'],
])

/** Reads one item; undefined without a valid name. Every problem names the line and the item. */
export function readItem({ map, line, get }: YamlItem, reader: InputReader): BuildItem | undefined {
  const name = scalarText(get('name')) ?? ''
  const complain = (why: string, fix: string) => {
    reader.problems.push(badBuilds(line, name === '' ? undefined : name, why, fix))
  }
  for (const key of keysOf(map))
    if (!known.includes(key)) complain(`has the unknown key ${key}`, suggest(key))
  const value = (key: string, form: string): string => {
    const node = get(key)
    const text = node === undefined ? '' : scalarText(node)
    if (text === undefined) complain(`has a ${key} that is not ${form}: ${shown(node)}`, `Write ${form}.`)
    return text ?? ''
  }
  const own = Object.fromEntries(
    texts.flatMap((key) => {
      const text = value(key, 'a text')
      return text === '' ? [] : [[key, text]]
    }),
  )
  const platforms = readPlatforms({ get }, complain)
  const item = {
    own: { ...own, ...(platforms.length > 0 && { platforms }) },
    buildArgs: readPairs({ get }, 'build-args', complain),
    buildContexts: readPairs({ get }, 'build-contexts', complain).flatMap(splitPair),
    ...(get('suffix') !== undefined && readSuffix(value('suffix', 'a text').trim(), reader)),
  }
  if (/^[A-Za-z0-9_-]+$/.test(name)) return { name, ...item }
  const why = get('name') === undefined ? 'has no name' : `has a name that is not of letters, digits, _ and -`
  complain(why, 'Write name: app; {{target}} stands for it.')
  return undefined
}

/** Adds an error in an expression to the reader's problems. */
function readSuffix(text: string, reader: InputReader): Pick<BuildItem, 'suffix'> {
  try {
    return { suffix: compileText(text, { input: 'builds', line: `suffix: ${text}` }) }
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    reader.problems.push(...error.problems)
    return {}
  }
}

type Complain = (why: string, fix: string) => void

function readPlatforms({ get }: Pick<YamlItem, 'get'>, complain: Complain): readonly string[] {
  const node = get('platforms')
  if (node === undefined) return []
  const form = 'a list, or one text with commas'
  const lists = yaml().isSeq(node) ? node.items.map(scalarText) : [scalarText(node)]
  const platforms = lists.flatMap((text) => {
    if (text !== undefined) return splitList('builds', text, true, [])
    complain(
      `has platforms that are not ${form}: ${shown(node)}`,
      'Write platforms: linux/amd64,linux/arm64.',
    )
    return []
  })
  return [...new Set(platforms)].flatMap((platform) => {
    const checked = checkPlatform(platform)
    if ('platform' in checked) return [checked.platform]
    complain(`has a platform '${platform}' that ${checked.why}`, checked.fix)
    return []
  })
}

/** Reads a list of `NAME=value`, or a map. Problems show names only, because values may be secret. */
function readPairs(
  { get }: Pick<YamlItem, 'get'>,
  key: 'build-args' | 'build-contexts',
  complain: Complain,
): readonly string[] {
  const node = get(key)
  const fix = key === 'build-args' ? 'Write VERSION: "1.2" below build-args.' : 'Write base: FOLDER below it.'
  const { isMap, isScalar } = yaml()
  if (node === undefined || (isScalar(node) && scalarText(node) === '')) return []
  if (isMap(node)) {
    return node.items.flatMap((pair) => {
      const [name = '', text] = [scalarText(pair.key), scalarText(pair.value)]
      if (name !== '' && text !== undefined) return [`${name}=${text}`]
      complain(`has ${key} whose ${name || 'key'} is not a text`, fix)
      return []
    })
  }
  const problems: Problem[] = []
  const { lines, bare } = readLines(node, problems)
  if (problems.length > 0) complain(`has ${key} with a quotation mark that is not closed`, fix)
  for (const line of key === 'build-args' ? bare.filter(looksSeveral) : []) {
    complain(`has ${key} with several items in one line`, severalFix(line))
  }
  return lines.flatMap((text, index) => {
    if (text === undefined) complain(`has ${key} whose item ${index + 1} is not a text`, fix)
    else if (key === 'build-contexts' && !/^[^=]+=./.test(text)) {
      complain(`has ${key} with '${text}', which is not of the form name=path`, fix)
    } else return text === '' ? [] : [text]
    return []
  })
}

/** The items of a YAML list, or the lines of a text in the syntax of the input of that name. `bare`: those without quotation marks. */
function readLines(
  node: Node,
  problems: Problem[],
): { readonly lines: readonly (string | undefined)[]; readonly bare: readonly string[] } {
  const { isScalar, isSeq, Scalar } = yaml()
  if (isSeq(node)) {
    const plain = node.items.filter((item) => isScalar(item) && item.type === Scalar.PLAIN)
    return { lines: node.items.map(scalarText), bare: plain.map((item) => scalarText(item) ?? '') }
  }
  const text = scalarText(node)
  if (text === undefined) return { lines: [undefined], bare: [] }
  return {
    lines: splitList('builds', text, false, problems),
    bare: splitList('builds', text, false, [], true),
  }
}

function splitPair(text: string): readonly Pair[] {
  const equals = text.indexOf('=')
  return equals > 0 ? [{ key: text.slice(0, equals).trim(), value: text.slice(equals + 1) }] : []
}

const shown = (node: { toJSON(): unknown } | undefined): string =>
  JSON.stringify(node?.toJSON() ?? null).slice(0, 80)

function suggest(key: string): string {
  const other = instead.get(key)
  if (other !== undefined) return other
  const plain = (text: string) => text.replace(/[-_\s]/g, '').toLowerCase()
  const near = known.find((name) => editDistance(plain(key), plain(name)) <= (name.length < 8 ? 1 : 2))
  if (near !== undefined) return `Write ${near}.`
  return `Its keys are ${known.join(', ')}; every other input of the step holds for all items.`
}
