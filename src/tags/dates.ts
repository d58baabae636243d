import dayjs from 'dayjs'
import { badDateFormat, badTimeZone, type RulePosition } from '../errors/tags.ts'
import type { Problem } from '../model/tagboat-error.ts'
import { anyTime, markDate } from './any-time.ts'
import { dateTokens, longTokens, printToken, type Reading } from './date-tokens.ts'

const token = dateTokens.join('|')
const parts = new RegExp(`\\[([^\\]]*)\\]|\\\\(${token})|(${token})`, 'g')
const longParts = /(\[[^\]]*\]|\\.)|(LTS|LT|LL?L?L?|l{1,4})/g

/**
 * Formats an ISO instant by the tokens of Moment.js, which docker/metadata-action documents: `[text]` is printed as it is,
 * and so are letters that are not tokens. Names are English; weeks begin on Sunday (`w`) or on Monday (`W`, ISO 8601).
 */
export function formatDate(iso: string, format: string, zone: string): string {
  const reading = read(iso, zone)
  return splitFormat(format)
    .map(({ text, isToken }) => (isToken ? printToken(text, reading) : text))
    .join('')
}

/** A part of a format: a token, or text that is printed as it is. */
export interface FormatPart {
  readonly text: string
  readonly isToken: boolean
}

export function splitFormat(format: string): readonly FormatPart[] {
  const plain = format.replace(longParts, (text, literal?: string) => literal ?? longTokens[text] ?? text)
  const split: FormatPart[] = []
  let end = 0
  for (const match of plain.matchAll(parts)) {
    const [text, literal, escaped] = match
    split.push({ text: plain.slice(end, match.index), isToken: false })
    const printed = literal ?? escaped
    split.push(printed === undefined ? { text, isToken: true } : { text: printed, isToken: false })
    end = match.index + text.length
  }
  return [...split, { text: plain.slice(end), isToken: false }].filter(({ text }) => text !== '')
}

/** Why a text is not a date format; undefined if it is one. */
export function findFormatFault(format: string): string | undefined {
  const opening = format.replace(/\[[^\]]*\]/g, '').indexOf('[')
  if (opening >= 0) return `has a [ that nothing closes in '${format}'`
  const matches = format
    .replace(longParts, (text, literal?: string) => literal ?? longTokens[text] ?? text)
    .match(parts)
  const some = matches?.some((text) => !text.startsWith('[') && !text.startsWith('\\'))
  return some ? undefined : `has nothing of a date in its format '${format}'`
}

/** Whether a zone is in the time zone database. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== undefined
  } catch {
    return false
  }
}

/** Time zones come from Intl: those of the library depend on the machine's zone. */
function read(iso: string, zone: string): Reading {
  const instant = dayjs.utc(iso)
  if (zone === 'UTC') return { instant, wall: instant, zone }
  const options = { timeZone: zone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' } as const
  const shown = new Intl.DateTimeFormat('sv-SE', options).format(instant.valueOf())
  return { instant, wall: dayjs.utc(`${shown.replace(' ', 'T')}.${instant.format('SSS')}Z`), zone }
}

/** An invalid date expression. The caller, who has the line, makes a problem of it. */
export class DateFault extends Error {
  readonly describe: (where: RulePosition) => Problem

  constructor(describe: (where: RulePosition) => Problem) {
    super('date')
    this.describe = describe
  }
}

/** `{{date 'YYYYMMDD' tz='Asia/Tokyo'}}`: the zone is UTC unless given. Throws a DateFault. */
export function formatChecked(helper: string, iso: string, format: unknown, zone: unknown = 'UTC'): string {
  const fault = findDateFault(helper, format, zone)
  if (fault) throw new DateFault(fault)
  if (iso === anyTime) return markDate({ helper, format: String(format), zone: String(zone) })
  return formatDate(iso, String(format), String(zone))
}

/** The problem of a format or a zone; undefined if both are valid. */
export function findDateFault(
  helper: string,
  format: unknown,
  zone: unknown = 'UTC',
): ((where: RulePosition) => Problem) | undefined {
  const why = typeof format === 'string' ? findFormatFault(format) : 'needs a format in quotation marks'
  if (why !== undefined) return (where) => badDateFormat(where, helper, why)
  if (typeof zone === 'string' && isTimeZone(zone)) return undefined
  return (where) => badTimeZone(where, String(zone))
}
