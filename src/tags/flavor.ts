import { badChoice, missingKey, notBoolean, parseEach, unknownKey } from '../errors/tags.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { compileText } from './expressions.ts'
import { type Field, readFields, withoutComments } from './fields.ts'
import type { Template } from './templates.ts'

/** A prefix or suffix of every tag. */
export interface Affix {
  readonly text: Template
  /** Whether `latest` gets it too. */
  readonly onLatest: boolean
}

export interface Flavor {
  readonly latest: 'auto' | 'true' | 'false'
  readonly prefix?: Affix
  readonly suffix?: Affix
}

type Entry = Partial<Flavor>

/**
 * Reads the lines of input `flavor`; a later entry replaces an earlier one. `latest` is its default.
 * Throws a TagboatError with all problems.
 */
export function parseFlavor(lines: readonly string[], latest: Flavor['latest']): Flavor {
  const entries = parseEach(withoutComments(lines), parseLine)
  return Object.assign({ latest } satisfies Flavor, ...entries)
}

/** `onlatest` applies to the prefix or suffix before it in its line. */
function parseLine(line: string): Entry {
  let entry: Entry = {}
  let last: 'prefix' | 'suffix' | undefined
  for (const field of readFields('flavor', line)) {
    const key = readKey(field)
    if (key === 'latest') entry = { ...entry, latest: readLatest(field) }
    else if (key === 'onlatest') entry = { ...entry, ...readOnLatest(field, last, entry) }
    else {
      last = key
      entry = { ...entry, [key]: { text: compileText(field.value, field.where), onLatest: false } }
    }
  }
  return entry
}

const keys = ['latest', 'prefix', 'suffix', 'onlatest'] as const

function readKey({ key, value, keyWhere }: Field): (typeof keys)[number] {
  const found = keys.find((each) => each === key)
  if (found === undefined) throw new TagboatError(unknownKey(keyWhere, key ?? value, keys))
  return found
}

function readLatest({ value, where }: Field): Flavor['latest'] {
  const choices = ['auto', 'true', 'false'] as const
  const latest = choices.find((each) => each === value)
  if (latest === undefined) throw new TagboatError(badChoice(where, 'latest', value, choices))
  return latest
}

function readOnLatest(
  { value, where, keyWhere }: Field,
  last: 'prefix' | 'suffix' | undefined,
  entry: Entry,
): Entry {
  if (value !== 'true' && value !== 'false')
    throw new TagboatError(notBoolean(where, 'onlatest', value, value))
  const affix = last && entry[last]
  if (!affix) throw new TagboatError(missingKey(keyWhere, 'prefix', 'prefix=debug-,onlatest=true'))
  return { [last]: { ...affix, onLatest: value === 'true' } }
}
