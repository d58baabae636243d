import { badDateFormat, badTimeZone, type Where } from '../errors/tags.ts'
import type { Problem } from '../model/tagboat-error.ts'
import { findFormatFault, formatDate, isTimeZone } from './dates.ts'

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
