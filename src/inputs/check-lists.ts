import { splitFields } from '../csv.ts'
import { badInput } from '../errors/inputs.ts'
import { findTagColon, isTag } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { readFields, withoutComments } from '../tags/fields.ts'
import type { InputReader } from './reader.ts'

/** Finds values that do not mean what they seem to. Items in quotation marks are not checked. */
export function checkMisread(reader: InputReader): void {
  for (const name of ['secrets', 'secret-envs', 'secret-files']) checkSecretForm(reader, name)
  for (const name of ['build-args', 'vars']) checkSeveralInOne(reader, name)
  for (const name of ['cache-from', 'cache-to']) checkCache(reader, name)
}

/** Refuses `id=token,env=TOKEN`, the syntax of `docker build --secret`: here it would be a secret with the id `id`. */
function checkSecretForm(reader: InputReader, name: string): void {
  const fix =
    'Write ID=value in secrets, ID=VARIABLE in secret-envs, or ID=PATH in secret-files, one per line. A value that is meant so belongs in quotation marks.'
  for (const [index, line] of reader.bareLines(name).entries()) {
    const keys = line.split(',').map((field) => /^\s*([a-z]+)=/.exec(field)?.[1])
    const isForm = ['id', 'type'].includes(keys[0] ?? '') && keys.slice(1).some(isSecretKey)
    const isTurned = isSecretKey(keys[0]) && keys.slice(1).includes('id')
    if (!isForm && !isTurned) continue
    reader.problems.push(badInput(name, `item ${index + 1}`, 'has the form of docker build --secret', fix))
  }
}

const isSecretKey = (key: string | undefined): boolean =>
  ['id', 'type', 'env', 'src', 'source'].includes(key ?? '')

/**
 * `A=1,B=2`: every part between commas is NAME=value with an upper-case name, and no value has another `=` or a quotation
 * mark. Intended lists differ: `FEATURES=a,b`, `OPTS=-Da=1,-Db=2`, `LABELS=A=1,B=2`.
 */
const several = /^[A-Z][A-Z0-9_]*=[^,="']*(?:,\s*[A-Z][A-Z0-9_]*=[^,="']*)+$/

function checkSeveralInOne(reader: InputReader, name: string): void {
  for (const line of reader.bareLines(name)) {
    if (!looksSeveral(line)) continue
    const shown = namesIn(line)
      .map((each) => `${each}=...`)
      .join(',')
    reader.problems.push(badInput(name, shown, 'looks like several items in one line', severalFix(line)))
  }
}

/** Whether a line looks like several items with commas, which some of docker's own inputs accept. */
export const looksSeveral = (line: string): boolean => several.test(line)

/** Shows names only, because values may be secret. */
export const severalFix = (line: string): string =>
  `Write ${namesIn(line).join(' and ')} on lines of their own; if the comma belongs to the value, put the whole item in quotation marks.`

const namesIn = (line: string): readonly string[] =>
  line.split(',').map((part) => part.replace(/=.*$/s, '').trim())

/** Settings that a cache requires besides its type, where BuildKit would report a missing one only after the build. */
const needs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cache-from': { local: 'src', registry: 'ref' },
  'cache-to': { local: 'dest', registry: 'ref' },
}

/** Checks a cache: a reference, or `type=...` with more settings. Values may be secret, so problems show keys only. */
function checkCache(reader: InputReader, name: string): void {
  const example = name === 'cache-to' ? 'type=gha,mode=max' : 'type=gha'
  for (const line of reader.lines(name)) {
    const fields = splitFields(line)
    if (fields.length === 1 && !line.includes('=')) {
      warnOfReference(reader, name, line)
      continue
    }
    const settings = new Map(
      fields.map((field) => {
        const [, key = field, value = ''] = /^([^=]*)=(.*)$/s.exec(field) ?? []
        return [key.trim().toLowerCase(), value.trim()] as const
      }),
    )
    const type = settings.get('type') ?? ''
    const need = needs[name]?.[type]
    const complain = (why: string, fix: string) => {
      const shown = [...settings.keys()].map((key) => (key === 'type' ? `type=${type}` : key)).join(',')
      reader.problems.push(badInput(name, shown, why, fix))
    }
    if (fields.some((field) => !field.includes('='))) {
      complain('has a setting without =', `Write one cache per line, for example ${example}.`)
    } else if (type === '') complain('names no type', `Write for example ${example}.`)
    else if (need !== undefined && (settings.get(need) ?? '') === '') {
      complain(`has no ${need}`, `Write type=${type},${need}=${need === 'ref' ? 'NAME:TAG' : 'FOLDER'}.`)
    } else if (need === 'ref') warnOfReference(reader, name, settings.get('ref') ?? '')
  }
}

/**
 * Warns of an invalid tag: BuildKit silently finds no cache under it, and fails with such a `cache-to`. It is not an error,
 * because a run without a build does not use the cache.
 */
function warnOfReference(reader: InputReader, name: string, reference: string): void {
  // Input builds fills in {{target}}, with a name that is valid in a tag.
  const written = reader.text('builds') === '' ? reference : reference.replace(/\{\{\s*target\s*\}\}/g, 'x')
  const [named = ''] = written.split('@')
  const colon = findTagColon(named)
  if (colon === -1 || isTag(named.slice(colon + 1))) return
  const why = named.includes('{{')
    ? 'expressions in {{ }} are not filled in here'
    : 'a tag has only letters, digits, . _ and -, without the / of a branch'
  reader.warnings.push(
    `Input ${name}: the tag of a reference is not valid, and no cache has it: ${why}. Output version of a step with dry-run: true is a branch's name as a tag.`,
  )
}

/** Lists of `name=value` in which a later value replaces an earlier one. Repeated secrets are an error, and checked elsewhere. */
const pairs = ['labels', 'annotations', 'build-args', 'build-contexts', 'vars', 'ulimit'] as const

/** Keys of `set` with a single value; buildx collects the values of all others. */
const single = /^(?:args|labels|contexts)\.|^(?:context|dockerfile|target|network|shm-size|no-cache|pull)$/

/** Warns of values that replace an earlier one. Shows names only, because values may be secret. */
export function checkRepeated(reader: InputReader): void {
  for (const input of pairs) warn(reader, input, reader.lines(input).map(nameOf))
  warn(reader, 'set', reader.lines('set').map(nameOf).filter(isSingle))
  warn(reader, 'flavor', keysOf('flavor', withoutComments(reader.lines('flavor'))))
  for (const input of ['tags', 'images'] as const) {
    for (const line of withoutComments(reader.lines(input))) warn(reader, input, keysOf(input, [line]))
  }
}

const nameOf = (item: string): string => item.replace(/=.*$/s, '').trim()

const isSingle = (name: string): boolean => single.test(name.replace(/^[^.]*\./, ''))

/** The keys of lines in the syntax of tags. `onlatest` may be repeated: it applies to the prefix or suffix before it. */
function keysOf(input: 'tags' | 'images' | 'flavor', lines: readonly string[]): readonly string[] {
  try {
    const keys = lines.flatMap((line) => readFields(input, line)).map(({ key }) => key ?? '')
    return keys.filter((key) => key !== '' && key !== 'onlatest')
  } catch (error) {
    // The parser of that input reports it.
    if (error instanceof TagboatError) return []
    throw error
  }
}

function warn(reader: InputReader, input: string, names: readonly string[]): void {
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  for (const name of repeated) {
    reader.warnings.push(`Input ${input} sets ${name} more than once: the last value holds.`)
  }
}
