import {
  badChoice,
  missingKey,
  noSuchGroup,
  notNumber,
  parseEach,
  type RulePosition,
  severalValues,
  unknownKey,
  unknownType,
} from '../errors/tags.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { compileText, expressionNames, versionNames } from './expressions.ts'
import { type Field, readFields, withoutComments } from './fields.ts'
import { splitReference } from './reference-value.ts'
import { compilePattern, type Pattern } from './regex.ts'
import {
  allKeys,
  commonKeys,
  defaultPriorities,
  type MatchRule,
  ownKeys,
  type RawRule,
  type RefEvent,
  type Rule,
  type RuleBase,
  type RuleOwn,
  type RuleType,
  ruleTypes,
  type VersionRule,
} from './rule.ts'
import { compileTemplate, type Template } from './templates.ts'

/** The rules of input `tags`, in their order, and warnings about them. */
export interface ParsedRules {
  readonly rules: readonly Rule[]
  readonly warnings: readonly string[]
}

/** Reads the lines of input `tags`; throws one TagboatError with the problems of all lines. */
export function parseRules(lines: readonly string[]): ParsedRules {
  const parsed = parseEach(withoutComments(lines), (line) => {
    const attributes = new Attributes(line, allKeys)
    const type = readType(attributes)
    return { rule: readRule(attributes, type), unused: findUnused(attributes, type) }
  })
  return { rules: parsed.map(({ rule }) => rule), warnings: parsed.flatMap(({ unused }) => unused ?? []) }
}

/** A line without `type` is `raw`. */
function readType(attributes: Attributes): RuleType {
  const field = attributes.keys.includes('type') ? attributes.required('type', 'type=raw') : undefined
  if (field === undefined) return 'raw'
  const type = ruleTypes.find((each) => each === field.value)
  if (type === undefined) throw new TagboatError(unknownType(field.where, field.value, ruleTypes))
  return type
}

function readRule(attributes: Attributes, type: RuleType): Rule {
  const own = readOwn(attributes, type)
  const prefix = attributes.text('prefix') ?? ownPrefix(attributes, own)
  const suffix = attributes.text('suffix')
  const base: RuleBase = {
    where: attributes.where,
    enable: attributes.textOr('enable', 'true'),
    priority: attributes.number('priority', /^(?:-?\d+(?:\.\d+)?)?$/, 'like 900') ?? defaultPriorities[type],
    ...(prefix && { prefix }),
    ...(suffix && { suffix }),
    ...(isWrittenOut(attributes, type) && { isWrittenOut: true }),
  }
  return { ...base, ...own }
}

function isWrittenOut(attributes: Attributes, type: RuleType): boolean {
  const hasValue = ownKeys[type].includes('value') && attributes.keys.includes('value')
  return hasValue && !attributes.required('value', '').value.includes('{{')
}

function ownPrefix({ where }: Attributes, own: RuleOwn) {
  if (own.type === 'sha') return compileText('sha-', where)
  return own.type === 'ref' && own.event === 'pr' ? compileText('pr-', where) : undefined
}

function readOwn(attributes: Attributes, type: RuleType): RuleOwn {
  switch (type) {
    case 'schedule':
      return { type, pattern: attributes.textOr('pattern', 'nightly') }
    case 'semver':
    case 'pep440':
      return readVersionRule(attributes, type)
    case 'match':
      return readMatchRule(attributes)
    case 'edge':
      return { type, branch: attributes.filled('branch')?.value ?? '' }
    case 'ref':
      return { type, event: readEvent(attributes) }
    case 'raw':
      return readRawRule(attributes)
    case 'sha':
      return { type, format: attributes.choice('format', ['short', 'long']) ?? 'short' }
  }
}

function readRawRule(attributes: Attributes): RawRule {
  attributes.required('value', 'type=raw,value=stable')
  const value = attributes.textOr('value', '')
  const reference = splitReference(value)
  return { type: 'raw', ...(reference ? { name: reference.name, value: reference.tag } : { value }) }
}

function readEvent(attributes: Attributes): RefEvent {
  const event = attributes.choice('event', ['branch', 'tag', 'pr', 'pr-branch'])
  if (event === undefined)
    throw new TagboatError(missingKey(attributes.where, 'event', 'type=ref,event=branch'))
  return event
}

