/** A tag with any part from the ref is never a reserved name, whichever rule it comes from. */
import fc from 'fast-check'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { compileRules } from '../../src/tags/compile-rules.ts'
import { namesForBranch } from '../../src/tags/other-names.ts'
import { isReserved } from '../../src/tags/reserved.ts'
import { branch, computeTags, fill, main, names, nightly, pull, release, tag } from '../helpers/tag-names.ts'

import { makePull, makeTrigger } from '../helpers/trigger.ts'

const commit = makeTrigger().sha

describe('a reserved name from the ref gets a prefix', () => {
  test.each(
    fill([
      ['as a branch', branch('latest'), '{{branch}}', 'branch-latest'],
      ['as a branch named like a version', branch('1.2.3'), 'type=raw,value={{branch}}', 'branch-1.2.3'],
      ['as a branch after a literal v', branch('1'), 'v{{branch}}', 'branch-v1'],
      ['as a branch that is part of a version', branch('rc.1'), '1.28.2-{{branch}}', 'branch-1.28.2-rc.1'],
      ['with a branch in the prefix', branch('late'), 'type=raw,value=st,prefix={{branch}}', 'branch-latest'],
      ['with a branch in the suffix', branch('st'), 'type=raw,value=late,suffix={{branch}}', 'branch-latest'],
      [
        'with a branch in the prefix of the flavor',
        branch('late'),
        'st',
        'branch-latest',
        'prefix={{branch}}',
      ],
      ['with a branch before a commit', branch('sha'), 'type=sha,prefix={{branch}}-', 'branch-sha-860c190'],
      [
        'with the default branch before edge',
        branch('1.'),
        'type=edge,branch=1.,prefix={{branch}}',
        '1.edge',
      ],
      ['in a block', branch('edge'), '{{#if is_default_branch}}x{{else}}{{branch}}{{/if}}', 'branch-edge'],
      ['in an or expression', branch('edge'), '{{or pr branch}}', 'branch-edge'],
      [
        'in the value of type=semver',
        branch('1.2.3'),
        'type=semver,pattern={{major}},value={{branch}}',
        'branch-1',
      ],
      [
        'in the value of type=pep440',
        branch('1.2rc1'),
        'type=pep440,pattern={{version}},value={{branch}}',
        'branch-1.2rc1',
      ],
      [
        'in the value of type=match',
        branch('x-latest'),
        'type=match,pattern=x-(.*),group=1,value={{branch}}',
        'branch-latest',
      ],
      [
        'in the pattern of a version',
        branch('x'),
        'type=semver,pattern={{version}}-{{branch}},value=v1.0.0',
        'branch-1.0.0-x',
      ],
      [
        'in the pattern of type=schedule',
        makeTrigger({ event: 'schedule', ref: 'refs/heads/1', defaultBranch: '1' }),
        'type=schedule,pattern={{branch}}',
        'branch-1',
      ],
      [
        'as the base branch of a pull request',
        makePull({}, { baseRef: 'latest' }),
        '{{base_ref}}',
        'branch-latest',
      ],
      ['as the number of a pull request', pull, '{{pr}}', 'pr-7'],
      ['as the number of a pull request after a literal v', pull, 'v{{pr}}', 'pr-v7'],
      ['as a repeated number, which could be another pull request', pull, '{{pr}}{{pr}}', 'pull-77'],
      [
        'as the head branch of a pull request',
        makePull({}, { headRef: 'pr-8' }),
        'type=ref,event=pr-branch',
        'branch-pr-8',
      ],
      ['as a user name', makeTrigger({ actor: 'latest' }), '{{user}}', 'user-latest'],
      ['as a git tag', tag('latest'), '{{tag}}', 'tag-latest'],
      ['as a part of a git tag', tag('x-latest'), 'type=match,pattern=x-(.*),group=1', 'tag-latest latest'],
      [
        'in the latest tag of the flavor',
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

describe('literal names from the workflow are kept', () => {
  test.each(
    fill([
      ['as plain names', branch('fix'), 'latest\n1.28.2-alpine\nnightly', '1.28.2-alpine latest nightly'],
      ['in a block whose condition is the ref', branch('fix'), '{{#if branch}}latest{{/if}}', 'latest'],
      ['beside a branch of the same name', branch('dev'), 'dev\ntype=ref,event=branch', 'dev'],
      ['as the version of a git tag', release, '{{tag}}', 'v1.2.3'],
      ['as a part of the version of a git tag', release, 'type=semver,pattern={{major}}', '1 latest'],
      ['as a commit', main, 'type=sha', 'sha-860c190'],
      ['as a commit with a branch suffix', main, 'type=sha,suffix=-{{branch}}', 'sha-860c190-main'],
      ['as nightly', nightly, 'type=schedule', 'nightly'],
      ['as the number of a pull request', pull, 'type=ref,event=pr', 'pr-7'],
      ['as a date', main, "{{date 'YYYYMMDD'}}", '20200110'],
    ]),
  )('%s', (_, on, tags, expected) => {
    expect(names(on, tags).split(' ').sort().join(' ')).toBe(expected.split(' ').sort().join(' '))
  })

  test('and have no origin in the ref, even if a branch has the same name', () => {
    const { tags } = computeTags(branch('dev'), { tags: ['dev', 'type=ref,event=branch'], flavor: [] })
    expect(tags).toMatchObject([{ name: 'dev', priority: 600, follows: { kind: 'branch', branch: 'dev' } }])
    expect(tags[0]).not.toHaveProperty('fromRef')
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
// Every attribute that takes expressions, without literal text.
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

test('a branch never gets a reserved name or a release from rules without literal text', () => {
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

test('namesForBranch includes the tags of a push to the branch and of a pull request from it', () => {
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

test('namesForBranch includes disabled rules, and the default branch as the head of a pull request', () => {
  const rules = compileRules({ tags: ['type=ref,event=pr-branch,enable=false'], flavor: [] })
  expect([...namesForBranch(makePull({}, { headRef: '#main' }), rules, 'main')]).toEqual(['main'])
})

test('a commit tag has no origin in the ref', () => {
  const { tags } = computeTags(main, { tags: ['type=sha,format=long'], flavor: [] })
  expect(tags).toMatchObject([{ name: `sha-${commit}`, priority: 100, follows: { kind: 'commit' } }])
  expect(tags[0]).not.toHaveProperty('fromRef')
})

/** Ignores an `enable` or a template that is an error for this ref. */
function orNone(compute: () => ReturnType<typeof computeTags>) {
  try {
    return compute()
  } catch (error) {
    if (error instanceof TagboatError) return { tags: [] }
    throw error
  }
}
