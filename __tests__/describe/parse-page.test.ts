import { parsePage } from '../../src/describe/parse-page.ts'

/** Late after so many questions. */
const lateAfter = (most: number) => {
  let asked = 0
  return () => {
    asked += 1
    return asked > most
  }
}

describe('a page that takes the square of its length ends when the time is over', () => {
  test.each([
    ['brackets in brackets', `${'['.repeat(2000)}${']'.repeat(2000)}`],
    ['comments that do not end', 'a <!--'.repeat(2000)],
    ['runs of backticks', Array.from({ length: 300 }, (_, at) => '`'.repeat(at)).join(' ')],
    ['link definitions', '[a]: b\n'.repeat(2000)],
    ['headings', '# a\n'.repeat(2000)],
    ['tables', '|a|\n|-|\n\n'.repeat(2000)],
  ])('%s', (_title, text) => {
    expect(() => parsePage(text, lateAfter(200))).toThrow(/readme-complex/)
  })
})

test('one paragraph of very many brackets is not parsed', () => {
  expect(() => parsePage('[a]['.repeat(60_000))).toThrow(/readme-complex/)
  expect(parsePage('[a][b]\n\n'.repeat(3_000)).length).toBeGreaterThan(0)
})

test('a line of dashes or of asterisks is not nested', () => {
  const text = `${'-'.repeat(300)}\n\n${'*'.repeat(300)}\n\n|${'-'.repeat(300)}|\n`
  expect(parsePage(text).length).toBeGreaterThan(0)
})

test('emphasis, which takes longest, is not parsed', () => {
  const text = `${'*'.repeat(20_000)}a${'*'.repeat(20_000)}`
  const started = performance.now()
  parsePage(text)
  expect(performance.now() - started).toBeLessThan(5_000)
})
