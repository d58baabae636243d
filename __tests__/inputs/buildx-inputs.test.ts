import { readBuildxInputs } from '../../src/inputs/buildx-inputs.ts'
import { makeReader, type Texts } from '../helpers/inputs.ts'

const read = (texts: Texts) => {
  const reader = makeReader(texts)
  return { inputs: readBuildxInputs(reader), problems: reader.problems }
}

test.each([
  { texts: {}, expected: {} },
  { texts: { 'buildx-version': '0.29.1' }, expected: { version: '0.29.1' } },
  { texts: { 'buildx-version': ' v0.29.1 ' }, expected: { version: '0.29.1' } },
  { texts: { 'buildx-version': 'v0.30.0-rc1' }, expected: { version: '0.30.0-rc1' } },
  { texts: { 'buildx-version': '0.13.0' }, expected: { version: '0.13.0' } },
  {
    texts: { 'buildx-mirror': 'https://mirror.example:8443/buildx/' },
    expected: { mirror: 'https://mirror.example:8443/buildx' },
  },
])('$texts is read as $expected', ({ texts, expected }) => {
  expect(read(texts)).toEqual({ inputs: expected, problems: [] })
})

test.each([
  { name: 'buildx-version', text: 'latest', why: "'latest' is not a version" },
  { name: 'buildx-version', text: '0.29', why: "'0.29' is not a version" },
  { name: 'buildx-version', text: '0.029.1', why: "'0.029.1' is not a version" },
  { name: 'buildx-version', text: '../../evil', why: "'../../evil' is not a version" },
  { name: 'buildx-version', text: '0.12.1', why: "'0.12.1' is too old" },
  { name: 'buildx-mirror', text: 'mirror.example', why: "'mirror.example' is not an https address" },
  { name: 'buildx-mirror', text: 'http://mirror.example', why: 'is not an https address' },
  { name: 'buildx-mirror', text: 'file:///srv/buildx', why: 'is not an https address' },
])('$name: $text is refused', ({ name, text, why }) => {
  const { inputs, problems } = read({ [name]: text })
  expect(inputs).toEqual({})
  expect(problems).toMatchObject([{ code: 'input-value', what: expect.stringContaining(why) }])
})

test.each([
  'https://ada:secret-word@mirror.example',
  'ada:secret-word@mirror.example',
  'https://mirror.example/?token=secret-word',
])('a credential in buildx-mirror is refused and not shown: %s', (text) => {
  const { problems } = read({ 'buildx-mirror': text })
  expect(problems).toMatchObject([{ what: expect.stringContaining('a password or a parameter') }])
  expect(JSON.stringify(problems)).not.toContain('secret-word')
})
