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

describe('attributes', () => {
  test.each(
    fill([
      ['a disabled rule gives nothing', main, 'a\ntype=raw,value=b,enable=false', 'a'],
      ['enable takes TRUE, as YAML does', main, 'type=raw,value=b,enable=TRUE', 'b'],
      ['enable takes an expression', fix, 'type=raw,value=b,enable={{is_not_default_branch}}', 'b'],
      ['enable takes a block', fix, 'type=raw,value=b,enable={{#if branch}}true{{else}}false{{/if}}', 'b'],
      ['a higher priority comes first', main, 'a\ntype=raw,value=b,priority=201', 'b a'],
      ['the same priority keeps the order', main, 'type=raw,value=b\na', 'b a'],
      [
        'types have their priorities',
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
      ['a prefix takes an expression', main, 'type=raw,value=a,prefix={{branch}}-', 'main-a'],
      ['a suffix too', main, 'type=raw,value=a,suffix=-{{sha}}', 'a-860c190'],
      [
        'an empty prefix takes that of the pull request away, but its number is no version',
        pull,
        'type=ref,event=pr,prefix=',
        'pr-7',
      ],
      ['another prefix replaces it', pull, 'type=ref,event=pr,prefix=x', 'x7'],
      ['an empty prefix takes that of the commit away', main, 'type=sha,prefix=', '860c190'],
      ['keys may be in capitals', main, 'TYPE=raw,Value=a', 'a'],
      ['blanks around keys and values go', main, ' type=raw , value = a ', 'a'],
      ['of a key that comes twice the last counts', main, 'type=raw,value=a,value=b', 'b'],
      ['an item in quotation marks may have commas', main, 'type=raw,"value=a,b"', 'a-b'],
      ['and quotation marks, doubled', main, 'type=raw,"value=a""b"', 'a-b'],
      ['only the first = divides', main, 'type=raw,value=a=b', 'a-b'],
      ['a bare expression may have a =', main, "{{date 'YYYY' tz='UTC'}}", '2020'],
      ['comments and blank lines say nothing', main, '# a\n\n  b', 'b'],
      ['a pattern with flags', tag('V1.2.3'), 'type=match,pattern=/v(.*)/i,group=1', '1.2.3 latest'],
      [
        'a match without a group is whole',
        tag('app-1.2.3'),
        'type=semver,pattern={{version}},match=\\d.*',
        '1.2.3 latest',
      ],
      [
        'a match that does not fit gives nothing',
        tag('v1.2.3'),
        'type=semver,pattern={{version}},match=^app/v(.*)',
        '',
      ],
      [
        'the version of a monorepo is picked out',
        tag('app/v1.2.3'),
        'type=semver,pattern={{version}},match=^app/v(.*)',
        '1.2.3 latest',
      ],
      ['an empty value is the git tag', release, 'type=semver,pattern={{version}},value=', '1.2.3 latest'],
      ['edge follows the branch it names', fix, 'type=edge,branch=fix/x', 'edge'],
      ['pr-branch names the head', pull, 'type=ref,event=pr-branch', 'tickets-DM-42'],
      [
        'but not on pull_request_target',
        makePull({ event: 'pull_request_target' }),
        'type=ref,event=pr-branch',
        '',
      ],
      [
        'own rules mean something on every event',
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
      'a git tag that is no version',
      tag('v1'),
      'type=semver,pattern={{version}}',
      /'v1' is not a version of semver/,
    ],
    ['a match that does not fit', release, 'type=match,pattern=x', /'x' does not match 'v1.2.3'/],
    ['a group that took no part', release, 'type=match,pattern=(x)?v,group=1', /group 1 matches nothing/],
    [
      'a short name for a prerelease',
      candidate,
      'type=match,pattern=\\d',
      /'2' would be the name of a release/,
    ],
    ['a reserved name', branch('edge'), 'type=ref,event=branch', /'edge' is a reserved name/],
    [
      'a branch that loses more than its slashes, once for all its tags',
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
    ['an attribute without use', main, 'type=sha,branch=x', /type=sha has no use for branch/],
  ])('tell of %s', (_, on, tags, expected) => {
    expect(warn(on, tags)).toEqual([expect.stringMatching(expected)])
  })

  test.each(['main', 'tickets/DM-42', 'release/1.x', 'a_b', 'dependabot/npm_and_yarn/x-1.2.3'])(
    'are silent about branch %s',
    (name) => expect(warn(branch(name), 'type=ref,event=branch\ntype=raw,value=x-{{branch}}')).toEqual([]),
  )

  test('are silent about the default tags', () => {
    expect(warn(tag('nightly-7'), '')).toEqual([])
  })
})
