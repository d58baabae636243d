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

describe('what a tag follows', () => {
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
      'so are its three parts',
      release,
      'type=semver,pattern={{major}}.{{minor}}.{{patch}}',
      [whole('1.2.3'), line('1.2.3')],
    ],
    ['so is a prerelease, by any pattern', candidate, 'type=semver,pattern={{major}}', [whole('2.0.0-rc.1')]],
    [
      'a short version is a line',
      release,
      'type=semver,pattern={{major}}.{{minor}}',
      [line('1.2.3'), line('1.2.3')],
    ],
    [
      'without prefix and suffix',
      release,
      'type=semver,pattern={{major}},prefix=x-',
      [line('1.2.3'), line('1.2.3')],
    ],
    [
      'three parts of four are a line',
      tag('1.2.3.4'),
      'type=pep440,pattern={{major}}.{{minor}}.{{patch}}',
      [line('1.2.3.4', 'pep440'), line('1.2.3.4', 'pep440')],
    ],
    [
      'a post-release is no line',
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
    ['so is one of a monorepo', tag('app/v1.2.3'), 'type=ref,event=tag', [whole('1.2.3'), line('1.2.3')]],
    ['v1.2 may move', tag('v1.2'), 'type=ref,event=tag', [line('1.2', 'pep440'), line('1.2', 'pep440')]],
    [
      'another git tag follows the runs',
      tag('nightly-7'),
      'type=ref,event=tag',
      [{ kind: 'run' }, { kind: 'run' }],
    ],
    [
      'a match that is the version is a release',
      release,
      'type=match,pattern=v(.*),group=1',
      [whole('1.2.3'), line('1.2.3')],
    ],
    ['a shorter one is a line', release, 'type=match,pattern=\\d', [line('1.2.3'), line('1.2.3')]],
    ['a branch follows itself', main, 'type=ref,event=branch\ntype=edge', [ofMain, ofMain]],
    ['a pull request follows itself', pull, 'type=ref,event=pr', [{ kind: 'pull', number: 7 }]],
    [
      'its branch says whose it is',
      pull,
      'type=ref,event=pr-branch',
      [{ kind: 'branch', branch: 'tickets/DM-42', pull: 7 }],
    ],
    ['a commit is fixed', main, 'type=sha', [{ kind: 'commit' }]],
    ['a schedule follows the runs', nightly, 'type=schedule', [{ kind: 'run' }]],
    ['so does what a person wrote', main, 'stable', [{ kind: 'run' }]],
    ['but a full version is a release', main, 'v1.2.3', [whole('1.2.3')]],
    ['not where a branch is called so', of('9.9.9'), '{{branch}}', [{ kind: 'branch', branch: '9.9.9' }]],
    ['nor where it is a part', of('9.9.9'), 'v{{branch}}', [{ kind: 'branch', branch: '9.9.9' }]],
    [
      'nor for a version that a rule reads from a branch, which brings no latest either',
      of('release/9.9.9'),
      'type=semver,pattern={{version}},value={{branch}},match=release/(.*)',
      [{ kind: 'branch', branch: 'release/9.9.9' }],
    ],
    [
      'nor by a match',
      of('release/9.9.9'),
      'type=match,pattern=release/(.*),group=1,value={{branch}}',
      [{ kind: 'branch', branch: 'release/9.9.9' }],
    ],
    ['a name with the branch’s follows it', of('fix'), 'x-{{branch}}', [{ kind: 'branch', branch: 'fix' }]],
    ['one with its base’s follows the runs', pull, 'x-{{base_ref}}', [{ kind: 'run' }]],
    [
      'a typed version with the branch behind it is a release still',
      of('fix'),
      'type=semver,pattern={{major}},value=v1.2.3,suffix=-{{branch}}',
      [line('1.2.3'), line('1.2.3')],
    ],
    ['and latest follows the branch', main, 'latest', [ofMain]],
    ['or the version', release, 'latest', [line('1.2.3')]],
    ['latest=true follows the first tag', main, 'type=ref,event=branch', [ofMain, ofMain], 'latest=true'],
    ['or the ref, where that is fixed', main, 'type=sha', [{ kind: 'commit' }, ofMain], 'latest=true'],
    [
      'of two rules with one name the stricter holds',
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

describe('the names of other git tags', () => {
  const lines = (tags: string, gitTag: string, on: Trigger = release) => {
    const rules = compileRules({ tags: tags.split('\n'), flavor: [] })
    return namesFor(on, rules, gitTag).tags.map(({ name, follows }) =>
      'version' in follows ? `${name}=${follows.version}` : name,
    )
  }
  test.each<[string, string, string, string[]]>([
    ['are by the same rules', 'type=semver,pattern={{major}}', 'v1.9.0', ['1=1.9.0', 'latest=1.9.0']],
    [
      'are none for another image of a monorepo',
      'type=semver,pattern={{major}},match=^app/v(.*)',
      'lib/v9.0.0',
      [],
    ],
    [
      'leave a prerelease out of lines',
      'type=semver,pattern={{major}}',
      'v2.0.0-rc.1',
      ['2.0.0-rc.1=2.0.0-rc.1'],
    ],
    [
      'are read instead of a typed value',
      'type=semver,pattern={{major}},value=v1.2.3',
      'v1.9.0',
      ['1=1.9.0', 'latest=1.9.0'],
    ],
    ['are those of the defaults too', '', 'v1.9.0', ['1.9.0=1.9.0']],
  ])('%s', (_, tags, gitTag, expected) => {
    expect(lines(tags, gitTag)).toEqual(expected)
  })

  test('are the same each time, also with a sticky pattern', () => {
    const rules = compileRules({ tags: ['type=match,pattern=/v(.*)/y,group=1'], flavor: [] })
    const versions = ['v1.2.3', 'v1.2.4'].map((gitTag) => namesFor(release, rules, gitTag).version)
    expect(versions).toEqual(['1.2.3', '1.2.4'])
  })

  test('need no second reading of the inputs', () => {
    const rules = compileRules({ tags: ['type=semver,pattern={{version}}'], flavor: [] })
    expect(applyRules(release, rules).version).toBe('1.2.3')
    expect(namesFor(main, rules, 'v9.0.0').version).toBe('9.0.0')
  })
})
