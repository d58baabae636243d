import { TagboatError } from '../../src/model/tagboat-error.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { compileText, expressionValues, timesOf } from '../../src/tags/expressions.ts'
import { parseImages } from '../../src/tags/image-lines.ts'
import { imageNames } from '../helpers/image-names.ts'
import { computeTags, main, release, tag } from '../helpers/tag-names.ts'

function messageOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof TagboatError) return error.message
    throw error
  }
  return 'no error'
}

type Row = [sentence: string, on: Trigger, line: string, column: number | undefined, expected: string]

describe('an error in input tags quotes the line, its column and the fix', () => {
  test.each<Row>([
    [
      'an unknown type',
      main,
      'type=sermver',
      6,
      "there is no type 'sermver'. Use schedule, semver, pep440, match, edge, ref, raw or sha.",
    ],
    [
      'an unknown attribute',
      main,
      'type=sha,formt=long',
      10,
      "there is no attribute 'formt'. Use type, enable,",
    ],
    ['two tags on one line', main, 'latest,main', undefined, "'main' is a second tag on the line"],
    [
      'a type without its key before a tag',
      main,
      'raw,4.2.0',
      undefined,
      "'4.2.0' is a second tag on the line, which would replace the first. If 'raw' is meant as the type, write type=raw,value=4.2.0; otherwise",
    ],
    [
      'a type without its key before a word',
      main,
      'ref,branch',
      undefined,
      "'branch' is a second tag on the line, which would replace the first. If 'ref' is meant as the type, write type=ref; otherwise",
    ],
    ['a value followed by a tag', main, 'type=raw,value=a,b', undefined, "'b' is a second tag on the line"],
    [
      'a missing pattern',
      main,
      'type=semver',
      undefined,
      "attribute 'pattern' is missing. Write for example 'type=semver,pattern={{version}}'.",
    ],
    ['a missing value', main, 'type=raw', undefined, "attribute 'value' is missing."],
    [
      'a missing event',
      main,
      'type=ref',
      undefined,
      "attribute 'event' is missing. Write for example 'type=ref,event=branch'.",
    ],
    [
      'an invalid event',
      main,
      'type=ref,event=push',
      16,
      "'push' is not a value of 'event'. Use branch, tag, pr or pr-branch.",
    ],
    [
      'an invalid format',
      main,
      'type=sha,format=medium',
      17,
      "'medium' is not a value of 'format'. Use short or long.",
    ],
    [
      'an invalid priority',
      main,
      'type=sha,priority=high',
      19,
      "'high' is not a value of 'priority'. Use a number, like 900.",
    ],
    ['an invalid group', main, 'type=match,pattern=v,group=x', 28, "'x' is not a value of 'group'."],
    [
      'a group that does not exist',
      main,
      'type=match,pattern=v(.),group=2',
      31,
      'there is no group 2: the pattern has 1. Use group=0 to 1',
    ],
    [
      'an invalid boolean',
      main,
      'type=sha,enable=yes',
      17,
      "'yes' is not a boolean for 'enable'. Use true or false.",
    ],
    [
      'an invalid boolean from an expression',
      main,
      'type=sha,enable={{branch}}',
      17,
      "'main' (from '{{branch}}') is not a boolean for 'enable'. Use true or false.",
    ],
    [
      'an invalid regular expression',
      release,
      'type=match,pattern=v(.*',
      20,
      "'v(.*' is not a regular expression: unterminated group.",
    ],
    [
      'invalid flags of a regular expression',
      release,
      'type=match,pattern=/v/q',
      20,
      "'v' is not a regular expression: invalid flags",
    ],
    [
      'an invalid match attribute',
      release,
      'type=semver,pattern={{version}},match=(',
      39,
      "'(' is not a regular expression: unterminated group.",
    ],
    [
      'an unclosed expression',
      main,
      'type=raw,value=a{{branch',
      19,
      'the expression is not complete or not well-formed. Write {{name}}',
    ],
    ['an unclosed block', main, '{{#if branch}}a', 16, 'the expression is not complete'],
    [
      'an unknown expression',
      main,
      'type=raw,value=a-{{brnch}}',
      20,
      "there is no expression 'brnch' here. Use branch, tag, sha,",
    ],
    [
      'a version expression outside of a pattern',
      main,
      '{{version}}',
      3,
      "there is no expression 'version' here.",
    ],
    [
      'an unknown helper',
      main,
      "{{format 'x'}}",
      1,
      "there is no expression 'format' here. Use if, unless, or, date or commit_date.",
    ],
    ['a partial', main, '{{> x}}', 1, 'there are no partials.'],
    [
      'an if without a block',
      main,
      '{{if branch}}',
      1,
      "'if' is not used right. Write for example {{#if pr}}...{{/if}}.",
    ],
    [
      'a date without a format',
      main,
      '{{date}}',
      1,
      "{{date}} needs one format in quotation marks. Write for example {{date 'YYYYMMDD'}}.",
    ],
    [
      'a date format without date tokens',
      main,
      "{{date 'foo'}}",
      1,
      "{{date}} has nothing of a date in its format 'foo'.",
    ],
    [
      'a date format with an unclosed bracket',
      main,
      "{{date 'YYYY[x'}}",
      1,
      "{{date}} has a [ that nothing closes in 'YYYY[x'.",
    ],
    [
      'a date with an unknown option',
      main,
      "{{commit_date 'YYYY' zone='UTC'}}",
      1,
      "{{commit_date}} takes tz=, not 'zone='.",
    ],
    [
      'an unknown time zone',
      main,
      "type=raw,value={{date 'YYYY' tz='Paris'}}",
      16,
      "there is no time zone 'Paris'. Use a name from the time zone database, like tz='Europe/Paris'",
    ],
    [
      'an unknown time zone in a rule for another event',
      main,
      "type=schedule,pattern={{date 'YYYY' tz='Mars'}}",
      23,
      "there is no time zone 'Mars'.",
    ],
    [
      'an unknown time zone from an expression',
      main,
      "{{date 'YYYY' tz=branch}}",
      1,
      "there is no time zone 'main'.",
    ],
    [
      'a misplaced quotation mark',
      main,
      'type=raw,value="a"',
      16,
      'a quotation mark is in the wrong place or not closed. Put the quotation marks around the whole item',
    ],
  ])('%s', (_, on, line, column, expected) => {
    const message = messageOf(() => computeTags(on, { tags: ['main', line], flavor: [] }))
    const where = column === undefined ? '' : `, column ${column}`
    expect(message).toContain(`Input tags, line '${line}'${where}: ${expected}`)
  })
})

