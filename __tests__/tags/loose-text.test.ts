import fc from 'fast-check'
import { compileLoose, renderLoose } from '../../src/tags/loose-text.ts'

const times = { date: '2020-01-10T00:30:00.000Z', commit_date: '2020-01-09T23:00:00.000Z' }
const values = { version: '1.2.3', branch: 'fix', sha: '860c190', is_default_branch: false, pr: '', tag: '' }
const compile = (text: string) => compileLoose(text, { input: 'build-args', line: 'A' })
const render = (text: string) => renderLoose(compile(text), values, times)

test.each([
  ['1', '1'],
  ['{{version}}', '1.2.3'],
  ['v{{ version }}-{{sha}}', 'v1.2.3-860c190'],
  ['{{{version}}}', '1.2.3'],
  ["{{date 'YYYYMMDD'}}", '20200110'],
  ['{{or pr branch}}', 'fix'],
  ['{{#if is_default_branch}}stable{{else}}dev-{{branch}}{{/if}}', 'dev-fix'],
  [
    '-X main.version={{version}} -X main.format={{.Version}}',
    '-X main.version=1.2.3 -X main.format={{.Version}}',
  ],
  ['[{{pr}}]', '[]'],
  ['{{.X}}{{#unless is_default_branch}}dev{{/unless}}{{.Y}}', '{{.X}}dev{{.Y}}'],
  ['{{#if pr}}{{#if tag}}a{{/if}}{{else}}b{{/if}}', 'b'],
  ['{{#if foo}}{{version}}{{/if}}', '{{#if foo}}1.2.3{{/if}}'],
  ['\\{{#if pr}}a{{/if}}', '{{#if pr}}a{{/if}}'],
  ['\\{{version}}', '{{version}}'],
  ['\\{{version}} {{version}}', '{{version}} 1.2.3'],
])('%j renders as %j', (text, expected) => expect(render(text)).toBe(expected))

test.each([
  '{{.Name}}',
  '{{ .Values.image }}',
  '{{- range .Items -}}{{.}}{{- end -}}',
  '{{if .X}}a{{else}}b{{end}}',
  '{{ item.name | default("x") }}',
  '{{#each items}}{{this}}{{/each}}',
  '{{#items}}x{{/items}}',
  '{{! a comment }}',
  '{{!-- a comment --}}',
  '{{> partial}}',
  '{{"version"}}',
  '{{version.major}}',
  '{{../version}}',
  '{{this}}',
  '{{unknown}}',
  '\\{{.Name}}',
  '{{',
  '}}',
  '{{}}',
  '{ {version} }',
  '${{ version',
  '{% if version %}',
])('%j is not changed', (text) => expect(render(text)).toBe(text))

test.each<[string, object[]]>([
  ['{{verison}}', [{ text: '{{verison}}', meant: '{{version}}' }]],
  [
    '{{versio}} {{brnch}}',
    [
      { text: '{{versio}}', meant: '{{version}}' },
      { text: '{{brnch}}', meant: '{{branch}}' },
    ],
  ],
  ['{{major}}', [{ text: '{{major}}' }]],
  ["{{date 'YYYY' zone='UTC'}}", [{ text: "{{date 'YYYY' zone='UTC'}}" }]],
  ['{{#if is_defalt_branch}}a{{/if}}', [{ text: '{{#if is_defalt_branch}}' }]],
  ['\\{{verison}}', []],
  ['{{.Version}} {{Name}} {{else}} {{labels}} {{end}}', []],
])('%j has these doubtful expressions: %j', (text, doubtful) => {
  expect(compile(text).doubtful).toEqual(doubtful)
  expect(render(text)).toBe(text)
})

test('text without Tagboat expressions is not changed, whatever braces it contains', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '{{',
    '}}',
    '\\',
    '.Name',
    ' ',
    'x',
    '#',
    '!',
    "'",
    '"',
    '|',
    '\n',
    '~',
    '/',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      expect(render(text)).toBe(text)
    }),
  )
})

test('text around an expression is not changed', () => {
  const piece = fc.constantFrom(
    '.Name',
    ' ',
    'x',
    '{{.X}}',
    '{{else}}',
    '"',
    '$',
    '\n',
    '{%',
    '{ ',
    '{{ range }}',
  )
  fc.assert(
    fc.property(fc.array(piece), fc.array(piece), (before, after) => {
      const [head, tail] = [before.join(''), after.join('')]
      expect(render(`${head}{{version}}${tail}`)).toBe(`${head}1.2.3${tail}`)
    }),
  )
})
