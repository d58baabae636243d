import {
  FuzzOptionError,
  readFuzzOptions,
  tabulateRuns,
  unfinishedTarget,
} from '../../scripts/lib/fuzz-options.mjs'

test.each([
  { args: [], options: { seconds: 60, seed: 5, only: '' } },
  { args: ['--seconds', '600', '--seed', '-7'], options: { seconds: 600, seed: -7, only: '' } },
  { args: ['--only', 'git ls-remote'], options: { seconds: 60, seed: 5, only: 'git ls-remote' } },
])('the fuzz options $args are read', ({ args, options }) => {
  expect(readFuzzOptions(args, 5)).toEqual(options)
})

test.each([
  [['--seconds']],
  [['--seconds', '0']],
  [['--seconds', '1.5']],
  [['--seed', 'x']],
  [['--constructor', '1']],
  [['seconds', '1']],
])('the fuzz options %j are refused', (args) => {
  expect(() => readFuzzOptions(args, 5)).toThrow(FuzzOptionError)
})

const journal = [
  { target: 'a' },
  { target: 'a', runs: 3, outcomes: { valid: 2, refused: 1 } },
  { target: 'bb' },
  { target: 'bb', runs: 0, outcomes: {} },
]
const write = (entries: readonly object[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')

test('the report counts the cases of each target', () => {
  expect(tabulateRuns(write(journal))).toBe(
    '  a          3 cases: valid 2, refused 1\n  bb  failed\n3 cases of 2 targets',
  )
})

test('the report names an unfinished target', () => {
  expect(unfinishedTarget(write(journal))).toBeUndefined()
  expect(unfinishedTarget(write(journal.slice(0, 3)))).toBe('bb')
})
