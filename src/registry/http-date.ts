const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const time = '(\\d{2}):(\\d{2}):(\\d{2})'
const preferred = new RegExp(`^\\w{3}, (\\d{2}) (\\w{3}) (\\d{4}) ${time} GMT$`, 'i')
const rfc850 = new RegExp(`^\\w{6,9}, (\\d{2})-(\\w{3})-(\\d{2}) ${time} GMT$`, 'i')
const asctime = new RegExp(`^\\w{3} (\\w{3}) ([ \\d]\\d) ${time} (\\d{4})$`, 'i')

/**
 * Milliseconds since 1970 of an HTTP date, in each of the three forms of RFC 9110, section 5.6.7. A year of two
 * digits lies in this century: the dates here are in the near future.
 */
export function parseHttpDate(text: string): number | undefined {
  const [, day, month, year, ...clock] = preferred.exec(text) ?? rfc850.exec(text) ?? []
  if (day !== undefined) return toMilliseconds(year, month, day, clock)
  const [, otherMonth, otherDay, hours, minutes, seconds, otherYear] = asctime.exec(text) ?? []
  return toMilliseconds(otherYear, otherMonth, otherDay, [hours, minutes, seconds])
}

function toMilliseconds(
  yearText: string | undefined,
  monthText: string | undefined,
  dayText: string | undefined,
  clock: readonly (string | undefined)[],
): number | undefined {
  const month = months.indexOf(monthText?.toLowerCase() ?? '') + 1
  const year = Number(yearText?.length === 2 ? `20${yearText}` : yearText)
  const day = Number(dayText)
  const [hours, minutes, seconds] = clock.map(Number)
  if (hours === undefined || minutes === undefined || seconds === undefined) return undefined
  if (month === 0 || day < 1 || day > 31 || hours > 23 || minutes > 59 || seconds > 60) return undefined
  return (countDays(year, month, day) * 86_400 + hours * 3600 + minutes * 60 + seconds) * 1000
}

/** Days since 1970-01-01 in the Gregorian calendar; March begins the year, so that leap days end it. */
function countDays(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
