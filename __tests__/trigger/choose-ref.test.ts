import { chooseRef, highestTag } from '../../src/trigger/choose-ref.ts'

test.each([
  {
    title: 'the branch that is checked out',
    head: { branch: 'main', tags: [] },
    ref: { kind: 'branch', name: 'main' },
    why: 'which is checked out',
  },
  {
    title: 'the branch, although HEAD has a git tag, which the log names',
    head: { branch: 'main', tags: ['v1.2.3'] },
    ref: { kind: 'branch', name: 'main' },
    why: 'which is checked out. HEAD also has the git tag v1.2.3: --ref v1.2.3 chooses it',
  },
  {
    title: 'the git tag of a detached HEAD',
    head: { tags: ['v1.2.3'] },
    ref: { kind: 'tag', name: 'v1.2.3' },
    why: 'which HEAD is at',
  },
  {
    title: 'the highest of several git tags',
    head: { tags: ['latest', 'v1.10.0', 'v1.9.0'] },
    ref: { kind: 'tag', name: 'v1.10.0' },
    why: 'which HEAD is at, the highest of 3 git tags there',
  },
])('chooses $title', ({ head, ref, why }) => {
  expect(chooseRef(head)).toEqual({ ref, why })
})

test('chooses no ref for a detached HEAD without a git tag', () => {
  expect(chooseRef({ tags: [] })).toBeUndefined()
})

test.each([
  [['v1', 'v1.2', 'v1.2.3'], 'v1.2.3'],
  [['v2.0.0-rc.1', 'v2.0.0'], 'v2.0.0'],
  [['1.2rc1', '1.2'], '1.2'],
  [['app/v1.2.3', 'v1.2.3'], 'v1.2.3'],
  [['nightly', 'edge'], 'edge'],
  [['beta', 'alpha'], 'beta'],
  [[], undefined],
])('the highest tag of %j is %s', (tags, expected) => {
  expect(highestTag(tags)).toBe(expected)
  expect(highestTag([...tags].reverse())).toBe(expected)
})
