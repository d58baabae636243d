/** Whatever rule a name comes from: where any part of it is from the ref, it is no reserved name. */
import fc from 'fast-check'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { compileRules } from '../../src/tags/compile-rules.ts'
import { namesForBranch } from '../../src/tags/other-names.ts'
import { isReserved } from '../../src/tags/reserved.ts'
import { branch, computeTags, fill, main, names, nightly, pull, release, tag } from '../helpers/tag-names.ts'

import { makePull, makeTrigger } from '../helpers/trigger.ts'

const commit = makeTrigger().sha

describe('a reserved name that comes from the ref', () => {
  test.each(
    fill([
      ['is not for a branch', branch('latest'), '{{branch}}', 'branch-latest'],
      ['nor as a version', branch('1.2.3'), 'type=raw,value={{branch}}', 'branch-1.2.3'],
      ['nor with a letter before it', branch('1'), 'v{{branch}}', 'branch-v1'],
      ['nor as a part of a version', branch('rc.1'), '1.28.2-{{branch}}', 'branch-1.28.2-rc.1'],
      ['nor by a prefix', branch('late'), 'type=raw,value=st,prefix={{branch}}', 'branch-latest'],
      ['nor by a suffix', branch('st'), 'type=raw,value=late,suffix={{branch}}', 'branch-latest'],
      ['nor by the flavor', branch('late'), 'st', 'branch-latest', 'prefix={{branch}}'],
      ['nor beside the commit', branch('sha'), 'type=sha,prefix={{branch}}-', 'branch-sha-860c190'],
      ['nor as edge', branch('1.'), 'type=edge,branch=1.,prefix={{branch}}', '1.edge'],
      [
        'nor in a block',
        branch('edge'),
        '{{#if is_default_branch}}x{{else}}{{branch}}{{/if}}',
        'branch-edge',
      ],
      ['nor by or', branch('edge'), '{{or pr branch}}', 'branch-edge'],
      [
        'nor read as a version',
        branch('1.2.3'),
        'type=semver,pattern={{major}},value={{branch}}',
        'branch-1',
      ],
      [
        'nor by PEP 440',
        branch('1.2rc1'),
        'type=pep440,pattern={{version}},value={{branch}}',
        'branch-1.2rc1',
      ],
      [
        'nor by a match',
        branch('x-latest'),
        'type=match,pattern=x-(.*),group=1,value={{branch}}',
        'branch-latest',
      ],
      [
        'nor in a version’s pattern',
        branch('x'),
        'type=semver,pattern={{version}}-{{branch}},value=v1.0.0',
        'branch-1.0.0-x',
      ],
      [
        'nor as a nightly',
        makeTrigger({ event: 'schedule', ref: 'refs/heads/1', defaultBranch: '1' }),
        'type=schedule,pattern={{branch}}',
        'branch-1',
      ],
      [
        'nor for the base of a pull request',
        makePull({}, { baseRef: 'latest' }),
        '{{base_ref}}',
        'branch-latest',
      ],
      ['nor for its number', pull, '{{pr}}', 'pr-7'],
      ['nor for its number as a version', pull, 'v{{pr}}', 'pr-v7'],
      ['nor for its number twice, which is another one’s', pull, '{{pr}}{{pr}}', 'pull-77'],
      ['nor for its head', makePull({}, { headRef: 'pr-8' }), 'type=ref,event=pr-branch', 'branch-pr-8'],
      ['nor for a user', makeTrigger({ actor: 'latest' }), '{{user}}', 'user-latest'],
      ['nor for a git tag', tag('latest'), '{{tag}}', 'tag-latest'],
      [
        'nor for a part of a git tag',
        tag('x-latest'),
        'type=match,pattern=x-(.*),group=1',
        'tag-latest latest',
      ],
      [
        'nor with latest, where the flavor adds it',
        branch('sha-'),
        'x',
        'branch-sha-x branch-sha-latest',
        'latest=true\nprefix={{branch}},onlatest=true',
      ],
    ]),
  )('%s', (_, on, tags, expected, flavor) => {
    expect(names(on, tags, flavor)).toBe(expected)
  })
})

describe('what the workflow wrote stays', () => {
  test.each(
    fill([
      ['a name alone', branch('fix'), 'latest\n1.28.2-alpine\nnightly', '1.28.2-alpine latest nightly'],
      ['a name in a block over the ref', branch('fix'), '{{#if branch}}latest{{/if}}', 'latest'],
      ['a name beside a branch of that name', branch('dev'), 'dev\ntype=ref,event=branch', 'dev'],
      ['a version that git tags give', release, '{{tag}}', 'v1.2.3'],
      ['its parts', release, 'type=semver,pattern={{major}}', '1 latest'],
      ['its commit', main, 'type=sha', 'sha-860c190'],
      ['its commit, with the branch behind it', main, 'type=sha,suffix=-{{branch}}', 'sha-860c190-main'],
      ['the nightly', nightly, 'type=schedule', 'nightly'],
      ['a pull request’s number', pull, 'type=ref,event=pr', 'pr-7'],
      ['a date', main, "{{date 'YYYYMMDD'}}", '20200110'],
    ]),
  )('%s', (_, on, tags, expected) => {
    expect(names(on, tags).split(' ').sort().join(' ')).toBe(expected.split(' ').sort().join(' '))
  })

  test('and is named after no branch, also where a branch is called so', () => {
    const { tags } = computeTags(branch('dev'), { tags: ['dev', 'type=ref,event=branch'], flavor: [] })
    expect(tags).toEqual([{ name: 'dev', priority: 600, follows: { kind: 'branch', branch: 'dev' } }])
  })
})

