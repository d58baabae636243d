import { splitFields } from '../csv.ts'
import { badInput } from '../errors/inputs.ts'
import { isTag } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { readFields, withoutComments } from '../tags/fields.ts'
import type { Reader } from './reader.ts'

/** Finds values that would be taken for something else than they mean. Items in quotation marks are taken as they are. */
export function checkMisread(reader: Reader): void {
  for (const name of ['secrets', 'secret-envs', 'secret-files']) checkSecretForm(reader, name)
  for (const name of ['build-args', 'vars']) checkSeveralInOne(reader, name)
  for (const name of ['cache-from', 'cache-to']) checkCache(reader, name)
}

/** `id=token,env=TOKEN` is the form of `docker build --secret`; here it would be a secret with the name `id`. */
function checkSecretForm(reader: Reader, name: string): void {
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
 * `A=1,B=2`: every part between commas is NAME=value with a name in capitals, no value has another `=` or a quotation
 * mark. Honest lists have another form: `FEATURES=a,b`, `OPTS=-Da=1,-Db=2`, `LABELS=A=1,B=2`.
 */
const several = /^[A-Z][A-Z0-9_]*=[^,="']*(?:,\s*[A-Z][A-Z0-9_]*=[^,="']*)+$/

function checkSeveralInOne(reader: Reader, name: string): void {
  for (const line of reader.bareLines(name)) {
    if (!looksSeveral(line)) continue
    const shown = namesIn(line)
      .map((each) => `${each}=...`)
      .join(',')
    reader.problems.push(badInput(name, shown, 'looks like several items in one line', severalFix(line)))
  }
}

/** Whether a line holds several items, as commas divide them in some of docker's own inputs. */
export const looksSeveral = (line: string): boolean => several.test(line)

/** Names alone: values may be secret. */
export const severalFix = (line: string): string =>
  `Write ${namesIn(line).join(' and ')} on lines of their own; if the comma belongs to the value, put the whole item in quotation marks.`

const namesIn = (line: string): readonly string[] =>
  line.split(',').map((part) => part.replace(/=.*$/s, '').trim())

/** What a cache needs besides its type, for the types whose need BuildKit finds only after the build. */
const needs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cache-from': { local: 'src', registry: 'ref' },
  'cache-to': { local: 'dest', registry: 'ref' },
}

/** A name alone is a reference; anything else is `type=...` and more settings. Values may be secret: keys alone are shown. */
function checkCache(reader: Reader, name: string): void {
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
 * A tag that no registry takes: BuildKit finds no such cache without a word, and fails with such a `cache-to`. A warning, because a run that
 * gives the cache to no builder is none the worse for it.
 */
function warnOfReference(reader: Reader, name: string, reference: string): void {
  const [, registry = ''] = /^((?:\[[^\]/]*\]|[^/:]+)(?::\d+)?\/)/.exec(reference) ?? []
  // Input builds fills this one in: the item's name is a part of a tag.
  const written = reader.text('builds') === '' ? reference : reference.replace(/\{\{\s*target\s*\}\}/g, 'x')
  const [named = ''] = written.slice(registry.length).split('@')
  const colon = named.indexOf(':')
  if (colon === -1 || isTag(named.slice(colon + 1))) return
  const why = named.includes('{{')
    ? 'expressions in {{ }} are not filled in here'
    : 'a tag has letters, digits, . _ and - alone, and no / of a branch'
  reader.warnings.push(
    `Input ${name}: the tag of a reference is not valid, and no cache has it: ${why}. Output version of a step with dry-run: true is a branch's name as a tag.`,
  )
}

/** Lists of `name=value` in which a later value replaces an earlier one. Secrets are not here: twice is an error there. */
const pairs = ['labels', 'annotations', 'build-args', 'build-contexts', 'vars', 'ulimit'] as const

/** Keys of `set` that take one value; buildx collects the values of the others. */
const single = /^(?:args|labels|contexts)\.|^(?:context|dockerfile|target|network|shm-size|no-cache|pull)$/

/** Warns where a value replaces another one of the same name. Values may be secret: names alone are shown. */
export function checkRepeated(reader: Reader): void {
  for (const input of pairs) warn(reader, input, reader.lines(input).map(nameOf))
  warn(reader, 'set', reader.lines('set').map(nameOf).filter(isSingle))
  warn(reader, 'flavor', keysOf('flavor', withoutComments(reader.lines('flavor'))))
  for (const input of ['tags', 'images'] as const) {
    for (const line of withoutComments(reader.lines(input))) warn(reader, input, keysOf(input, [line]))
  }
}

const nameOf = (item: string): string => item.replace(/=.*$/s, '').trim()

const isSingle = (name: string): boolean => single.test(name.replace(/^[^.]*\./, ''))

/** The keys of lines in the tag language. `onlatest` belongs to the prefix or suffix before it. */
function keysOf(input: 'tags' | 'images' | 'flavor', lines: readonly string[]): readonly string[] {
  try {
    const keys = lines.flatMap((line) => readFields(input, line)).map(({ key }) => key ?? '')
    return keys.filter((key) => key !== '' && key !== 'onlatest')
  } catch (error) {
    // The parser of the tag language reports it.
    if (error instanceof TagboatError) return []
    throw error
  }
}

function warn(reader: Reader, input: string, names: readonly string[]): void {
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  for (const name of repeated) {
    reader.warnings.push(`Input ${input} sets ${name} more than once: the last value holds.`)
  }
}
