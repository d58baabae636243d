import { parseRepository } from '../../src/model/reference.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { checkProtected, isPrivileged, protectedNames } from '../../src/plan/protected.ts'
import { type NamedTarget, nameRepositories } from '../../src/plan/repositories.ts'
import { parseImages } from '../../src/tags/image-lines.ts'
import { branch, candidate, main, nightly, pull, release, tag } from '../helpers/tag-names.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const stable = 'gcr.io/x/{{#if (or is_default_branch is_release)}}stable{{else}}{{user}}{{/if}}'
const by = (actor: string, on: Trigger): Trigger => ({ ...on, actor })

/** The names that a run is refused. */
function refused(on: Trigger, lines: string[], targets: NamedTarget[] = [], chosen = targets): string[] {
  const images = parseImages(lines)
  const wanted = chosen.length === 0 ? [undefined] : chosen
  const repositories = wanted.flatMap((target) => nameRepositories(on, images, {}, target))
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
])('%s may or may not publish protected names', (_, on, expected) => expect(isPrivileged(on)).toBe(expected))

describe('a name that only the default branch and releases get', () => {
  test.each<[sentence: string, on: Trigger, lines: string[], expected: string[]]>([
    ['is theirs: the default branch', by('stable', main), [stable], []],
    ['is theirs: a release', by('stable', release), [stable], []],
    ['does not hinder a person', by('kevin', branch('feature/x')), [stable], []],
    ['is not for a person called so', by('Stable', branch('feature/x')), [stable], ['gcr.io/x/stable']],
    ['nor on a pull request', by('stable', pull), [stable], ['gcr.io/x/stable']],
    ['nor on another git tag', by('stable', tag('nightly-7')), [stable], ['gcr.io/x/stable']],
    ['nor by another line', branch('stable'), [stable, 'gcr.io/x/{{branch}}'], ['gcr.io/x/stable']],
    ['nor for a branch called like the default branch', branch('MAIN'), ['x/{{branch}}'], ['x/main']],
    ['nor like a version', branch('v9.9.9'), ['x/{{or branch tag}}'], ['x/v9.9.9']],
    ['nor as part of a path', by('stable', branch('b')), [`${stable}/app`], ['gcr.io/x/stable/app']],
    [
      'may have any person in it',
      branch('stable-ann'),
      ['x/{{#if is_default_branch}}stable-{{user}}{{else}}{{branch}}{{/if}}'],
      ['x/stable-ann'],
    ],
    [
      'or any commit',
      branch('stable-0123abc'),
      ['x/{{#if is_default_branch}}stable-{{sha}}{{else}}{{branch}}{{/if}}'],
      ['x/stable-0123abc'],
    ],
    [
      'is this person’s own where any name would do',
      branch('octocat'),
      ['x/{{or branch user}}'],
      ['x/octocat'],
    ],
    ['and then no other’s', branch('ann'), ['x/{{or branch user}}'], []],
    [
      'counts enable=',
      by('stable', branch('b')),
      ['name=x/stable,enable={{is_release}}', 'x/{{user}}'],
      ['x/stable'],
    ],
    [
      'is one however it is written',
      by('stable', branch('b')),
      ['name=docker.io/x/stable,enable={{is_release}}', 'x/{{user}}'],
      ['x/stable'],
    ],
  ])('%s', (_, on, lines, expected) => expect(refused(on, lines)).toEqual(expected))
})

describe('a name that everybody gets is nobody’s', () => {
  test.each<[sentence: string, on: Trigger, lines: string[]]>([
    ['a plain one', branch('b'), ['gcr.io/x/app']],
    ['this server’s own', branch('b'), []],
    ['a plain one beside a channel', branch('b'), ['gcr.io/x/stable', stable]],
    ['a plain one, once more for releases', branch('b'), ['x/y', 'name=x/y,enable={{is_release}}']],
    ['a person’s', branch('b'), ['gcr.io/x/{{user}}-app']],
    ['a commit’s', branch('b'), ['gcr.io/x/{{sha}}']],
    ['one that pull requests share', pull, ['x/{{#if branch}}app{{else}}other{{/if}}']],
    ['one that other git tags share', tag('nightly-7'), ['x/{{#if tag}}tagged{{else}}dev{{/if}}']],
    ['one of a branch beside an empty one', branch('b'), ['x/{{branch}}', 'name=x/{{pr}},enable=false']],
    ['a git tag’s that is no version', tag('nightly-7'), ['x/{{or branch tag}}']],
    ['a branch’s where nothing told the default branch', branchWithoutDefault('main'), ['x/{{branch}}']],
  ])('%s', (_, on, lines) => expect(refused(on, lines)).toEqual([]))
})

function branchWithoutDefault(name: string): Trigger {
  const { defaultBranch: _, ...rest } = makeTrigger({ ref: `refs/heads/${name}` })
  return rest
}

describe('the names of targets', () => {
  const targets = ['a', 'b', 'a-b'].map((name) => ({ name, ownNames: [] }))
  const line = `${stable}-{{target}}`
  test.each<[sentence: string, on: Trigger, lines: string[], chosen: NamedTarget[], expected: string[]]>([
    ['are each person’s', branch('x'), [line], targets, []],
    [
      'are told each',
      by('stable', branch('x')),
      [line],
      targets.slice(0, 2),
      ['gcr.io/x/stable-a', 'gcr.io/x/stable-b'],
    ],
    [
      'of one another count',
      by('stable-a', branch('x')),
      [line],
      targets.slice(1, 2),
      ['gcr.io/x/stable-a-b'],
    ],
    [
      'are protected where the target has no part in them',
      by('stable', branch('x')),
      [stable],
      targets.slice(0, 1),
      ['gcr.io/x/stable'],
    ],
    ['are free with {{target}} alone', by('stable', branch('x')), ['gcr.io/{{target}}'], targets, []],
    ['are free for releases', by('stable', release), [line], targets, []],
  ])('%s', (_, on, lines, chosen, expected) => {
    expect(refused(on, lines, targets, chosen)).toEqual(expected)
  })

  test('of the bake file are no names beside input images', () => {
    const own = { name: 'b', ownNames: ['gcr.io/x/stable', 'gcr.io/x/b'] }
    expect(refused(branch('x'), [stable], [own])).toEqual([])
    expect(refused(by('stable', branch('x')), [stable], [own])).toEqual(['gcr.io/x/stable'])
  })
})

test('each name is listed with its template and whom it is for', () => {
  const lines = [stable, 'x/{{branch}}', 'x/{{#if is_release}}{{tag}}-{{user}}{{else}}y{{/if}}']
  const names = protectedNames(branch('b'), parseImages(lines))
  expect([...names].map(([name, found]) => [name, found.template, found.for])).toEqual([
    ['gcr.io/x/stable', stable, 'the default branch and releases'],
    ['docker.io/x/main', 'x/{{branch}}', 'the default branch'],
    ['docker.io/x/<tag>-<user>', lines[2], 'releases'],
  ])
})

test('the error says which name, whose it is, why and what to do', () => {
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

describe('what a bake file of another ref brings', () => {
  const own = (name: string, ...ownNames: string[]): NamedTarget => ({ name, ownNames })
  const channel = 'x/{{#if (or is_default_branch is_release)}}stable{{else}}dev-{{user}}{{/if}}'
  const beside = ['x/{{target}}', 'name=x/{{#if target}}stable{{/if}},enable={{is_default_branch}}']
  test.each<[sentence: string, lines: string[], target: NamedTarget, expected: string[]]>([
    ['own tags that name the channel, which count for nothing', [channel], own('a', 'x/stable:1'), []],
    [
      'a target whose name completes a channel',
      ['x/{{#if is_default_branch}}stable{{else}}dev{{/if}}-{{target}}', 'x/{{target}}'],
      own('stable-z'),
      ['x/stable-z'],
    ],
    ['own tags where images is unset', [], own('a', 'x/stable'), []],
    [
      'own tags beside a line with {{target}}, which wins',
      [`${channel}-{{target}}`],
      own('a', 'x/stable-a'),
      [],
    ],
    [
      'a target called like a channel',
      ['x/{{#if is_default_branch}}stable{{else}}{{target}}{{/if}}'],
      own('stable'),
      ['x/stable'],
    ],
    [
      'a target called like a part of one',
      ['x/{{#if is_default_branch}}stable-{{target}}{{else}}{{target}}{{/if}}'],
      own('stable-a'),
      ['x/stable-a'],
    ],
    [
      'in capitals',
      ['x/{{#if is_default_branch}}stable-{{target}}{{else}}{{target}}{{/if}}'],
      own('STABLE-a'),
      ['x/stable-a'],
    ],
    ['a target called like another line', beside, own('stable'), ['x/stable']],
    ['a target called otherwise', beside, own('a'), []],
    [
      'a target called like a line that gets the target appended',
      ['x/{{target}}', 'name=x/stable,enable={{is_default_branch}}'],
      own('stable'),
      ['x/stable'],
    ],
    ['a target of a line for everybody', ['x/{{target}}'], own('stable'), []],
    [
      'a target like a release of a line for releases',
      ['x/{{#if is_release}}{{tag}}{{else}}{{target}}{{/if}}'],
      own('v1_2'),
      [],
    ],
    [
      'a target where the default branch has no part of its own',
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
  ['as it is', 'x/{{#if is_default_branch}}stable{{else}}dev{{/if}}', 'x/stable', true],
  ['in another spelling', 'x/{{#if is_default_branch}}stable{{else}}dev{{/if}}', 'docker.io/x/stable', true],
  [
    'by another host of Docker Hub',
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
  ['for everybody', 'x/{{#if is_default_branch}}stable{{else}}dev{{/if}}', 'x/dev', false],
])('a name that a cache has is refused like any other: %s', (_, line, name, isRefused) => {
  const problems = checkProtected(branch('x'), parseImages([line]), [parseRepository(name)])
  expect(problems).toHaveLength(isRefused ? 1 : 0)
})
