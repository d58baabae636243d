import type { Trigger } from '../../src/model/trigger.ts'
import { parseImages, usesTarget } from '../../src/tags/image-lines.ts'
import { imageNames } from '../helpers/image-names.ts'
import { codes, problemsOf } from '../helpers/problems.ts'
import { branch, main, pull, release, tag } from '../helpers/tag-names.ts'

const refName = ({ ref }: Trigger) => (ref.kind === 'pull' ? 'a pull request' : ref.name)
const channel = 'gcr.io/x/{{#if (or is_default_branch is_release)}}stable{{else}}{{user}}{{/if}}-{{target}}'

describe('an expression in an image name stays within one component', () => {
  const rows: [on: Trigger, line: string, expected: string][] = [
    [main, channel, 'gcr.io/x/stable-api'],
    [release, channel, 'gcr.io/x/stable-api'],
    [branch('feature/x'), channel, 'gcr.io/x/octocat-api'],
    [pull, channel, 'gcr.io/x/octocat-api'],
    [branch('feature/x!'), 'ghcr.io/acme/{{branch}}', 'ghcr.io/acme/feature-x'],
    [branch('feature/x!'), 'ghcr.io/acme/{{branch}}/app', 'ghcr.io/acme/feature-x/app'],
    [branch('Fix/..a'), 'ghcr.io/{{#if branch}}{{branch}}{{else}}x{{/if}}', 'ghcr.io/fix-a'],
    [branch('.x'), 'ghcr.io/a.{{branch}}', 'ghcr.io/a.x'],
    [main, 'ghcr.io/{{#if branch}}Debug-{{/if}}{{target}}', 'ghcr.io/debug-api'],
    [main, 'ghcr.io/{{#if pr}}a{{else if branch}}b{{else}}c{{/if}}', 'ghcr.io/b'],
    [tag('a/b'), 'ghcr.io/{{or branch tag}}', 'ghcr.io/a-b'],
    [main, "ghcr.io/{{date 'YYYY/MM'}}", 'ghcr.io/2020-01'],
    [main, "ghcr.io/{{#if branch}}{{date 'YYYY/MM'}}{{/if}}", 'ghcr.io/2020-01'],
    [branch('日本'), 'ghcr.io/{{#if branch}}{{branch}}{{else}}other{{/if}}', 'ghcr.io/other'],
    [main, 'ghcr.io/{{! a note }}app', 'ghcr.io/app'],
    [main, 'localhost:5000/{{branch}}', 'localhost:5000/main'],
    [main, 'acme/app-{{sha}}', 'acme/app-860c190'],
  ]
  test.each(rows.map(([on, line, expected]) => [line, refName(on), expected, on] as const))(
    '%s on %s is %s',
    (line, _, expected, on) => {
      expect(imageNames(parseImages([line]), on, { target: 'api' })).toEqual([expected])
    },
  )
})

describe('an expression instead of a registry is an error', () => {
  test.each<[line: string, column: number, expression: string, fix: string]>([
    ['{{user}}/app', 1, '{{user}}', "'docker.io/{{user}}/app'"],
    ['name=acme-{{user}}/app', 11, '{{user}}', "'docker.io/acme-{{user}}/app'"],
    ['app-{{target}}', 5, '{{target}}', "'docker.io/app-{{target}}'"],
    ['{{#if pr}}a{{else}}b{{/if}}/app', 1, '{{#if pr}}a{{else}}b{{/if}}', 'to choose between registries'],
  ])('%s', (line, column, expression, fix) => {
    const problems = problemsOf(() => parseImages([line]))
    expect(codes(problems)).toEqual(['image-expression'])
    expect(problems[0]?.what).toContain(`Input images, line '${line}', column ${column}: '${expression}' `)
    expect(problems[0]?.fix.toLowerCase()).toContain(fix)
  })
})

test.each<[line: string, text: string, fix: string]>([
  ['ghcr.io/{{#if pr}}a/b{{else}}c{{/if}}', 'a/b', "Move the '/' out"],
  ['ghcr.io/x/{{#if pr}}a{{else}}{{#if tag}}/c{{/if}}{{/if}}', '/c', "Move the '/' out"],
  ['ghcr.io/{{#unless pr}}app:1{{/unless}}', 'app:1', 'Use lower-case letters'],
])('%s: literal text that is invalid in a component is an error', (line, text, fix) => {
  const [problem, ...more] = problemsOf(() => parseImages([line]))
  expect([problem?.code, more]).toEqual(['image-expression', []])
  expect(problem?.what).toContain(`cannot contain '${text}'`)
  expect(problem?.fix).toContain(fix)
})

describe('an empty expression is an error with a reason', () => {
  const rows: [on: Trigger, expression: string, why: string][] = [
    [release, '{{branch}}', 'only a branch has a {{branch}}'],
    [main, '{{tag}}', 'only a git tag has a {{tag}}'],
    [main, '{{pr}}', 'only a pull request has a {{pr}}'],
    [main, '{{base_ref}}', 'only a pull request has a {{base_ref}}'],
    [main, '{{target}}', 'only an image of bake-files has a {{target}}'],
    [{ ...main, actor: '' }, '{{user}}', 'the {{user}} is unknown'],
    [branch('日本'), '{{branch}}', "{{branch}} is '日本', without any of a-z and 0-9"],
    [main, '{{or pr tag}}', 'only a pull request has a {{pr}}; only a git tag has a {{tag}}'],
    [main, '{{#if pr}}{{pr}}{{/if}}', 'only a pull request has a {{pr}}'],
    [main, '{{#if is_release}}x{{/if}}', 'every part that applies is empty'],
  ]
  test.each(rows.map(([on, expression, why]) => [expression, refName(on), why, on] as const))(
    '%s on %s: %s',
    (expression, _, why, on) => {
      const line = `ghcr.io/acme/${expression}`
      const [problem, ...more] = problemsOf(() => imageNames(parseImages([line]), on))
      expect([problem?.code, more]).toEqual(['image-expression-empty', []])
      expect(problem?.what).toContain(
        `line '${line}', column 14: '${expression}' is empty for this event: ${why}`,
      )
      expect(problem?.fix).toContain('{{else}}')
    },
  )
})

test('one error lists the problems of all enabled lines', () => {
  const images = parseImages(['ghcr.io/{{pr}}', 'name=ghcr.io/{{tag}},enable=false', 'ghcr.io/{{tag}}'])
  expect(problemsOf(() => imageNames(images, main))).toHaveLength(2)
})

test.each<[line: string, expected: boolean]>([
  ['ghcr.io/acme/app', false],
  ['ghcr.io/{{user}}', false],
  ['ghcr.io/{{target}}', true],
  ['ghcr.io/{{#if pr}}x{{else}}y-{{target}}{{/if}}', true],
  ['ghcr.io/{{or target user}}', true],
  ['name=ghcr.io/app,enable={{#if target}}true{{else}}false{{/if}}', false],
])('%s contains its target: %s', (line, expected) => {
  expect(parseImages([line]).map(usesTarget)).toEqual([expected])
})
