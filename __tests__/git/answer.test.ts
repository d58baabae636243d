import { unknown } from '../../src/git/answer.ts'

test.each([
  ['no answer', 'no answer'],
  ['a\r\n::error::b', 'a ::error::b'],
  ['\u001b[2Ja\u2028b\0', ' [2Ja b '],
])('unknown(%j) has its reason on one line', (why, line) => {
  expect(unknown(why)).toEqual({ known: false, why: line })
})
