import { claimNamed } from '../../src/claims/find-claims.ts'
import { findScope } from '../../src/claims/gone-refs.ts'
import { decidePrune } from '../../src/prune-plan/decide-prune.ts'
import { makeRuleNames, prunedRepository as repository } from '../helpers/rule-names.ts'
import { makeTrigger } from '../helpers/trigger.ts'

/** What happens to the tags of a git tag that was deleted, if no other ref gets them. */
function decide(gitTag: string, rules: string) {
  const { names } = makeRuleNames(rules)
  const scope = findScope(
    makeTrigger({ event: 'delete', cause: { kind: 'delete' }, ref: `refs/tags/${gitTag}` }),
  )
  if (scope.kind !== 'ref') throw new Error('The event prunes no ref.')
  const claims = claimNamed(scope.named(names), repository, scope.ref)
  const { remove, keep } = decidePrune({
    graph: {
      repository,
      tags: new Map([...claims.keys()].map((tag) => [tag, tag])),
      manifests: new Map(),
      gaps: [],
    },
    claims,
    living: new Map(),
    publishers: new Map([...claims.keys()].map((tag) => [tag, { kind: 'ours', branch: '' }])),
    rules: { isKept: () => false, keepDays: undefined },
    now: 0,
  })
  return [...remove.map(({ tag }) => `remove ${tag}`), ...keep.map(({ tag, why }) => `keep ${tag}: ${why}`)]
}

const named = 'its git tag has the name of a version'
test.each([
  {
    gitTag: 'demo',
    rules: 'type=ref,event=tag',
    expected: ['remove demo', 'keep latest: latest always stays'],
  },
  {
    gitTag: 'v1.2.3',
    rules: 'type=ref,event=tag,prefix=x-',
    expected: ['keep x-v1.2.3: it is a full version', 'keep latest: it is a line of versions'],
  },
  { gitTag: 'v1', rules: 'type=raw,value={{tag}}', expected: [`keep v1: ${named}`] },
  { gitTag: '1.2', rules: 'type=raw,value={{tag}}', expected: [`keep 1.2: ${named}`] },
  { gitTag: 'app/v1.2.3', rules: 'type=raw,value={{tag}}', expected: [`keep app-v1.2.3: ${named}`] },
  { gitTag: 'demo-7', rules: 'type=raw,value={{tag}}', expected: ['remove demo-7'] },
  { gitTag: 'app-v1', rules: 'type=raw,value={{tag}}', expected: [`keep app-v1: ${named}`] },
  { gitTag: 'v1.2.3', rules: 'type=raw,value=demo-{{tag}}', expected: [`keep demo-v1.2.3: ${named}`] },
])('the deletion of git tag $gitTag with $rules: $expected', ({ gitTag, rules, expected }) => {
  expect(decide(gitTag, rules)).toEqual(expected)
})
