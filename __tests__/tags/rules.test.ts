import type { Trigger } from '../../src/model/trigger.ts'
import {
  branch,
  candidate,
  computeTags,
  fill,
  fix,
  main,
  names,
  nightly,
  pull,
  release,
  tag,
} from '../helpers/tag-names.ts'

import { makePull, makeTrigger } from '../helpers/trigger.ts'

describe('rules', () => {
  test.each(
    fill([
      ['a disabled rule gives no tag', main, 'a\ntype=raw,value=b,enable=false', 'a'],
      ['enable accepts TRUE', main, 'type=raw,value=b,enable=TRUE', 'b'],
      ['enable accepts an expression', fix, 'type=raw,value=b,enable={{is_not_default_branch}}', 'b'],
      ['enable accepts a block', fix, 'type=raw,value=b,enable={{#if branch}}true{{else}}false{{/if}}', 'b'],
      ['a higher priority comes first', main, 'a\ntype=raw,value=b,priority=201', 'b a'],
      ['rules with the same priority keep their order', main, 'type=raw,value=b\na', 'b a'],
      [
        'types have default priorities',
        nightly,
        'type=sha\na\ntype=ref,event=branch\ntype=edge\ntype=schedule',
        'nightly edge main a sha-860c190',
      ],
      [
        'versions come before matches',
        release,
        'type=match,pattern=\\d\ntype=pep440,pattern={{minor}}',
        '2 1 latest',
      ],
      ['a prefix accepts an expression', main, 'type=raw,value=a,prefix={{branch}}-', 'main-a'],
      ['a suffix accepts an expression', main, 'type=raw,value=a,suffix=-{{sha}}', 'a-860c190'],
      [
        'an empty prefix cannot turn a pull request number into a version',
        pull,
        'type=ref,event=pr,prefix=',
        'pr-7',
      ],
      ['another prefix replaces that of a pull request', pull, 'type=ref,event=pr,prefix=x', 'x7'],
      ['an empty prefix removes that of a commit', main, 'type=sha,prefix=', '860c190'],
      ['keys are case-insensitive', main, 'TYPE=raw,Value=a', 'a'],
      ['spaces around keys and values are dropped', main, ' type=raw , value = a ', 'a'],
      ['the last value of a repeated key applies', main, 'type=raw,value=a,value=b', 'b'],
      ['a quoted item may contain commas', main, 'type=raw,"value=a,b"', 'a-b'],
      ['a quoted item may contain doubled quotation marks', main, 'type=raw,"value=a""b"', 'a-b'],
      ['only the first = separates key and value', main, 'type=raw,value=a=b', 'a-b'],
      ['a plain expression may contain =', main, "{{date 'YYYY' tz='UTC'}}", '2020'],
      ['comments and blank lines are ignored', main, '# a\n\n  b', 'b'],
      ['a pattern may have flags', tag('V1.2.3'), 'type=match,pattern=/v(.*)/i,group=1', '1.2.3 latest'],
      [
        'a match without a group gives the whole match',
        tag('app-1.2.3'),
        'type=semver,pattern={{version}},match=\\d.*',
        '1.2.3 latest',
      ],
      [
        'a match that fails gives no tag',
        tag('v1.2.3'),
        'type=semver,pattern={{version}},match=^app/v(.*)',
        '',
      ],
      [
        'a match extracts the version of a monorepo',
        tag('app/v1.2.3'),
        'type=semver,pattern={{version}},match=^app/v(.*)',
        '1.2.3 latest',
      ],
      ['an empty value means the git tag', release, 'type=semver,pattern={{version}},value=', '1.2.3 latest'],
      ['edge applies to the branch in its attribute', fix, 'type=edge,branch=fix/x', 'edge'],
      ['pr-branch gives the head branch', pull, 'type=ref,event=pr-branch', 'tickets-DM-42'],
      [
        'pr-branch gives no tag on pull_request_target',
        makePull({ event: 'pull_request_target' }),
        'type=ref,event=pr-branch',
        '',
      ],
      [
        'explicit rules apply on every event',
        makeTrigger({ event: 'workflow_run' }),
        'type=ref,event=branch',
        'main',
      ],
    ]),
  )('%s', (_, on, tags, expected) => {
    expect(names(on, tags)).toBe(expected)
  })
})

describe('warnings', () => {
  const warn = (on: Trigger, tags: string) => computeTags(on, { tags: tags.split('\n'), flavor: [] }).warnings
  test.each<[string, Trigger, string, RegExp]>([
    [
      'a git tag that is not a version',
      tag('v1'),
      'type=semver,pattern={{version}}',
      /'v1' is not a version of semver/,
    ],
    ['a match that fails', release, 'type=match,pattern=x', /'x' does not match 'v1.2.3'/],
    ['a group that matches nothing', release, 'type=match,pattern=(x)?v,group=1', /group 1 matches nothing/],
    [
      'a short name for a prerelease',
      candidate,
      'type=match,pattern=\\d',
      /'2' would be the name of a release/,
    ],
    ['a reserved name', branch('edge'), 'type=ref,event=branch', /'edge' is a reserved name/],
    [
      'a branch that loses characters other than slashes, once for all its tags',
      branch('@/fix'),
      'type=ref,event=branch\ntype=raw,value=x-{{branch}}',
      /^Branch '@\/fix' is published as 'fix' and 'x--fix': a tag cannot have all of its characters/,
    ],
    [
      'a pull request of such a branch',
      makePull({}, { headRef: '#fix' }),
      'type=ref,event=pr-branch',
      /^Branch '#fix' is published as 'fix'/,
    ],
    [
      'a branch whose name is too long for a tag',
      branch('a'.repeat(129)),
      'type=ref,event=branch',
      /^Branch 'a+' is published as/,
    ],
    ['an attribute that the type ignores', main, 'type=sha,branch=x', /type=sha has no use for branch/],
  ])('report %s', (_, on, tags, expected) => {
    expect(warn(on, tags)).toEqual([expect.stringMatching(expected)])
  })

  test.each(['main', 'tickets/DM-42', 'release/1.x', 'a_b', 'dependabot/npm_and_yarn/x-1.2.3'])(
    'do not report branch %s',
    (name) => expect(warn(branch(name), 'type=ref,event=branch\ntype=raw,value=x-{{branch}}')).toEqual([]),
  )

  test('do not report the default tags', () => {
    expect(warn(tag('nightly-7'), '')).toEqual([])
  })
})
