import dayjs from 'dayjs'
import { badDateFormat, badTimeZone, type Where } from '../errors/tags.ts'
import type { Problem } from '../model/tagboat-error.ts'
import { dateTokens, longTokens, printToken, type Reading } from './date-tokens.ts'

const token = dateTokens.join('|')
const parts = new RegExp(`\\[([^\\]]*)\\]|\\\\(${token})|(${token})`, 'g')
const longParts = /(\[[^\]]*\]|\\.)|(LTS|LT|LL?L?L?|l{1,4})/g

/**
 * Formats an ISO instant by the tokens of moment, which docker/metadata-action documents: `[text]` stands for
 * itself, as do letters that are no token. English names; weeks begin on Sunday (`w`) or as ISO has it (`W`).
 */
export function formatDate(iso: string, format: string, zone: string): string {
  const reading = read(iso, zone)
  const plain = format.replace(longParts, (text, literal?: string) => literal ?? longTokens[text] ?? text)
  return plain.replace(
    parts,
    (text, literal?: string, escaped?: string) => literal ?? escaped ?? printToken(text, reading),
  )
}

/** Why a text is no date format; `undefined` where it is one. */
export function findFormatFault(format: string): string | undefined {
  const opening = format.replace(/\[[^\]]*\]/g, '').indexOf('[')
  if (opening >= 0) return `has a [ that nothing closes in '${format}'`
  const matches = format
    .replace(longParts, (text, literal?: string) => literal ?? longTokens[text] ?? text)
    .match(parts)
  const some = matches?.some((text) => !text.startsWith('[') && !text.startsWith('\\'))
  return some ? undefined : `has nothing of a date in its format '${format}'`
}

/** The zone is one of the time zone database. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== undefined
  } catch {
    return false
  }
}

/** The library's own zones reckon through the machine's; the offset that Intl knows does not. */
function read(iso: string, zone: string): Reading {
  const instant = dayjs.utc(iso)
  if (zone === 'UTC') return { instant, wall: instant, zone }
  const options = { timeZone: zone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' } as const
  const shown = new Intl.DateTimeFormat('sv-SE', options).format(instant.valueOf())
  return { instant, wall: dayjs.utc(`${shown.replace(' ', 'T')}.${instant.format('SSS')}Z`), zone }
}

/** A date expression that cannot be printed; who knows the line makes a problem of it. */
export class DateFault extends Error {
  readonly describe: (where: Where) => Problem

  constructor(describe: (where: Where) => Problem) {
    super('date')
    this.describe = describe
  }
}

/** `{{date 'YYYYMMDD' tz='Asia/Tokyo'}}`: the zone is UTC unless said. Throws a DateFault. */
export function formatChecked(helper: string, iso: string, format: unknown, zone: unknown = 'UTC'): string {
  const fault = findDateFault(helper, format, zone)
  if (fault) throw new DateFault(fault)
  return formatDate(iso, String(format), String(zone))
}

/** What is wrong with the format or the zone; `undefined` where nothing is. */
export function findDateFault(
  helper: string,
  format: unknown,
  zone: unknown = 'UTC',
): ((where: Where) => Problem) | undefined {
  const why = typeof format === 'string' ? findFormatFault(format) : 'needs a format in quotation marks'
  if (why !== undefined) return (where) => badDateFormat(where, helper, why)
  if (typeof zone === 'string' && isTimeZone(zone)) return undefined
  return (where) => badTimeZone(where, String(zone))
}
