import dayjs from 'dayjs'
import type { MarkedDate } from './any-time.ts'
import { formatDate, splitFormat } from './dates.ts'

/** What tokens print, where that is simple enough to search for. Names of months and days are English. */
const patterns: Readonly<Record<string, string>> = {
  YYYY: '\\d{4}',
  YY: '\\d{2}',
  Q: '[1-4]',
  M: '\\d{1,2}',
  MM: '\\d{2}',
  MMM: '[A-Z][a-z]{2}',
  MMMM: '[A-Z][a-z]{2,8}',
  D: '\\d{1,2}',
  DD: '\\d{2}',
  DDD: '\\d{1,3}',
  DDDD: '\\d{3}',
  ddd: '[A-Z][a-z]{2}',
  dddd: '[A-Z][a-z]{5,8}',
  w: '\\d{1,2}',
  ww: '\\d{2}',
  W: '\\d{1,2}',
  WW: '\\d{2}',
  gggg: '\\d{4}',
  GGGG: '\\d{4}',
  H: '\\d{1,2}',
  HH: '\\d{2}',
  m: '\\d{1,2}',
  mm: '\\d{2}',
  s: '\\d{1,2}',
  ss: '\\d{2}',
  X: '\\d{9,10}',
}

/** A regular expression for everything that a format prints in a tag; undefined if it has another token, or invalid characters. */
export function describeFormat(format: string): string | undefined {
  const described = splitFormat(format).map(({ text, isToken }) => {
    if (isToken) return Object.hasOwn(patterns, text) ? patterns[text] : undefined
    return /^[\w.-]*$/.test(text) ? quote(text) : undefined
  })
  return described.includes(undefined) ? undefined : described.join('')
}

/** Dates that one time printed, each with its text. */
export type PrintedDates = readonly { readonly date: MarkedDate; readonly text: string }[]

/** Finds a time that prints all of these texts; undefined if none does. */
export type FindTime = (printed: PrintedDates) => string | undefined

const isoFormat = 'YYYY-MM-DDTHH:mm:ss[Z]'
const tenYears = 3660
/** With a week at both ends. */
const oneYear = 380
const timeOfDay = ['H', 'HH', 'm', 'mm', 's', 'ss', 'X']

/** `now` is an ISO 8601 time: times after the next day are not searched. */
export function createTimeFinder(now: string): FindTime {
  const tables = new Map<string, ReadonlyMap<string, string>>()
  return (printed) => {
    if (printed.length === 0) return now
    const dates = printed.map(({ date }) => date)
    const text = printed.map((one) => one.text).join('\n')
    const parts = dates.flatMap(({ format }) => splitFormat(format))
    if (parts.some((part) => part.isToken && timeOfDay.includes(part.text))) return findExact(printed, now)
    const year = readNumbers(printed).get('YYYY')
    const key = JSON.stringify([year, ...dates])
    const table =
      tables.get(key) ??
      (year === undefined ? printDays(dates, now, tenYears) : printDays(dates, endOf(year, now), oneYear))
    tables.set(key, table)
    return table.get(text)
  }
}

const print = (dates: readonly MarkedDate[], iso: string): string =>
  dates.map(({ format, zone }) => formatDate(iso, format, zone)).join('\n')

/** The end of a year with the days of its first and last week, or `now` if that is earlier. */
function endOf(year: string, now: string): string {
  const end = dayjs.utc(`${year}-12-31T12:00:00Z`).add(7, 'day')
  return end.isBefore(now) ? end.format(isoFormat) : now
}

/** Noon of one day after another is on each day of every zone. */
function printDays(dates: readonly MarkedDate[], last: string, days: number): ReadonlyMap<string, string> {
  const noon = dayjs.utc(last).startOf('day').add(12, 'hour')
  const found = new Map<string, string>()
  for (let day = -1; day < days; day++) {
    const iso = noon.subtract(day, 'day').format(isoFormat)
    const text = print(dates, iso)
    if (!found.has(text)) found.set(text, iso)
  }
  return found
}

/** Reads the time from its numbers. Zones differ from UTC by quarters of an hour. */
function findExact(printed: PrintedDates, now: string): string | undefined {
  const dates = printed.map(({ date }) => date)
  const text = printed.map((one) => one.text).join('\n')
  const values = readNumbers(printed)
  const get = (...tokens: readonly string[]) => tokens.map((token) => values.get(token)).find(Boolean) ?? ''
  const pad = (value: string) => (value || '0').padStart(2, '0')
  const day = `${get('YYYY')}-${pad(get('MM', 'M'))}-${pad(get('DD', 'D'))}`
  const written = `${day}T${pad(get('HH', 'H'))}:${pad(get('mm', 'm'))}:${pad(get('ss', 's'))}Z`
  const start = values.has('X') ? dayjs.unix(Number(values.get('X'))) : dayjs.utc(written)
  if (!start.isValid()) return undefined
  for (let quarter = -56; quarter <= 56; quarter++) {
    const time = start.subtract(quarter * 15, 'minute')
    if (!time.isAfter(dayjs.utc(now).add(1, 'day')) && print(dates, time.format(isoFormat)) === text)
      return time.format(isoFormat)
  }
  return undefined
}

/** The text of each token. */
function readNumbers(printed: PrintedDates): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const { date, text } of printed) {
    const parts = splitFormat(date.format)
    const groups = parts.map((part) => `(${part.isToken ? patterns[part.text] : quote(part.text)})`)
    const match = new RegExp(`^${groups.join('')}$`).exec(text)
    parts.forEach((part, at) => {
      if (part.isToken) values.set(part.text, match?.[at + 1] ?? '')
    })
  }
  return values
}

const quote = (text: string): string => text.replaceAll('.', '\\.')
