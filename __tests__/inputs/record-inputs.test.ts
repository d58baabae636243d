import { type RecordInputs, readRecordInputs } from '../../src/inputs/record-inputs.ts'
import { makeReader, type Texts } from '../helpers/inputs.ts'

test.each<[texts: Texts, expected: RecordInputs]>([
  [{}, { checks: 'warn', buildRecord: false }],
  [{ checks: 'warn' }, { checks: 'warn', buildRecord: false }],
  [{ checks: 'error' }, { checks: 'error', buildRecord: false }],
  [{ checks: 'off' }, { checks: 'off', buildRecord: false }],
  // A YAML parser of version 1.1 reads off as false.
  [{ checks: 'false' }, { checks: 'off', buildRecord: false }],
  [{ 'build-record': 'true' }, { checks: 'warn', buildRecord: true }],
  [
    { from: 'ghcr.io/acme/app:1', checks: 'warn', 'build-record': 'false' },
    { checks: 'warn', buildRecord: false },
  ],
])('inputs %j are read', (texts, expected) => {
  const reader = makeReader(texts)
  expect([readRecordInputs(reader), reader.problems]).toEqual([expected, []])
})

test.each<[texts: Texts, code: string, what: string]>([
  [{ checks: 'strict' }, 'input-value', "Input checks: 'strict' is not one of its values."],
  [{ 'build-record': 'on' }, 'input-value', "Input build-record: 'on' is not a boolean."],
  [{ from: 'a:1', checks: 'error' }, 'input-conflict', 'checks: error requires a build'],
  [
    { from: 'a:1', checks: 'error', 'build-record': 'true' },
    'input-conflict',
    'checks: error and build-record: true require',
  ],
])('inputs %j are an error', (texts, code, what) => {
  const reader = makeReader(texts)
  readRecordInputs(reader)
  expect(reader.problems).toMatchObject([{ code, what: expect.stringContaining(what) }])
})
