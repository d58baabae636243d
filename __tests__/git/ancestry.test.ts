import { type AncestryQuestion, findAncestry, relateInPush } from '../../src/git/ancestry.ts'
import type { PushRange } from '../../src/model/trigger.ts'
import { createFakeSource, type SourceState } from '../helpers/source.ts'

const branch: AncestryQuestion['follows'] = { kind: 'branch', branch: 'main' }
const line = ['old', 'our', 'new']

interface Case {
  title: string
  follows?: AncestryQuestion['follows']
  their: string
  state?: SourceState
  expected: Awaited<ReturnType<typeof findAncestry>>
  asked: readonly string[]
}

const cases: readonly Case[] = [
  { title: 'the same commit is built anew', their: 'our', expected: { kind: 'ahead' }, asked: [] },
  {
    title: 'the push event tells that the image is older',
    their: 'old',
    state: { knownFromPush: () => false },
    expected: { kind: 'ahead' },
    asked: [],
  },
  {
    title: 'our commit is the tip, also after a forced push back',
    their: 'new',
    state: { tips: { main: 'our' }, line, knownFromPush: () => true },
    expected: { kind: 'tip' },
    asked: ['tip of main'],
  },
  {
    title: 'the image is of the tip, and ours is not',
    their: 'new',
    state: { tips: { main: 'new' } },
    expected: { kind: 'behind' },
    asked: ['tip of main'],
  },
  {
    title: 'the image descends from our commit',
    their: 'new',
    state: { tips: { main: 'newer' }, line },
    expected: { kind: 'behind' },
    asked: ['tip of main', 'new after our'],
  },
  {
    title: 'the image is older, though ours is not the tip any more',
    their: 'old',
    state: { tips: { main: 'newer' }, line },
    expected: { kind: 'ahead' },
    asked: ['tip of main', 'old after our'],
  },
  {
    title: 'the history tells where the tip is unknown',
    their: 'new',
    state: { line },
    expected: { kind: 'behind' },
    asked: ['tip of main', 'new after our'],
  },
  {
    title: 'nobody knows the history',
    their: 'stray',
    state: { tips: { main: 'newer' }, line },
    expected: { kind: 'unknown', why: 'nobody tells stray after our' },
    asked: ['tip of main', 'stray after our'],
  },
  {
    title: 'nobody knows anything',
    their: 'stray',
    expected: { kind: 'unknown', why: 'nobody tells tip of main; nobody tells stray after our' },
    asked: ['tip of main', 'stray after our'],
  },
  {
    title: 'a pull request is asked for its head',
    follows: { kind: 'pull', number: 7 },
    their: 'old',
    state: { pulls: { 7: 'our' } },
    expected: { kind: 'tip' },
    asked: ['head of 7'],
  },
]

test.each(cases)('$title', async ({ follows = branch, their, state, expected, asked }) => {
  const source = createFakeSource(state)
  expect(await findAncestry(source, { follows, ourCommit: 'our', theirCommit: their })).toEqual(expected)
  expect(source.asked).toEqual(asked)
})

const push: PushRange = { before: 'a', after: 'c', forced: false, commits: ['b', 'c'] }

interface PushCase {
  title: string
  push?: PushRange | undefined
  commit: string
  ancestor: string
  expected: boolean | undefined
}

const pushCases: readonly PushCase[] = [
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

test.each(pushCases)('$title', ({ push, commit, ancestor, expected }) => {
  expect(relateInPush(push, commit, ancestor)).toBe(expected)
})