function readVersionRule(attributes: Attributes, type: 'semver' | 'pep440'): VersionRule {
  attributes.required('pattern', `type=${type},pattern={{version}}`)
  const match = attributes.filled('match')
  return {
    type,
    pattern: attributes.textOr('pattern', '', [...expressionNames, ...versionNames]),
    ...readValue(attributes),
    ...(match && { match: compilePattern(match.value, '', match.where) }),
  }
}

function readMatchRule(attributes: Attributes): MatchRule {
  const pattern = readPattern(attributes.required('pattern', 'type=match,pattern=v(.*),group=1'))
  const group = attributes.number('group', /^\d+$/, '0 for the whole match or 1 for the first ( )') ?? 0
  if (group > pattern.groups && !pattern.isGlobal) {
    throw new TagboatError(noSuchGroup(attributes.required('group', '').where, group, pattern.groups))
  }
  return { type: 'match', pattern, group, ...readValue(attributes) }
}

/** `/v(.*)/i` with flags, or `v(.*)` alone. */
function readPattern({ value, where }: Field): Pattern {
  const [, source, flags] = /^\/(.+)\/(.*)$/.exec(value) ?? []
  return source === undefined ? compilePattern(value, '', where) : compilePattern(source, flags ?? '', where)
}

function readValue(attributes: Attributes) {
  const value = attributes.filled('value') && attributes.text('value')
  return value ? { value } : {}
}

/** Warns of attributes that the rule's type ignores, as docker/metadata-action does. */
function findUnused(attributes: Attributes, type: RuleType): string | undefined {
  const used: readonly string[] = [...commonKeys, ...ownKeys[type]]
  const unused = attributes.keys.filter((key) => !used.includes(key))
  if (unused.length === 0) return undefined
  return `Input tags, line '${attributes.where.line}': type=${type} has no use for ${unused.join(' and ')}.`
}

/** The attributes of one line. Every method throws a TagboatError that quotes the line. */
class Attributes {
  readonly where: RulePosition
  readonly #fields = new Map<string, Field>()

  /**
   * A value without a key is the attribute `value`, at most once in a line. The last of several values of one key counts.
   * Empty items are ignored.
   */
  constructor(line: string, keys: readonly string[]) {
    this.where = { input: 'tags', line }
    for (const field of readFields('tags', line)) {
      if (field.key === undefined && field.value === '') continue
      const key = field.key ?? 'value'
      const first = this.#fields.get('value')
      if (field.key === undefined && first !== undefined) {
        throw new TagboatError(severalValues(this.where, first.value, field.value, ruleTypes))
      }
      if (!keys.includes(key)) throw new TagboatError(unknownKey(field.keyWhere, key, keys))
      this.#fields.set(key, field)
    }
  }

  get keys(): readonly string[] {
    return [...this.#fields.keys()]
  }

  /** Undefined if absent or empty. */
  filled(key: string): Field | undefined {
    const field = this.#fields.get(key)
    return field?.value ? field : undefined
  }

  required(key: string, example: string): Field {
    const field = this.#fields.get(key)
    if (field === undefined) throw new TagboatError(missingKey(this.where, key, example))
    return field
  }

  /** A text with expressions, perhaps empty; undefined if the attribute is absent. */
  text(key: string, names: readonly string[] = expressionNames): Template | undefined {
    const field = this.#fields.get(key)
    return field && compileTemplate(field.value, names, field.where)
  }

  /** As `text`, with a default. */
  textOr(key: string, otherwise: string, names?: readonly string[]): Template {
    return this.text(key, names) ?? compileText(otherwise, this.where)
  }

  choice<T extends string>(key: string, choices: readonly T[]): T | undefined {
    const field = this.#fields.get(key)
    const choice = choices.find((each) => each === field?.value)
    if (field && choice === undefined)
      throw new TagboatError(badChoice(field.where, key, field.value, choices))
    return choice
  }

  /** A number; an empty value is 0, as in docker/metadata-action. */
  number(key: string, pattern: RegExp, example: string): number | undefined {
    const field = this.#fields.get(key)
    if (field && !pattern.test(field.value)) {
      throw new TagboatError(notNumber(field.where, key, field.value, example))
    }
    return field && Number(field.value)
  }
}
