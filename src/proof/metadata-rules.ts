/** The inputs of docker/metadata-action as that action reads them (src/context.ts, tag.ts, flavor.ts and image.ts of its version 6). */
import { parse } from 'csv-parse/sync'
import { defaultPriorities, type RuleType, ruleTypes } from '../tags/rule.ts'

/** The action fails with this message. */
export class MetadataFailure extends Error {}

export interface MetadataRule {
  readonly type: RuleType
  /** By name in lower case, with the defaults of the type. */
  readonly attributes: Readonly<Record<string, string>>
}

export interface MetadataFlavor {
  readonly latest: string
  readonly prefix: string
  readonly prefixLatest: boolean
  readonly suffix: string
  readonly suffixLatest: boolean
}

/** Up to version 5, a `#` within a line begins a comment too. */
interface ListOptions {
  readonly cutsComments: boolean
}

/** One item per line. Quotation marks are removed here, and once more from each item. */
export function readMetadataList(text: string, { cutsComments }: ListOptions): readonly string[] {
  const options = { comment: '#', comment_no_infix: !cutsComments, relax_quotes: true }
  const rows: string[][] = orFailure(() =>
    parse(text, { ...options, relax_column_count: true, skip_empty_lines: true }),
  )
  return rows.map((row) => row.join(',').trim()).filter((line) => line !== '')
}

/** The rules, by priority. */
export function readMetadataRules(lines: readonly string[]): readonly MetadataRule[] {
  const rules = (lines.length === 0 ? defaultLines : lines).map(readRule)
  const priority = ({ attributes }: MetadataRule) => Number(attributes.priority)
  return rules.sort((a, b) => {
    const difference = priority(b) - priority(a)
    return Number.isNaN(difference) ? 0 : difference
  })
}

const defaultLines = ['type=schedule', 'type=ref,event=branch', 'type=ref,event=tag', 'type=ref,event=pr']

function readRule(line: string): MetadataRule {
  const given: Record<string, string> = {}
  for (const field of readFields(line)) {
    const [key, value] = splitField(field)
    given[key?.toLowerCase() ?? 'value'] = value
  }
  const { type: name = 'raw', ...attributes } = given
  const type = ruleTypes.find((one) => one === name)
  if (type === undefined) throw new MetadataFailure(`Unknown tag type attribute: ${name}`)
  const missing = required[type]?.find((key) => attributes[key] === undefined)
  if (missing !== undefined) throw new MetadataFailure(`Missing ${missing} attribute for ${line}`)
  const all: Record<string, string> = {
    ...defaults[type],
    enable: 'true',
    priority: String(defaultPriorities[type]),
    ...attributes,
  }
  checkChoices(type, all, line)
  return { type, attributes: type === 'ref' && all.event === 'pr' ? { prefix: 'pr-', ...all } : all }
}

const required: Readonly<Partial<Record<RuleType, readonly string[]>>> = {
  semver: ['pattern'],
  pep440: ['pattern'],
  match: ['pattern'],
  ref: ['event'],
  raw: ['value'],
}

const defaults: Readonly<Record<RuleType, Readonly<Record<string, string>>>> = {
  schedule: { pattern: 'nightly' },
  semver: { value: '', match: '' },
  pep440: { value: '', match: '' },
  match: { group: '0', value: '' },
  edge: { branch: '' },
  ref: {},
  raw: {},
  sha: { prefix: 'sha-', format: 'short' },
}

function checkChoices(
  type: RuleType,
  { group, event, format }: Readonly<Record<string, string>>,
  line: string,
) {
  if (type === 'match' && Number.isNaN(Number(group)))
    throw new MetadataFailure(`Invalid match group for ${line}`)
  if (type === 'ref' && !['branch', 'tag', 'pr'].includes(event ?? ''))
    throw new MetadataFailure(`Invalid event for ${line}`)
  if (type === 'sha' && !['short', 'long'].includes(format ?? ''))
    throw new MetadataFailure(`Invalid format for ${line}`)
}

/** Each entry replaces an earlier one. A value ends at its second `=`. */
export function readMetadataFlavor(lines: readonly string[]): MetadataFlavor {
  let flavor: MetadataFlavor = {
    latest: 'auto',
    prefix: '',
    prefixLatest: false,
    suffix: '',
    suffixLatest: false,
  }
  for (const line of lines) {
    let last: 'prefix' | 'suffix' | undefined
    for (const field of readFields(line)) {
      const [name, value] = field.split('=').map((part) => part.trim())
      const key = name?.toLowerCase()
      if (value === undefined) throw new MetadataFailure(`Invalid flavor entry: ${line}`)
      if (key === 'prefix' || key === 'suffix') {
        last = key
        flavor = { ...flavor, [key]: value }
      } else if (key === 'latest' && ['auto', 'true', 'false'].includes(value)) {
        flavor = { ...flavor, latest: value }
      } else if (key === 'onlatest' && ['true', 'false'].includes(value)) {
        if (last !== undefined) flavor = { ...flavor, [`${last}Latest`]: value === 'true' }
      } else throw new MetadataFailure(`Invalid flavor entry: ${line}`)
    }
  }
  return flavor
}

/** The names of the images that are enabled, in lower case. One line of names may hold several. */
export function readMetadataImages(lines: readonly string[]): readonly string[] {
  const [only = '', ...others] = lines
  const names = others.length === 0 && only !== '' ? readFields(only).map((name) => name.trim()) : []
  if (names.length > 0 && names.every((name) => !name.includes('=')))
    return names.map((name) => name.toLowerCase())
  return lines.flatMap((line) => {
    let name = ''
    let isEnabled = true
    for (const field of readFields(line)) {
      const [first = '', value] = field.split('=').map((part) => part.trim())
      const key = first.toLowerCase()
      if (value === undefined) name = first
      else if (key === 'name') name = value
      else if (key === 'enable' && ['true', 'false'].includes(value)) isEnabled = value === 'true'
      else throw new MetadataFailure(`Invalid image entry: ${line}`)
    }
    if (name === '') throw new MetadataFailure(`Image name attribute empty: ${line}`)
    return isEnabled ? [name.toLowerCase()] : []
  })
}

function readFields(line: string): readonly string[] {
  const rows: string[][] = orFailure(() => parse(line, { relax_column_count: true, skip_empty_lines: true }))
  return rows[0] ?? []
}

/** Splits at the first `=`. Without a name before it, the field is a value. */
function splitField(field: string): readonly [string | undefined, string] {
  const at = field.indexOf('=')
  if (at <= 0) return [undefined, field.trim()]
  return [field.slice(0, at).trim(), field.slice(at + 1).trim()]
}

function orFailure<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new MetadataFailure(error instanceof Error ? error.message : String(error))
  }
}
