import type { Follows } from '../../src/model/planned-tag.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { applyRules } from '../../src/tags/apply-rules.ts'
import { compileRules } from '../../src/tags/compile-rules.ts'
import { namesFor } from '../../src/tags/other-names.ts'
import {
  candidate,
  computeTags,
  main,
  nightly,
  branch as of,
  pull,
  release,
  tag,
} from '../helpers/tag-names.ts'

describe('the follows value of a tag', () => {
  const line = (version: string, scheme: 'semver' | 'pep440' = 'semver'): Follows => ({
    kind: 'line',
    scheme,
    version,
  })
  const whole = (version: string, scheme: 'semver' | 'pep440' = 'semver'): Follows => ({
    kind: 'release',
    scheme,
    version,
  })
  const ofMain: Follows = { kind: 'branch', branch: 'main' }
  const rows: [sentence: string, on: Trigger, tags: string, follows: Follows[], flavor?: string][] = [
    [
      'a full version is a release',
      release,
      'type=semver,pattern={{version}}',
      [whole('1.2.3'), line('1.2.3')],
    ],
    [
      'the three parts of a version are a release',
      release,
      'type=semver,pattern={{major}}.{{minor}}.{{patch}}',
      [whole('1.2.3'), line('1.2.3')],
    ],
    [
      'a prerelease is a release with any pattern',
      candidate,
      'type=semver,pattern={{major}}',
      [whole('2.0.0-rc.1')],
    ],
    [
      'a short version is a version line',
      release,
      'type=semver,pattern={{major}}.{{minor}}',
      [line('1.2.3'), line('1.2.3')],
    ],
    [
      'prefix and suffix do not change the kind of a version',
      release,
      'type=semver,pattern={{major}},prefix=x-',
      [line('1.2.3'), line('1.2.3')],
    ],
    [
      'three of four version parts are a version line',
      tag('1.2.3.4'),
      'type=pep440,pattern={{major}}.{{minor}}.{{patch}}',
      [line('1.2.3.4', 'pep440'), line('1.2.3.4', 'pep440')],
    ],
    [
      'a post-release is a release, not a version line',
      tag('1.2.3.post1'),
      'type=pep440,pattern={{major}}',
      [whole('1.2.3.post1', 'pep440')],
    ],
    [
      'a git tag that is a version is a release',
      release,
      'type=ref,event=tag',
      [whole('1.2.3'), line('1.2.3')],
    ],
    [
      'a monorepo git tag that is a version is a release',
      tag('app/v1.2.3'),
      'type=ref,event=tag',
      [whole('1.2.3'), line('1.2.3')],
    ],
    [
      'the git tag v1.2 is a version line',
      tag('v1.2'),
      'type=ref,event=tag',
      [line('1.2', 'pep440'), line('1.2', 'pep440')],
    ],
    [
      'a git tag that is not a version follows the run',
      tag('nightly-7'),
      'type=ref,event=tag',
      [{ kind: 'run' }, { kind: 'run' }],
    ],
    [
      'a match of the full version is a release',
      release,
      'type=match,pattern=v(.*),group=1',
      [whole('1.2.3'), line('1.2.3')],
    ],
    [
      'a match of a part of the version is a version line',
      release,
      'type=match,pattern=\\d',
      [line('1.2.3'), line('1.2.3')],
    ],
    ['a branch tag follows its branch', main, 'type=ref,event=branch\ntype=edge', [ofMain, ofMain]],
    ['a pull request tag follows its pull request', pull, 'type=ref,event=pr', [{ kind: 'pull', number: 7 }]],
    [
      'a head branch tag names its branch and pull request',
      pull,
      'type=ref,event=pr-branch',
      [{ kind: 'branch', branch: 'tickets/DM-42', pull: 7 }],
    ],
    ['a commit tag follows its commit', main, 'type=sha', [{ kind: 'commit' }]],
    ['a schedule tag follows the run', nightly, 'type=schedule', [{ kind: 'run' }]],
    ['a literal tag follows the run', main, 'stable', [{ kind: 'run' }]],
    ['a literal full version is a release', main, 'v1.2.3', [whole('1.2.3')]],
    [
      'a branch named like a version follows the branch',
      of('9.9.9'),
      '{{branch}}',
      [{ kind: 'branch', branch: '9.9.9' }],
    ],
    [
      'a version that contains a branch name follows the branch',
      of('9.9.9'),
      'v{{branch}}',
      [{ kind: 'branch', branch: '9.9.9' }],
    ],
    [
      'a version read from a branch name follows the branch and does not add latest',
      of('release/9.9.9'),
      'type=semver,pattern={{version}},value={{branch}},match=release/(.*)',
      [{ kind: 'branch', branch: 'release/9.9.9' }],
    ],
    [
      'a match of a version in a branch name follows the branch',
      of('release/9.9.9'),
      'type=match,pattern=release/(.*),group=1,value={{branch}}',
      [{ kind: 'branch', branch: 'release/9.9.9' }],
    ],
    [
      'a tag that contains the branch name follows the branch',
      of('fix'),
      'x-{{branch}}',
      [{ kind: 'branch', branch: 'fix' }],
    ],
    ['a tag that contains the base branch name follows the run', pull, 'x-{{base_ref}}', [{ kind: 'run' }]],
    [
      'a literal version with a branch suffix stays a version line',
      of('fix'),
      'type=semver,pattern={{major}},value=v1.2.3,suffix=-{{branch}}',
      [line('1.2.3'), line('1.2.3')],
    ],
    ['a literal latest follows the branch', main, 'latest', [ofMain]],
    ['a literal latest follows the version on a release', release, 'latest', [line('1.2.3')]],
    [
      'latest=true follows the same as the first tag',
      main,
      'type=ref,event=branch',
      [ofMain, ofMain],
      'latest=true',
    ],
    [
      'latest=true follows the ref if the first tag is fixed',
      main,
      'type=sha',
      [{ kind: 'commit' }, ofMain],
      'latest=true',
    ],
    [
      'the stricter of two rules with the same name applies',
      release,
      '1.2.3\ntype=semver,pattern={{version}}',
      [whole('1.2.3'), line('1.2.3')],
    ],
  ]
  test.each(rows.map(([name, on, tags, follows, flavor = '']) => [name, on, tags, follows, flavor] as const))(
    '%s',
    (_, on, tags, follows, flavor) => {
      const inputs = { tags: tags.split('\n'), flavor: [flavor] }
      expect(computeTags(on, inputs).tags.map((planned) => planned.follows)).toEqual(follows)
    },
  )
})

