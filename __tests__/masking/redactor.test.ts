import { createRedactor } from '../../src/masking/redactor.ts'

test.each<[name: string, secrets: string[], text: string, expected: string]>([
  ['a secret is not shown', ['s3cret'], 'a s3cret b', 'a *** b'],
  ['wherever it stands', ['s3cret'], 's3crets3cret:s3cret', '******:***'],
  ['of overlapping ones the longest goes whole', ['pass', 'passw0rd'], 'passw0rd pass', '*** ***'],
  ['in any order', ['passw0rd', 'pass'], 'passw0rd pass', '*** ***'],
  [
    'each line of a secret with several',
    ['line one\nline two\r\nthree'],
    'line two; three\nline one',
    '***; ***\n***',
  ],
  ['blanks around a secret do not hide it', ['  s3cret\n'], 's3cret', '***'],
  ['what is too short would hide everything', ['abc', ''], 'abc', 'abc'],
  ['four characters are enough', ['abcd'], 'abcd', '***'],
  ['characters with a meaning in patterns mean nothing', ['a.*$&'], 'a.*$& axx', '*** axx'],
  ['without secrets nothing changes', [], 'text', 'text'],
])('%s', (_, secrets, text, expected) => {
  const redactor = createRedactor()
  for (const secret of secrets) redactor.add(secret)
  expect(redactor.clean(text)).toBe(expected)
})
