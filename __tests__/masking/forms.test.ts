import { gzipSync } from 'node:zlib'
import { listForms } from '../../src/masking/forms.ts'
import { whyUnmasked } from '../../src/masking/maskable.ts'
import { createRedactor } from '../../src/masking/redactor.ts'

const secret = 'a "b"\\c<d>&\'e\'/f+g?h~i!é(j)'
const bytes = Buffer.from(secret)

/** The encodings of common programs. */
test.each<[name: string, written: string]>([
  ['in plain text', secret],
  ['in a URL, by JavaScript', "a%20%22b%22%5Cc%3Cd%3E%26'e'%2Ff%2Bg%3Fh~i!%C3%A9(j)"],
  ['in a URL, in lower case', "a%20%22b%22%5cc%3cd%3e%26'e'%2ff%2bg%3fh~i!%c3%a9(j)"],
  ['in a URL, by RFC 3986', 'a%20%22b%22%5Cc%3Cd%3E%26%27e%27%2Ff%2Bg%3Fh~i%21%C3%A9%28j%29'],
  ['in a form, by a browser', 'a+%22b%22%5Cc%3Cd%3E%26%27e%27%2Ff%2Bg%3Fh%7Ei%21%C3%A9%28j%29'],
  ['in a form, by Go', 'a+%22b%22%5Cc%3Cd%3E%26%27e%27%2Ff%2Bg%3Fh~i%21%C3%A9%28j%29'],
  ['in JSON', 'a \\"b\\"\\\\c<d>&\'e\'/f+g?h~i!é(j)'],
  ['in JSON, by Go', 'a \\"b\\"\\\\c\\u003cd\\u003e\\u0026\'e\'/f+g?h~i!é(j)'],
  ['in JSON, by Python', 'a \\"b\\"\\\\c<d>&\'e\'/f+g?h~i!\\u00e9(j)'],
  ['in HTML', 'a &quot;b&quot;\\c&lt;d&gt;&amp;&#39;e&#39;/f+g?h~i!é(j)'],
  ['in HTML, by Go', 'a &#34;b&#34;\\c&lt;d&gt;&amp;&#39;e&#39;/f+g?h~i!é(j)'],
  ['in HTML, by Python', 'a &quot;b&quot;\\c&lt;d&gt;&amp;&#x27;e&#x27;/f+g?h~i!é(j)'],
  ['in HTML without quotation marks', 'a "b"\\c&lt;d&gt;&amp;\'e\'/f+g?h~i!é(j)'],
  ['in hexadecimal', bytes.toString('hex')],
  ['in upper-case hexadecimal', bytes.toString('hex').toUpperCase()],
  ['in base64', bytes.toString('base64')],
  ['in base64 without padding', bytes.toString('base64').replace(/=/g, '')],
  ['in base64url', bytes.toString('base64url')],
])('a secret is masked %s', (_, written) => {
  const redactor = createRedactor()
  redactor.add(secret)
  expect(redactor.clean(`<< ${written} >>`)).toMatch(/^<< \*\*\*=* >>$/)
})

test.each([0, 1, 2, 3, 4])(
  'a secret is masked in base64 of a longer text, after %i other characters',
  (before) => {
    const redactor = createRedactor()
    redactor.add('hunter2hunter2')
    const text = `${'u'.repeat(before)}hunter2hunter2 and more`
    for (const encoding of ['base64', 'base64url'] as const) {
      const shown = redactor.clean(Buffer.from(text).toString(encoding))
      expect(shown).toContain('***')
      // The rest does not reveal the first or the last character.
      const left = shown.split('***').map((part) => Buffer.from(part, 'base64').toString('latin1'))
      expect(left.join('')).not.toMatch(/hun|er2/)
    }
  },
)

test('a secret is masked in the wrapped lines that `base64` prints', () => {
  const long = gzipSync(Buffer.from('a key')).toString('hex').repeat(5)
  const redactor = createRedactor()
  redactor.add(long)
  const printed =
    Buffer.from(long)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  expect(printed.length).toBeGreaterThan(2)
  for (const line of printed.slice(0, -1)) expect(redactor.clean(line)).toBe('***')
})

test('each line of a secret is masked in each form, except common words and short lines', () => {
  const redactor = createRedactor()
  redactor.add('-----BEGIN KEY-----\r\n  aGVsbG8+d29ybGQ/\n\ntrue\nend\n')
  expect(redactor.clean('aGVsbG8+d29ybGQ/ aGVsbG8%2Bd29ybGQ%2F true end')).toBe('*** *** true end')
})

test('listForms accepts text that cannot be encoded', () => {
  expect(listForms('\ud800abcd')).toContain('\ud800abcd')
})

test.each<[value: string, why: ReturnType<typeof whyUnmasked>]>([
  ['abc', 'short'],
  [' 1 \n', 'short'],
  ['true', 'common'],
  ['MAIN\n', 'common'],
  ['sha256', 'common'],
  ['password', 'common'],
  ['pass', undefined],
  ['hunter2', undefined],
])('whyUnmasked(%j) is %s, and the redactor masks accordingly', (value, why) => {
  expect(whyUnmasked(value)).toBe(why)
  const redactor = createRedactor()
  redactor.add(value)
  expect(redactor.clean(value)).toBe(why === undefined ? value.replace(value.trim(), '***') : value)
})
