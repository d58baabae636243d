import type { Trigger } from '../../src/model/trigger.ts'
import type { ExpressionOptions } from '../../src/tags/expressions.ts'
import { branch, candidate, main, names, pull, release, tag } from '../helpers/tag-names.ts'

describe('expressions', () => {
  const options: ExpressionOptions = { target: 'api', baseRef: 'refs/heads/main' }
  test.each<[string, Trigger, string, string]>([
    ['branch', main, 'x{{branch}}', 'xmain'],
    ['branch is empty on a git tag', release, 'x{{branch}}', 'x'],
    ['tag', release, 'x{{tag}}', 'xv1.2.3'],
    ['sha', main, '{{sha}}', '860c190'],
    ['base_ref of a pull request', pull, 'x{{base_ref}}', 'xmain'],
    ['base_ref of a git tag', release, 'x{{base_ref}}', 'xmain'],
    ['base_ref is empty on a branch', main, 'x{{base_ref}}', 'x'],
    ['is_default_branch', main, '{{is_default_branch}}', 'true'],
    ['is_not_default_branch', main, '{{is_not_default_branch}}', 'false'],
    ['user', main, '{{user}}', 'octocat'],
    ['pr', pull, 'pull{{pr}}', 'pull7'],
    ['pr is empty on a branch', main, 'x{{pr}}', 'x'],
    ['target', main, '{{target}}', 'api'],
    ['is_release is true for a version', release, '{{is_release}}', 'true'],
    ['is_release is true for a prerelease', candidate, '{{is_release}}', 'true'],
    ['is_release is true for a monorepo version', tag('app/v1.2.3'), '{{is_release}}', 'true'],
    ['is_release is true for a PEP 440 version', tag('1.2rc1'), '{{is_release}}', 'true'],
    ['is_release is false for another git tag', tag('nightly-7'), '{{is_release}}', 'false'],
    ['is_release is false for a branch named like a version', branch('v1.2.3'), '{{is_release}}', 'false'],
    ['or gives its first value that is not empty', main, '{{or pr branch user}}', 'main'],
    ['or works in the condition of if', main, '{{#if (or pr is_release)}}a{{else}}b{{/if}}', 'b'],
    ['unless', main, '{{#unless pr}}a{{/unless}}', 'a'],
    ['date', main, "{{date 'YYYYMMDD-HHmmss'}}", '20200110-003000'],
    ['date in a zone', main, "{{date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}", '20200110-093000'],
    ['commit_date', main, "{{commit_date 'YYYYMMDD-HHmmss'}}", '20200109-234510'],
    ['commit_date in a zone', main, "{{commit_date 'HH' tz='Europe/Paris'}}", '00'],
    [
      'raw is the git tag in a pattern',
      release,
      'type=semver,pattern={{raw}}-{{sha}}',
      'v1.2.3-860c190 latest',
    ],
  ])('%s', (_, on, tags, expected) => {
    expect(names(on, tags, '', options)).toBe(expected)
  })

  test('prHeadSha uses the head commit of a pull request', () => {
    expect(names(pull, 'type=sha\n{{sha}}', '', { prHeadSha: true })).toBe('2f0c1b4 sha-2f0c1b4')
    expect(names(main, 'type=sha', '', { prHeadSha: true })).toBe('sha-860c190')
  })

  test('shortShaLength sets the length of the short commit', () => {
    expect(names(main, 'type=sha', '', { shortShaLength: 12 })).toBe('sha-860c1904a1ce')
    expect(names(main, 'type=sha', '', { shortShaLength: 99 })).toBe(`sha-${main.sha}`)
  })
})
