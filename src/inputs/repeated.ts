import { TagboatError } from '../model/tagboat-error.ts'
import { readFields, withoutComments } from '../tags/fields.ts'
import type { Reader } from './reader.ts'

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
