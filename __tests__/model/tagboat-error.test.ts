import { describeProblem, type Problem, TagboatError } from '../../src/model/tagboat-error.ts'

const problem = { code: 'a-code', what: 'It is wrong.', fix: 'Fix it.' }

test.each<[name: string, problem: Problem, expected: string]>([
  ['the sentence, the fix and the code', problem, 'It is wrong. Fix it. [a-code]'],
  [
    'the lines of the original answer, indented',
    { ...problem, original: '\none\ntwo\n' },
    'It is wrong. Fix it. [a-code]\n    one\n    two',
  ],
  ['no empty original answer', { ...problem, original: ' \n' }, 'It is wrong. Fix it. [a-code]'],
])('describeProblem prints %s', (_, given, expected) => {
  expect(describeProblem(given)).toBe(expected)
})

test('the message of a TagboatError has all its problems', () => {
  const error = new TagboatError(problem, { ...problem, code: 'b-code' })
  expect(error.message).toBe('It is wrong. Fix it. [a-code]\nIt is wrong. Fix it. [b-code]')
  expect([error.name, error.problems.length]).toEqual(['TagboatError', 2])
})
