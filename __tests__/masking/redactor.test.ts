import { createRedactor } from '../../src/masking/redactor.ts'

test.each<[name: string, secrets: string[], text: string, expected: string]>([
  ['a secret', ['s3cret'], 'a s3cret b', 'a *** b'],
  ['a secret next to itself', ['s3cret'], 's3crets3cret:s3cret', '******:***'],
  ['the longer of two overlapping secrets', ['pass', 'passw0rd'], 'passw0rd pass', '*** ***'],
  ['overlapping secrets in any order', ['passw0rd', 'pass'], 'passw0rd pass', '*** ***'],
  [
    'each line of a secret with several',
    ['line one\nline two\r\nthree'],
    'line two; three\nline one',
    '***; ***\n***',
  ],
  ['a secret that has spaces around it', ['  s3cret\n'], 's3cret', '***'],
  ['no secret of three characters', ['abc', ''], 'abc', 'abc'],
  ['a secret of four characters', ['abcd'], 'abcd', '***'],
  ['a secret with special characters of regular expressions', ['a.*$&'], 'a.*$& axx', '*** axx'],
  ['nothing without secrets', [], 'text', 'text'],
])('the redactor masks %s', (_, secrets, text, expected) => {
  const redactor = createRedactor()
  for (const secret of secrets) redactor.add(secret)
  expect(redactor.clean(text)).toBe(expected)
})
