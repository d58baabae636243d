import { parseRepository } from '../../src/model/reference.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { checkProtected, isPrivileged, protectedNames } from '../../src/plan/protected.ts'
import { type NamedTarget, nameRepositories } from '../../src/plan/repositories.ts'
import { parseImages } from '../../src/tags/image-lines.ts'
import { branch, candidate, main, nightly, pull, release, tag } from '../helpers/tag-names.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const stable = 'gcr.io/x/{{#if (or is_default_branch is_release)}}stable{{else}}{{user}}{{/if}}'
const by = (actor: string, on: Trigger): Trigger => ({ ...on, actor })

/** The protected names that a run is refused. */
function refused(on: Trigger, lines: string[], targets: NamedTarget[] = [], chosen = targets): string[] {
  const images = parseImages(lines)
  const selected = chosen.length === 0 ? [undefined] : chosen
  const repositories = selected.flatMap((target) => nameRepositories(on, images, {}, target))
  const problems = checkProtected(on, images, repositories, {}, targets)
  return problems.map(({ what }) => /^Image name '([^']+)'/.exec(what)?.[1] ?? what)
}

test.each<[sentence: string, on: Trigger, expected: boolean]>([
  ['the default branch', main, true],
  ['a schedule on it', nightly, true],
  ['a version tag', release, true],
  ['a prerelease', candidate, true],
  ['a version tag of a monorepo', tag('app/v1.2.3'), true],
  ['another git tag', tag('nightly-7'), false],
  ['another branch', branch('feature/x'), false],
  ['a branch with the name of a version', branch('v1.2.3'), false],
  ['a pull request', pull, false],
  ['a pull request from the default branch', makePull({}, { headRef: 'main' }), false],
  ['a merge queue', branch('gh-readonly-queue/main/pr-7-abc'), false],
])('isPrivileged: %s', (_, on, expected) => expect(isPrivileged(on)).toBe(expected))

describe('a name that only the default branch and releases get', () => {
  test.each<[sentence: string, on: Trigger, lines: string[], expected: string[]]>([
    ['is allowed for the default branch', by('stable', main), [stable], []],
    ['is allowed for a release', by('stable', release), [stable], []],
    ['does not restrict other users', by('kevin', branch('feature/x')), [stable], []],
    ['is refused to a user of that name', by('Stable', branch('feature/x')), [stable], ['gcr.io/x/stable']],
    ['is refused to a pull request', by('stable', pull), [stable], ['gcr.io/x/stable']],
    ['is refused to another git tag', by('stable', tag('nightly-7')), [stable], ['gcr.io/x/stable']],
    [
      'is refused if another line gives it',
      branch('stable'),
      [stable, 'gcr.io/x/{{branch}}'],
      ['gcr.io/x/stable'],
    ],
    [
      'is refused to a branch that only differs in case from the default branch',
      branch('MAIN'),
      ['x/{{branch}}'],
      ['x/main'],
    ],
    ['is refused to a branch named like a version', branch('v9.9.9'), ['x/{{or branch tag}}'], ['x/v9.9.9']],
    ['is refused as a part of a path', by('stable', branch('b')), [`${stable}/app`], ['gcr.io/x/stable/app']],
    [
      'may contain any user',
      branch('stable-ann'),
      ['x/{{#if is_default_branch}}stable-{{user}}{{else}}{{branch}}{{/if}}'],
      ['x/stable-ann'],
    ],
    [
      'may contain any commit',
      branch('stable-0123abc'),
      ['x/{{#if is_default_branch}}stable-{{sha}}{{else}}{{branch}}{{/if}}'],
      ['x/stable-0123abc'],
    ],
    [
      'is refused to a branch named like the user in it',
      branch('octocat'),
      ['x/{{or branch user}}'],
      ['x/octocat'],
    ],
    ['is not refused to a branch named like another user', branch('ann'), ['x/{{or branch user}}'], []],
    [
      'may come from a line with enable=',
      by('stable', branch('b')),
      ['name=x/stable,enable={{is_release}}', 'x/{{user}}'],
      ['x/stable'],
    ],
    [
      'is compared in its normal form',
      by('stable', branch('b')),
      ['name=docker.io/x/stable,enable={{is_release}}', 'x/{{user}}'],
      ['x/stable'],
    ],
  ])('%s', (_, on, lines, expected) => expect(refused(on, lines)).toEqual(expected))
})

describe('a name that any ref gets is not protected', () => {
  test.each<[sentence: string, on: Trigger, lines: string[]]>([
    ['as a plain name', branch('b'), ['gcr.io/x/app']],
    ['as the default name', branch('b'), []],
    ['as a plain name beside a channel', branch('b'), ['gcr.io/x/stable', stable]],
    ['as a plain name that is repeated for releases', branch('b'), ['x/y', 'name=x/y,enable={{is_release}}']],
    ['with the user in it', branch('b'), ['gcr.io/x/{{user}}-app']],
    ['with the commit in it', branch('b'), ['gcr.io/x/{{sha}}']],
    ['if pull requests share it', pull, ['x/{{#if branch}}app{{else}}other{{/if}}']],
    ['if other git tags share it', tag('nightly-7'), ['x/{{#if tag}}tagged{{else}}dev{{/if}}']],
    ['with a branch beside a disabled line', branch('b'), ['x/{{branch}}', 'name=x/{{pr}},enable=false']],
    ['with a git tag that is not a version', tag('nightly-7'), ['x/{{or branch tag}}']],
    ['with a branch if the default branch is unknown', branchWithoutDefault('main'), ['x/{{branch}}']],
  ])('%s', (_, on, lines) => expect(refused(on, lines)).toEqual([]))
})

function branchWithoutDefault(name: string): Trigger {
  const { defaultBranch: _, ...rest } = makeTrigger({ ref: `refs/heads/${name}` })
  return rest
}

describe('protected names with targets', () => {
  const targets = ['a', 'b', 'a-b'].map((name) => ({ name, ownNames: [] }))
  const line = `${stable}-{{target}}`
  test.each<[sentence: string, on: Trigger, lines: string[], chosen: NamedTarget[], expected: string[]]>([
    ['are allowed in the channel of a user', branch('x'), [line], targets, []],
    [
      'are reported for each target',
      by('stable', branch('x')),
      [line],
      targets.slice(0, 2),
      ['gcr.io/x/stable-a', 'gcr.io/x/stable-b'],
    ],
    [
      'include the names of other targets',
      by('stable-a', branch('x')),
      [line],
      targets.slice(1, 2),
      ['gcr.io/x/stable-a-b'],
    ],
    [
      'apply to lines without {{target}}',
      by('stable', branch('x')),
      [stable],
      targets.slice(0, 1),
      ['gcr.io/x/stable'],
    ],
    ['do not include {{target}} alone', by('stable', branch('x')), ['gcr.io/{{target}}'], targets, []],
    ['are allowed for releases', by('stable', release), [line], targets, []],
  ])('%s', (_, on, lines, chosen, expected) => {
    expect(refused(on, lines, targets, chosen)).toEqual(expected)
  })

  test('ignore tags of the bake file if input images is set', () => {
    const own = { name: 'b', ownNames: ['gcr.io/x/stable', 'gcr.io/x/b'] }
    expect(refused(branch('x'), [stable], [own])).toEqual([])
    expect(refused(by('stable', branch('x')), [stable], [own])).toEqual(['gcr.io/x/stable'])
  })
})

test('protectedNames lists each name with its template and the refs that get it', () => {
  const lines = [stable, 'x/{{branch}}', 'x/{{#if is_release}}{{tag}}-{{user}}{{else}}y{{/if}}']
  const names = protectedNames(branch('b'), parseImages(lines))
  expect([...names].map(([name, found]) => [name, found.template, found.for])).toEqual([
    ['gcr.io/x/stable', stable, 'the default branch and releases'],
    ['docker.io/x/main', 'x/{{branch}}', 'the default branch'],
    ['docker.io/x/<tag>-<user>', lines[2], 'releases'],
  ])
})

test('the error names the image, the refs that get it, the reason and the fix', () => {
  const images = parseImages([stable])
  const on = by('stable', branch('feature/x'))
  expect(checkProtected(on, images, nameRepositories(on, images))).toEqual([
    {
      code: 'protected-name',
      what: `Image name 'gcr.io/x/stable' is reserved for the default branch and releases by '${stable}' in input images, and this is branch 'feature/x', by 'stable'.`,
      fix: expect.stringContaining('dev-{{user}}'),
    },
  ])
})

describe('a bake file of another ref', () => {
  const own = (name: string, ...ownNames: string[]): NamedTarget => ({ name, ownNames })
  const channel = 'x/{{#if (or is_default_branch is_release)}}stable{{else}}dev-{{user}}{{/if}}'
  const beside = ['x/{{target}}', 'name=x/{{#if target}}stable{{/if}},enable={{is_default_branch}}']
  test.each<[sentence: string, lines: string[], target: NamedTarget, expected: string[]]>([
    ['has tags that name the channel, which are ignored', [channel], own('a', 'x/stable:1'), []],
    [
      'has a target whose name completes a channel',
      ['x/{{#if is_default_branch}}stable{{else}}dev{{/if}}-{{target}}', 'x/{{target}}'],
      own('stable-z'),
      ['x/stable-z'],
    ],
    ['has tags while input images is unset', [], own('a', 'x/stable'), []],
    [
      'has tags beside a line with {{target}}, which overrides them',
      [`${channel}-{{target}}`],
      own('a', 'x/stable-a'),
      [],
    ],
    [
      'has a target named like a channel',
      ['x/{{#if is_default_branch}}stable{{else}}{{target}}{{/if}}'],
      own('stable'),
      ['x/stable'],
    ],
    [
      'has a target named like a part of a channel',
      ['x/{{#if is_default_branch}}stable-{{target}}{{else}}{{target}}{{/if}}'],
      own('stable-a'),
      ['x/stable-a'],
    ],
    [
      'has a target in capitals named like a part of a channel',
      ['x/{{#if is_default_branch}}stable-{{target}}{{else}}{{target}}{{/if}}'],
      own('STABLE-a'),
      ['x/stable-a'],
    ],
    ['has a target named like another line', beside, own('stable'), ['x/stable']],
    ['has a target with another name', beside, own('a'), []],
    [
      'has a target named like a line of the default branch',
      ['x/{{target}}', 'name=x/stable,enable={{is_default_branch}}'],
      own('stable'),
      ['x/stable'],
    ],
    ['has a target in a line for all refs', ['x/{{target}}'], own('stable'), []],
    [
      'has a target named like a release',
      ['x/{{#if is_release}}{{tag}}{{else}}{{target}}{{/if}}'],
      own('v1_2'),
      [],
    ],
    [
      'has a target in a line whose default branch name is only the target',
      ['x/{{#if is_default_branch}}{{target}}{{else}}dev-{{target}}{{/if}}'],
      own('a'),
      [],
    ],
  ])('%s', (_, lines, target, expected) => {
    for (const on of [branch('topic'), pull, tag('nightly-7')]) {
      expect(refused(on, lines, [target])).toEqual(expected)
    }
    expect(refused(main, lines, [target])).toEqual([])
    expect(refused(release, lines, [target])).toEqual([])
  })
})

test.each<[what: string, line: string, name: string, isRefused: boolean]>([
  ['equal to it', 'x/{{#if is_default_branch}}stable{{else}}dev{{/if}}', 'x/stable', true],
  ['in another spelling', 'x/{{#if is_default_branch}}stable{{else}}dev{{/if}}', 'docker.io/x/stable', true],
  [
    'with another host of Docker Hub',
    'x/{{#if is_default_branch}}stable{{else}}dev{{/if}}',
    'registry-1.docker.io/x/stable',
    true,
  ],
  [
    'with the port',
    'ghcr.io/x/{{#if is_default_branch}}stable{{else}}dev{{/if}}',
    'ghcr.io:443/x/stable',
    true,
  ],
  ['of another registry', 'x/{{#if is_default_branch}}stable{{else}}dev{{/if}}', 'ghcr.io/x/stable', false],
  ['that all refs get', 'x/{{#if is_default_branch}}stable{{else}}dev{{/if}}', 'x/dev', false],
])('the name of a cache is compared with protected names: %s', (_, line, name, isRefused) => {
  const problems = checkProtected(branch('x'), parseImages([line]), [parseRepository(name)])
  expect(problems).toHaveLength(isRefused ? 1 : 0)
})
