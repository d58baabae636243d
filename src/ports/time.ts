/** Times are ISO 8601 strings in UTC, without fractions, everywhere below the ports. */

const iso = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, 'Z')

/** From milliseconds since 1970. */
export const isoFromMillis = (millis: number): string => iso(new Date(millis))

/** From any ISO 8601 time with a zone; undefined where it is none. */
export function isoFromText(text: string): string | undefined {
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? undefined : iso(time)
}

/** Whole seconds since 1970, for SOURCE_DATE_EPOCH. */
export const epochSeconds = (text: string): number => Math.floor(Date.parse(text) / 1000)
