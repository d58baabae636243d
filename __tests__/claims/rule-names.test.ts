import { claimNamed } from '../../src/claims/find-claims.ts'
import { gonePull } from '../../src/claims/gone-refs.ts'
import { nameLiving } from '../../src/claims/living-refs.ts'
import { nameGoneBranch, nameGonePull } from '../../src/claims/rule-names.ts'
import { makeRuleNames, prunedRepository as repository } from '../helpers/rule-names.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const revision = '5'.repeat(40)

const pull = { number: 12, headRef: 'topic', headSha: revision, baseRef: 'main', fork: false }

test.each([
  { value: 'preview-{{base_ref}}', isShared: true },
  { value: 'dev-{{user}}', isShared: true },
  { value: 'preview-{{base_ref}}-{{pr}}', isShared: false },
  { value: '{{pr}}', isShared: false },
  { value: '{{sha}}-{{pr}}', isShared: false },
])('of a pull request, $value is a name of others, too: $isShared', ({ value, isShared }) => {
  const { names } = makeRuleNames(`type=raw,value=${value}`)
  const claims = [...claimNamed(nameGonePull(names, pull), repository, gonePull(pull)).values()]
  expect(claims.map(({ fromRef }) => fromRef === undefined)).toEqual([isShared])
})

test.each([
  { value: 'dev-{{user}}', isShared: true },
  { value: '{{branch}}-{{user}}', isShared: false },
])('of a branch, $value is a name of others, too: $isShared', ({ value, isShared }) => {
  const { names } = makeRuleNames(`type=raw,value=${value}`)
  const named = nameGoneBranch(names, 'topic').filter(({ tag }) => tag.follows.kind !== 'pull')
  expect(named[0]?.tag.fromRef === undefined).toBe(isShared)
})

test('a branch does not lose the tag that scheduled runs get, too', () => {
  const { names } = makeRuleNames('type=ref,event=branch\ntype=schedule,pattern=weekly')
  const living = nameLiving(names, { branches: new Map([['main', revision]]), gitTags: [] }, repository)
  expect(living.get('weekly')).toBe('scheduled runs')
})

test('a tag of the default branch is named for it, not for a branch that could have the tag', () => {
  const deletion = makeTrigger({ event: 'delete', cause: { kind: 'delete' }, ref: 'refs/heads/topic' })
  const { names } = makeRuleNames('', '', repository.name, deletion)
  const branches = new Map([
    ['feature', '6'.repeat(40)],
    ['main', revision],
  ])
  const living = nameLiving(names, { branches, gitTags: [] }, repository)
  expect([living.get('latest'), living.get('feature')]).toEqual(["branch 'main'", "branch 'feature'"])
})

test('a branch has its names although a pull request could have none', () => {
  const { names } = makeRuleNames('type=ref,event=branch', '', `${repository.name}-{{branch}}`)
  const named = names.forBranch('topic').map((one) => `${one.repository.name}:${one.tag.name}`)
  expect(named).toEqual([`${repository.name}-topic:topic`])
})

test.each([
  'type=ref,event=branch',
  'type=ref,event=pr',
  'type=raw,value={{branch}}',
  'type=raw,value={{branch}}-{{pr}}',
  'type=edge',
  'type=semver,pattern={{version}}',
  '',
])('the closed pull request of a fork claims no tag of a branch with the name of its head: %s', (rule) => {
  const { names } = makeRuleNames(rule)
  for (const headRef of ['victim', 'main', 'v1.2.3', 'pr-13']) {
    const fork = { ...pull, headRef, fork: true }
    const claims = claimNamed(nameGonePull(names, fork), repository, gonePull(fork))
    expect([...claims.keys()].filter((tag) => tag.includes(headRef))).toEqual([])
  }
})
