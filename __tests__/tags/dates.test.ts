import { findFormatFault, formatDate, isTimeZone } from '../../src/tags/dates.ts'

const time = '2020-01-10T15:25:50.125Z'

/** The output of moment-timezone, whose formats docker/metadata-action documents. */
test.each([
  ['YYYYMMDD', '20200110'],
  ['YYYY-MM-DDTHH:mm:ss.SSS[Z]', '2020-01-10T15:25:50.125Z'],
  ['dddd, MMMM Do YYYY, h:mm:ss a', 'Friday, January 10th 2020, 3:25:50 pm'],
  ['Y YY YYYYY YYYYYY y yyyy', '2020 20 02020 +002020 2020 2020'],
  ['Q Qo M Mo MMM', '1 1st 1 1st Jan'],
  ['D DDD DDDo DDDD', '10 10 10th 010'],
  ['d do dd ddd e E', '5 5th Fr Fri 5 5'],
  ['w wo ww W Wo WW', '2 2nd 02 2 2nd 02'],
  ['gg gggg GG GGGG', '20 2020 20 2020'],
  ['H HH h hh k kk A', '15 15 3 03 15 15 PM'],
  ['Hmm Hmmss hmm hmmss', '1525 152550 325 32550'],
  ['S SS SSS SSSS SSSSSSSSS', '1 12 125 1250 125000000'],
  ['X x', '1578669950 1578669950125'],
  ['Z ZZ z', '+00:00 +0000 UTC'],
  ['L l LL ll LT LTS', '01/10/2020 1/10/2020 January 10, 2020 Jan 10, 2020 3:25 PM 3:25:50 PM'],
  ['N NNNN', 'AD Anno Domini'],
  ['[YYYY] \\YYYYY T', 'YYYY YYYYY T'],
])('format %s prints %s', (format, expected) => {
  expect(formatDate(time, format, 'UTC')).toBe(expected)
})

test.each([
  ['Asia/Tokyo', '2020-01-10T00:30:00Z', '2020-01-10 09:30 +09:00'],
  ['America/New_York', '2020-01-10T00:30:00Z', '2020-01-09 19:30 -05:00'],
  ['Asia/Kolkata', '2020-01-10T00:30:00Z', '2020-01-10 06:00 +05:30'],
  ['Europe/Paris', '2021-03-28T00:59:59Z', '2021-03-28 01:59 +01:00'],
  ['Europe/Paris', '2021-03-28T01:00:00Z', '2021-03-28 03:00 +02:00'],
])('in the zone %s, %s is %s', (zone, instant, expected) => {
  expect(formatDate(instant, 'YYYY-MM-DD HH:mm Z', zone)).toBe(expected)
})

test.each([
  ['an ISO year can begin in the last week of December', '2019-12-30T00:00:00Z', '2020-W01'],
  ['an ISO year can end in the first week of January', '2021-01-03T00:00:00Z', '2020-W53'],
])('%s', (_, instant, expected) => {
  expect(formatDate(instant, 'GGGG-[W]WW', 'UTC')).toBe(expected)
})

test.each([
  ['UTC', true],
  ['Europe/Paris', true],
  ['us/pacific', true],
  ['Paris', false],
  ['+02:00', false],
  ['', false],
])('isTimeZone(%p) is %p', (zone, expected) => {
  expect(isTimeZone(zone)).toBe(expected)
})

test.each([
  ['YYYY', true],
  ['[v]YYYY', true],
  ['[YYYY]', false],
  ['\\Y', false],
  ['', false],
  ['[YYYY', false],
])('%p is a valid date format: %p', (format, expected) => {
  expect(findFormatFault(format) === undefined).toBe(expected)
})
