import { readEngineWait } from '../../src/inputs/read-inputs.ts'
import { makeReader } from '../helpers/inputs.ts'

test.each<[text: string, ms: number]>([
  ['', 30_000],
  ['0', 0],
  ['0s', 0],
  ['45', 45_000],
  ['45s', 45_000],
  ['2m', 120_000],
  ['60m', 3_600_000],
])('engine-wait %j is %d ms', (text, ms) => {
  const reader = makeReader({ 'engine-wait': text })
  expect([readEngineWait(reader), reader.problems]).toEqual([ms, []])
})

test.each<[text: string, why: string]>([
  ['-1', 'is not a number of seconds'],
  ['1.5', 'is not a number of seconds'],
  ['30 s', 'is not a number of seconds'],
  ['1h', 'is not a number of seconds'],
  ['500ms', 'is not a number of seconds'],
  ['forever', 'is not a number of seconds'],
  ['12345678', 'is not a number of seconds'],
  ['61m', 'is longer than an hour'],
  ['3601', 'is longer than an hour'],
])('engine-wait %j %s', (text, why) => {
  const reader = makeReader({ 'engine-wait': text })
  readEngineWait(reader)
  expect(reader.problems).toMatchObject([
    { code: 'input-value', what: `Input engine-wait: '${text}' ${why}.`, fix: expect.stringContaining('2m') },
  ])
})
