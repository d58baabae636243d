import { relateInPush } from '../../src/git/push-range.ts'
import type { PushRange } from '../../src/model/trigger.ts'

const push: PushRange = { before: 'a', after: 'c', forced: false, commits: ['b', 'c'] }

interface Case {
  title: string
  push?: PushRange | undefined
  commit: string
  ancestor: string
  expected: boolean | undefined
}

const cases: readonly Case[] = [
  { title: 'the same commit counts as its own descendant', commit: 'x', ancestor: 'x', expected: true },
  { title: 'where the branch was is older', push, commit: 'a', ancestor: 'c', expected: false },
  { title: 'what the push brought is older', push, commit: 'b', ancestor: 'c', expected: false },
  {
    title: 'the new tip descends from where the branch was',
    push,
    commit: 'c',
    ancestor: 'a',
    expected: true,
  },
  {
    title: 'the new tip descends from what the push brought',
    push,
    commit: 'c',
    ancestor: 'b',
    expected: true,
  },
  { title: 'two commits of the push are in no order', push, commit: 'b', ancestor: 'a', expected: undefined },
  { title: 'another commit is not known', push, commit: 'z', ancestor: 'c', expected: undefined },
  { title: 'without an event nothing is', commit: 'a', ancestor: 'c', expected: undefined },
  {
    title: 'a forced push tells nothing',
    push: { ...push, forced: true },
    commit: 'a',
    ancestor: 'c',
    expected: undefined,
  },
]

test.each(cases)('$title', ({ push, commit, ancestor, expected }) => {
  expect(relateInPush(push, commit, ancestor)).toBe(expected)
})
