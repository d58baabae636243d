import { limitQuestions } from '../../src/claims/limit-questions.ts'

test('a run asks about each pull request once, and about no more than the limit', async () => {
  const asked: number[] = []
  const ask = limitQuestions(async (number) => {
    asked.push(number)
    return { known: true, value: 'absent' }
  }, 2)
  const answers = await Promise.all([1, 2, 1, 3].map(ask))
  expect(asked).toEqual([1, 2])
  expect(answers.map(({ known }) => known)).toEqual([true, true, true, false])
})
