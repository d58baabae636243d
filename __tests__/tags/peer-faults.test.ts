import { branch, candidate, fill, fix, main, names, release, tag } from '../helpers/tag-names.ts'
import { makeTrigger } from '../helpers/trigger.ts'

describe('cases that docker/metadata-action gets wrong', () => {
  test.each(
    fill([
      [
        'type=ref,event=tag does not move latest for a prerelease',
        candidate,
        'type=ref,event=tag',
        'v2.0.0-rc.1',
      ],
      [
        'type=ref,event=tag does not move latest for a PEP 440 prerelease',
        tag('1.2rc1'),
        'type=ref,event=tag',
        '1.2rc1',
      ],
      [
        'type=match does not move latest for a prerelease',
        candidate,
        'type=match,pattern=v(.*),group=1',
        '2.0.0-rc.1',
      ],
      ['type=match gives a prerelease no short name', candidate, 'type=match,pattern=\\d.\\d', ''],
      [
        'type=match does not give a prerelease the name of the release',
        candidate,
        'type=match,pattern=\\d.\\d.\\d',
        '',
      ],
      [
        'type=match accepts a name that is not a version',
        tag('app/v1.0.0-rc.1'),
        'type=match,pattern=^\\w+',
        'app',
      ],
      [
        'latest is listed once',
        release,
        'type=semver,pattern={{version}}\ntype=raw,value=latest',
        '1.2.3 latest',
      ],
      ['each tag is listed once', main, 'main\ntype=ref,event=branch\ntype=raw,value=main', 'main'],
      [
        '0 is not a version line',
        tag('v0.3.1'),
        'type=semver,pattern={{major}}\ntype=semver,pattern={{version}}',
        '0.3.1 latest',
      ],
      ['v0 is not a version line', tag('v0.3.1'), 'type=semver,pattern=v{{major}}', ''],
      ['0.3 is a version line', tag('v0.3.1'), 'type=semver,pattern={{major}}.{{minor}}', '0.3 latest'],
      ['0 is a version line of PEP 440', tag('0.3.1'), 'type=pep440,pattern={{major}}', '0 latest'],
      [
        'is_default_branch depends on the ref, for create too',
        makeTrigger({ event: 'create', ref: 'refs/heads/x' }),
        '{{is_default_branch}}',
        'false',
      ],
      [
        'is_default_branch is a boolean in a condition',
        fix,
        '{{#if is_default_branch}}a{{else}}b{{/if}}',
        'b',
      ],
      ['expressions are not escaped for HTML', branch('a&b'), 'type=raw,value={{branch}}', 'a-b'],
      ['a leading dot is dropped', branch('.hidden'), 'type=ref,event=branch', 'hidden'],
      ['a leading dash is dropped', main, '-x', 'x'],
      [
        'a long name is cut and gets a hash',
        branch('a'.repeat(200)),
        'type=ref,event=branch',
        `${'a'.repeat(119)}-c2a908d9`,
      ],
      [
        'an empty expression does not make a tag from the suffix of the flavor',
        main,
        '{{tag}}',
        '',
        'suffix=-alpine',
      ],
      [
        'an empty expression makes a tag from the prefix of its rule',
        main,
        'type=raw,value={{tag}},prefix=v',
        'v',
      ],
      [
        'a branch named latest does not publish latest',
        branch('latest'),
        'type=ref,event=branch',
        'branch-latest',
      ],
      [
        'a branch named like a version does not publish that version',
        branch('v1'),
        'type=ref,event=branch',
        'branch-v1',
      ],
      [
        'a branch named latest does not publish latest with the suffix of the flavor',
        branch('latest'),
        'type=ref,event=branch',
        'branch-latest-x',
        'suffix=-x',
      ],
      [
        'a prefix of the rule distinguishes a branch from a version',
        branch('v1'),
        'type=ref,event=branch,prefix=b-',
        'b-v1',
      ],
      ['a git tag named latest gets another tag', tag('latest'), 'type=ref,event=tag', 'tag-latest latest'],
      ['literal reserved names are allowed', main, '1.2.3\nlatest\nnightly', '1.2.3 latest nightly'],
    ]),
  )('%s', (_, on, tags, expected, flavor) => {
    expect(names(on, tags, flavor)).toBe(expected)
  })
})
