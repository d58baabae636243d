import { describeProblem, type Problem, TagboatError } from '../../src/model/tagboat-error.ts'

const problem = { code: 'a-code', what: 'It is wrong.', fix: 'Mend it.' }

test.each<[name: string, problem: Problem, expected: string]>([
  ['what, fix and code', problem, 'It is wrong. Mend it. [a-code]'],
  [
    'the original beneath, line by line',
    { ...problem, original: '\none\ntwo\n' },
    'It is wrong. Mend it. [a-code]\n    one\n    two',
  ],
  ['an empty original is none', { ...problem, original: ' \n' }, 'It is wrong. Mend it. [a-code]'],
])('a problem tells %s', (_, told, expected) => {
  expect(describeProblem(told)).toBe(expected)
})

test('an error tells all its problems', () => {
  const error = new TagboatError(problem, { ...problem, code: 'b-code' })
  expect(error.message).toBe('It is wrong. Mend it. [a-code]\nIt is wrong. Mend it. [b-code]')
  expect([error.name, error.problems.length]).toEqual(['TagboatError', 2])
})