test.each([
  ['an invalid latest', 'latest=yes', 8, "'yes' is not a value of 'latest'. Use auto, true or false."],
  [
    'an invalid onlatest',
    'prefix=a,onlatest=1',
    19,
    "'1' is not a boolean for 'onlatest'. Use true or false.",
  ],
  ['onlatest without a prefix or suffix', 'onlatest=true', 1, "attribute 'prefix' is missing."],
  ['an unknown key', 'infix=a', 1, "there is no attribute 'infix'. Use latest, prefix, suffix or onlatest."],
  ['a value without a key', 'auto', 1, "there is no attribute 'auto'."],
])('an error in input flavor reports %s', (_, line, column, expected) => {
  const message = messageOf(() => computeTags(main, { tags: [], flavor: [line] }))
  expect(message).toContain(`Input flavor, line '${line}', column ${column}: ${expected}`)
})

test('one error lists the problems of all lines', () => {
  const message = messageOf(() => computeTags(main, { tags: ['type=a', 'b', 'type=c'], flavor: [] }))
  expect(message.split('\n')).toHaveLength(2)
})

test('a pattern with endless backtracking times out', () => {
  const line = 'type=match,pattern=^(a+)+$'
  const message = messageOf(() => computeTags(tag(`${'a'.repeat(50)}!`), { tags: [line], flavor: [] }))
  expect(message).toContain(`Input tags, line '${line}', column 20: '^(a+)+$' took more than a second`)
  expect(message).toContain('Remove the repetition inside a repetition')
})

test('an error in a label quotes the line and column', () => {
  const where = { input: 'labels', line: 'a={{x}}', column: 3 } as const
  expect(compileText("{{commit_date 'YYYY'}}", where).render(expressionValues(main, {}), timesOf(main))).toBe(
    '2020',
  )
  expect(messageOf(() => compileText('{{x}}', where))).toContain("Input labels, line 'a={{x}}', column 5:")
})

describe('input images', () => {
  test.each([
    ['a plain name', ['ghcr.io/acme/app'], ['ghcr.io/acme/app']],
    ['a name with its key', ['name=ghcr.io/acme/app'], ['ghcr.io/acme/app']],
    ['a disabled line', ['a', 'name=b,enable=false', 'name=c,enable=true'], ['a', 'c']],
    [
      'a line for the default branch only',
      ['name=a,enable={{is_default_branch}}', 'name=b,enable={{is_not_default_branch}}'],
      ['a'],
    ],
    ['several names on one line', ['a,b'], ['a', 'b']],
    [
      'an expression',
      ['gcr.io/x/{{#if (or is_default_branch is_release)}}stable{{else}}{{user}}{{/if}}-{{target}}'],
      ['gcr.io/x/stable-api'],
    ],
  ])('accepts %s', (_, lines, expected) => {
    expect(imageNames(parseImages(lines), main, { target: 'api' })).toEqual(expected)
  })

  test('an expression stays within one component of a name', () => {
    const on = { ...main, actor: 'Dependabot[bot]/x' }
    expect(imageNames(parseImages(['gcr.io/{{user}}/app']), on)).toEqual(['gcr.io/dependabot-bot-x/app'])
  })

  test.each([
    ['an unknown attribute', 'name=a,tag=b', "column 8: there is no attribute 'tag'. Use name or enable."],
    [
      'an invalid boolean',
      'name=a,enable=no',
      "column 15: 'no' is not a boolean for 'enable'. Use true or false.",
    ],
    ['a missing name', 'enable=true', 'it has no name.'],
  ])('an error reports %s', (_, line, expected) => {
    const message = messageOf(() => imageNames(parseImages([line]), main))
    expect(message).toContain(`Input images, line '${line}'`)
    expect(message).toContain(expected)
  })
})
