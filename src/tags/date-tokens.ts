import dayjs from 'dayjs'
import dayOfYear from 'dayjs/plugin/dayOfYear.js'
import isoWeek from 'dayjs/plugin/isoWeek.js'
import utc from 'dayjs/plugin/utc.js'
import weekOfYear from 'dayjs/plugin/weekOfYear.js'
import weekYear from 'dayjs/plugin/weekYear.js'

for (const plugin of [utc, isoWeek, weekOfYear, weekYear, dayOfYear]) dayjs.extend(plugin)

/** An instant, and the local time of its zone: `wall` is what a clock there shows, as if it were UTC. */
export interface Reading {
  readonly instant: dayjs.Dayjs
  readonly wall: dayjs.Dayjs
  readonly zone: string
}

/** Tokens that dayjs lacks, or gives another meaning. */
const special: Readonly<Record<string, (reading: Reading) => string | number>> = {
  Mo: ({ wall }) => ordinal(wall.month() + 1),
  Q: ({ wall }) => Math.floor(wall.month() / 3) + 1,
  Qo: ({ wall }) => ordinal(Math.floor(wall.month() / 3) + 1),
  DDD: ({ wall }) => wall.dayOfYear(),
  DDDo: ({ wall }) => ordinal(wall.dayOfYear()),
  DDDD: ({ wall }) => pad(wall.dayOfYear(), 3),
  Do: ({ wall }) => ordinal(wall.date()),
  do: ({ wall }) => ordinal(wall.day()),
  e: ({ wall }) => wall.day(),
  E: ({ wall }) => wall.isoWeekday(),
  w: ({ wall }) => wall.week(),
  ww: ({ wall }) => pad(wall.week(), 2),
  wo: ({ wall }) => ordinal(wall.week()),
  W: ({ wall }) => wall.isoWeek(),
  WW: ({ wall }) => pad(wall.isoWeek(), 2),
  Wo: ({ wall }) => ordinal(wall.isoWeek()),
  y: ({ wall }) => wall.year(),
  yy: ({ wall }) => wall.year(),
  yyy: ({ wall }) => wall.year(),
  yyyy: ({ wall }) => wall.year(),
  yo: ({ wall }) => ordinal(wall.year()),
  N: () => 'AD',
  NN: () => 'AD',
  NNN: () => 'AD',
  NNNN: () => 'Anno Domini',
  NNNNN: () => 'AD',
  Y: ({ wall }) => wall.year(),
  YYYYY: ({ wall }) => pad(wall.year(), 5),
  YYYYYY: ({ wall }) => `+${pad(wall.year(), 6)}`,
  gg: ({ wall }) => pad(wall.weekYear() % 100, 2),
  gggg: ({ wall }) => pad(wall.weekYear(), 4),
  GG: ({ wall }) => pad(wall.isoWeekYear() % 100, 2),
  GGGG: ({ wall }) => pad(wall.isoWeekYear(), 4),
  k: ({ wall }) => wall.hour() || 24,
  kk: ({ wall }) => pad(wall.hour() || 24, 2),
  Z: (reading) => formatOffset(reading, ':'),
  ZZ: (reading) => formatOffset(reading, ''),
  z: zoneName,
  zz: zoneName,
  X: ({ instant }) => instant.unix(),
  x: ({ instant }) => instant.valueOf(),
}

const known = 'YYYY YY M MM MMM MMMM D DD d dd ddd dddd H HH Hmm Hmmss h hh hmm hmmss m mm s ss a A'.split(
  ' ',
)
const fractions = Array.from({ length: 9 }, (_, index) => 'S'.repeat(index + 1))
/** Tokens that are short for a whole format. */
export const longTokens: Readonly<Record<string, string>> = {
  LTS: 'h:mm:ss A',
  LT: 'h:mm A',
  LLLL: 'dddd, MMMM D, YYYY h:mm A',
  LLL: 'MMMM D, YYYY h:mm A',
  LL: 'MMMM D, YYYY',
  L: 'MM/DD/YYYY',
  llll: 'ddd, MMM D, YYYY h:mm A',
  lll: 'MMM D, YYYY h:mm A',
  ll: 'MMM D, YYYY',
  l: 'M/D/YYYY',
}

/** All tokens but the long ones, the longest first. */
export const dateTokens: readonly string[] = [...Object.keys(special), ...known, ...fractions].sort(
  (a, b) => b.length - a.length,
)

/** Prints a token. */
export function printToken(text: string, reading: Reading): string {
  if (text.startsWith('S')) return reading.wall.format('SSS').padEnd(9, '0').slice(0, text.length)
  return String(special[text]?.(reading) ?? reading.wall.format(text))
}

function formatOffset({ instant, wall }: Reading, between: string): string {
  const minutes = Math.round((wall.valueOf() - instant.valueOf()) / 60_000)
  const sign = minutes < 0 ? '-' : '+'
  return `${sign}${pad(Math.floor(Math.abs(minutes) / 60), 2)}${between}${pad(Math.abs(minutes) % 60, 2)}`
}

function zoneName({ instant, zone }: Reading): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' })
  return format.formatToParts(instant.valueOf()).find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

const pad = (number: number, length: number): string => String(number).padStart(length, '0')

function ordinal(number: number): string {
  const tens = Math.floor(number / 10) % 10
  return `${number}${tens === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`
}