describe('the tags for other git tags', () => {
  const lines = (tags: string, gitTag: string, on: Trigger = release) => {
    const rules = compileRules({ tags: tags.split('\n'), flavor: [] })
    return namesFor(on, rules, gitTag).tags.map(({ name, follows }) =>
      'version' in follows ? `${name}=${follows.version}` : name,
    )
  }
  test.each<[string, string, string, string[]]>([
    ['come from the same rules', 'type=semver,pattern={{major}}', 'v1.9.0', ['1=1.9.0', 'latest=1.9.0']],
    [
      'are empty for another image of a monorepo',
      'type=semver,pattern={{major}},match=^app/v(.*)',
      'lib/v9.0.0',
      [],
    ],
    [
      'leave prereleases out of version lines',
      'type=semver,pattern={{major}}',
      'v2.0.0-rc.1',
      ['2.0.0-rc.1=2.0.0-rc.1'],
    ],
    [
      'replace a literal value',
      'type=semver,pattern={{major}},value=v1.2.3',
      'v1.9.0',
      ['1=1.9.0', 'latest=1.9.0'],
    ],
    ['come from the default rules if there are no others', '', 'v1.9.0', ['1.9.0=1.9.0']],
  ])('%s', (_, tags, gitTag, expected) => {
    expect(lines(tags, gitTag)).toEqual(expected)
  })

  test('are the same on every call, even with a sticky pattern', () => {
    const rules = compileRules({ tags: ['type=match,pattern=/v(.*)/y,group=1'], flavor: [] })
    const versions = ['v1.2.3', 'v1.2.4'].map((gitTag) => namesFor(release, rules, gitTag).version)
    expect(versions).toEqual(['1.2.3', '1.2.4'])
  })

  test('reuse the compiled rules', () => {
    const rules = compileRules({ tags: ['type=semver,pattern={{version}}'], flavor: [] })
    expect(applyRules(release, rules).version).toBe('1.2.3')
    expect(namesFor(main, rules, 'v9.0.0').version).toBe('9.0.0')
  })
})
