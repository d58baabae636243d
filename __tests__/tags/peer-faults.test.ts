import { branch, candidate, fill, fix, main, names, release, tag } from '../helpers/tag-names.ts'
import { makeTrigger } from '../helpers/trigger.ts'

describe('what docker/metadata-action gets wrong', () => {
  test.each(
    fill([
      [
        'type=ref,event=tag does not move latest for a prerelease',
        candidate,
        'type=ref,event=tag',
        'v2.0.0-rc.1',
      ],
      ['nor for one of PEP 440', tag('1.2rc1'), 'type=ref,event=tag', '1.2rc1'],
      ['nor does type=match', candidate, 'type=match,pattern=v(.*),group=1', '2.0.0-rc.1'],
      ['type=match gives no short name for one', candidate, 'type=match,pattern=\\d.\\d', ''],
      ['nor the name of the release to come', candidate, 'type=match,pattern=\\d.\\d.\\d', ''],
      [
        'a name that is no version is its own affair',
        tag('app/v1.0.0-rc.1'),
        'type=match,pattern=^\\w+',
        'app',
      ],
      [
        'latest comes once',
        release,
        'type=semver,pattern={{version}}\ntype=raw,value=latest',
        '1.2.3 latest',
      ],
      ['any name comes once', main, 'main\ntype=ref,event=branch\ntype=raw,value=main', 'main'],
      [
        '0 is no line',
        tag('v0.3.1'),
        'type=semver,pattern={{major}}\ntype=semver,pattern={{version}}',
        '0.3.1 latest',
      ],
      ['nor is v0', tag('v0.3.1'), 'type=semver,pattern=v{{major}}', ''],
      ['0.3 is', tag('v0.3.1'), 'type=semver,pattern={{major}}.{{minor}}', '0.3 latest'],
      ['PEP 440 knows no such rule', tag('0.3.1'), 'type=pep440,pattern={{major}}', '0 latest'],
      [
        'is_default_branch is about the ref, for create too',
        makeTrigger({ event: 'create', ref: 'refs/heads/x' }),
        '{{is_default_branch}}',
        'false',
      ],
      ['booleans are booleans', fix, '{{#if is_default_branch}}a{{else}}b{{/if}}', 'b'],
      ['nothing is escaped for HTML', branch('a&b'), 'type=raw,value={{branch}}', 'a-b'],
      ['a dot at the beginning goes', branch('.hidden'), 'type=ref,event=branch', 'hidden'],
      ['a dash at the beginning goes', main, '-x', 'x'],
      ['a long name is cut', branch('a'.repeat(200)), 'type=ref,event=branch', `${'a'.repeat(119)}-c2a908d9`],
      ['an expression that is empty gives no tag of the suffix alone', main, '{{tag}}', '', 'suffix=-alpine'],
      ['unless the rule has an affix of its own', main, 'type=raw,value={{tag}},prefix=v', 'v'],
      ['a branch named latest does not take it', branch('latest'), 'type=ref,event=branch', 'branch-latest'],
      ['a branch named as a version does not take it', branch('v1'), 'type=ref,event=branch', 'branch-v1'],
      [
        'not with a suffix that all have, either',
        branch('latest'),
        'type=ref,event=branch',
        'branch-latest-x',
        'suffix=-x',
      ],
      ['a prefix of its own is enough', branch('v1'), 'type=ref,event=branch,prefix=b-', 'b-v1'],
      ['a git tag named latest does not take it', tag('latest'), 'type=ref,event=tag', 'tag-latest latest'],
      ['but a person may', main, '1.2.3\nlatest\nnightly', '1.2.3 latest nightly'],
    ]),
  )('%s', (_, on, tags, expected, flavor) => {
    expect(names(on, tags, flavor)).toBe(expected)
  })
})
