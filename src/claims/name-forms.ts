import { splitMarked } from '../tags/any-time.ts'
import { describeFormat } from '../tags/date-search.ts'
import { findDateFault } from '../tags/dates.ts'

/** The number of a pull request that none has. Names of it show where a number is. */
export const probeNumber = 40_908_070_605

/** Everything that a name with a number or dates in it may be, with the groups `pull`, `date0`, `date1` and so on. */
export interface NameForm {
  readonly pattern: RegExp
  /** Matches the same, with groups that are as short as possible. */
  readonly lazy: RegExp
}

/** The form of a name with `probeNumber` and marks of dates in it; undefined if what a date prints is not certain. */
export function describeName(marked: string): NameForm | undefined {
  let dates = 0
  const parts = splitMarked(marked).map((part) => {
    if (typeof part === 'string') return part.replaceAll('.', '\\.')
    // A branch may have a name like a mark.
    const fault = findDateFault(part.helper, part.format, part.zone)
    const format = fault === undefined ? describeFormat(part.format) : undefined
    return format === undefined ? undefined : `(?<date${dates++}>${format})`
  })
  if (parts.includes(undefined)) return undefined
  const source = parts
    .join('')
    .replace(String(probeNumber), '(?<pull>\\d{1,11})')
    .replaceAll(String(probeNumber), '\\k<pull>')
  const whole = (text: string) => new RegExp(`^${text}$`)
  return { pattern: whole(source), lazy: whole(source.replaceAll('}', '}?')) }
}

/** The number of the pull request in a tag; undefined if it may be another one. */
export function readPull({ pattern, lazy }: NameForm, tag: string): number | undefined {
  const [greedy, short] = [pattern.exec(tag), lazy.exec(tag)]
  const isCertain = greedy?.every((text, at) => text === short?.[at])
  const number = Number(greedy?.groups?.pull ?? Number.NaN)
  return isCertain && Number.isSafeInteger(number) ? number : undefined
}

export const isOfPull = (form: NameForm, tag: string, number: number | undefined): boolean =>
  number !== undefined && readPull(form, tag) === number