const word = fc.constantFrom(
  ...[
    'latest',
    'late',
    'st',
    'nightly',
    'edge',
    '1',
    '1.2',
    'v',
    'v1.2.3',
    '.0.0',
    '-rc.1',
    '1.2rc1',
    'pr-7',
    '7',
  ],
  ...['pr-', 'sha-', 'sha-860c190', `sha256-${'a'.repeat(64)}`, 'x/1.2.3', '#latest', '@/1', 'a'.repeat(130)],
)
const name = fc.oneof(
  { weight: 3, arbitrary: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('')) },
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
)
// Every attribute that takes expressions, with nothing written out but separators.
const expression = fc.constantFrom(
  '{{branch}}',
  '{{or pr branch}}',
  '{{base_ref}}',
  '{{#if pr}}{{pr}}{{else}}{{branch}}{{/if}}',
)
const affix = fc.option(expression, { nil: undefined })
const rule = fc
  .record({
    type: fc.oneof(
      expression.map((value) => `type=raw,value=${value}`),
      expression.map((value) => `type=schedule,pattern=${value}`),
      expression.map((value) => `type=semver,pattern={{version}},value=${value}`),
      expression.map((value) => `type=semver,pattern={{major}},value=${value},match=\\d.*`),
      expression.map((value) => `type=pep440,pattern={{raw}},value=${value}`),
      expression.map((value) => `type=match,pattern=[^/#@]*$,value=${value}`),
      fc.constantFrom('type=ref,event=branch', 'type=ref,event=pr-branch'),
    ),
    prefix: affix,
    suffix: affix,
  })
  .map(({ type, prefix, suffix }) =>
    [type, prefix === undefined ? [] : `prefix=${prefix}`, suffix === undefined ? [] : `suffix=${suffix}`]
      .flat()
      .join(),
  )

test('no branch gets a reserved name by any rule that writes none out, and none is a release', () => {
  const ref = fc.oneof(
    name.map((name) => makeTrigger({ ref: `refs/heads/${name}`, event: 'schedule', defaultBranch: 'other' })),
    name.map((name) => makeTrigger({ ref: `refs/heads/${name}` })),
    fc.tuple(name, name).map(([headRef, baseRef]) => makePull({}, { headRef, baseRef })),
  )
  const flavor = fc
    .tuple(affix, affix)
    .map(([prefix = '', suffix = '']) => [`prefix=${prefix}`, `suffix=${suffix}`])
  fc.assert(
    fc.property(ref, fc.array(rule, { minLength: 1, maxLength: 3 }), flavor, (on, tags, flavor) => {
      const { tags: planned } = orNone(() => computeTags(on, { tags, flavor }))
      const own = on.ref.kind === 'pull' ? `pr-${on.ref.number}` : undefined
      expect(planned.filter(({ name }) => isReserved(name) && name !== own)).toEqual([])
      expect(planned.filter(({ follows }) => ['release', 'line', 'commit'].includes(follows.kind))).toEqual(
        [],
      )
      expect(planned.filter(({ fromRef }) => fromRef === undefined)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('the tags of another branch are those that a push to it or a pull request from it would get', () => {
  fc.assert(
    fc.property(name, fc.array(rule, { minLength: 1, maxLength: 3 }), (other, tags) => {
      const rules = compileRules({ tags, flavor: ['latest=false'] })
      const named = (on: Trigger) =>
        computeTags(on, { tags, flavor: ['latest=false'] })
          .tags.filter(({ fromRef }) => fromRef?.branch === other)
          .map(({ name }) => name)
      const push = named(makeTrigger({ ref: `refs/heads/${other}` }))
      const pull = named(makePull({}, { headRef: other, baseRef: '' }))
      expect([...namesForBranch(main, rules, other)]).toEqual(expect.arrayContaining(push))
      expect([...namesForBranch(makePull(), rules, other)]).toEqual(
        expect.arrayContaining([...push, ...pull]),
      )
    }),
  )
})

test('a rule that is off for this run, and the default branch as the head of a pull request, still name a branch', () => {
  const rules = compileRules({ tags: ['type=ref,event=pr-branch,enable=false'], flavor: [] })
  expect([...namesForBranch(makePull({}, { headRef: '#main' }), rules, 'main')]).toEqual(['main'])
})

test('a commit is named after no branch', () => {
  const { tags } = computeTags(main, { tags: ['type=sha,format=long'], flavor: [] })
  expect(tags).toEqual([{ name: `sha-${commit}`, priority: 100, follows: { kind: 'commit' } }])
})

/** An `enable` or a template that cannot be used for this ref is an error of the workflow's. */
function orNone(compute: () => ReturnType<typeof computeTags>) {
  try {
    return compute()
  } catch (error) {
    if (error instanceof TagboatError) return { tags: [] }
    throw error
  }
}
