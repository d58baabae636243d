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
  { title: 'our own commit counts as ahead', their: 'our', expected: { kind: 'ahead' }, asked: [] },
  {
    title: 'the image is older according to the push event',
    their: 'old',
    state: { knownFromPush: () => false },
    expected: { kind: 'ahead' },
    asked: [],
  },
  {
    title: 'our commit is the tip, even after a forced push back',
    their: 'new',
    state: { tips: { main: 'our' }, line, knownFromPush: () => true },
    expected: { kind: 'tip' },
    asked: ['tip of main'],
  },
  {
    title: 'the commit of the image is the tip',
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
    title: 'the image is older, though our commit is no longer the tip',
    their: 'old',
    state: { tips: { main: 'newer' }, line },
    expected: { kind: 'ahead' },
    asked: ['tip of main', 'old after our'],
  },
  {
    title: 'the history decides if the tip is unknown',
    their: 'new',
    state: { line },
    expected: { kind: 'behind' },
    asked: ['tip of main', 'new after our'],
  },
  {
    title: 'the history is unknown',
    their: 'stray',
    state: { tips: { main: 'newer' }, line },
    expected: { kind: 'unknown', why: 'no source answers for stray after our' },
    asked: ['tip of main', 'stray after our'],
  },
  {
    title: 'the tip and the history are unknown',
    their: 'stray',
    expected: {
      kind: 'unknown',
      why: 'no source answers for tip of main; no source answers for stray after our',
    },
    asked: ['tip of main', 'stray after our'],
  },
  {
    title: 'our commit is the head of the pull request',
    follows: { kind: 'pull', number: 7 },
    their: 'old',
    state: { pulls: { 7: 'our' } },
    expected: { kind: 'tip' },
    asked: ['head of 7'],
  },
]

test.each(cases)('findAncestry: $title', async ({ follows = branch, their, state, expected, asked }) => {
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
  { title: 'the commit before the push is older', push, commit: 'a', ancestor: 'c', expected: false },
  { title: 'a pushed commit is older than the new tip', push, commit: 'b', ancestor: 'c', expected: false },
  {
    title: 'the new tip descends from the commit before the push',
    push,
    commit: 'c',
    ancestor: 'a',
    expected: true,
  },
  {
    title: 'the new tip descends from a pushed commit',
    push,
    commit: 'c',
    ancestor: 'b',
    expected: true,
  },
  {
    title: 'the order of two commits below the new tip is unknown',
    push,
    commit: 'b',
    ancestor: 'a',
    expected: undefined,
  },
  { title: 'the order of another commit is unknown', push, commit: 'z', ancestor: 'c', expected: undefined },
  { title: 'the order is unknown without a push event', commit: 'a', ancestor: 'c', expected: undefined },
  {
    title: 'the order is unknown after a forced push',
    push: { ...push, forced: true },
    commit: 'a',
    ancestor: 'c',
    expected: undefined,
  },
]

test.each(pushCases)('relateInPush: $title', ({ push, commit, ancestor, expected }) => {
  expect(relateInPush(push, commit, ancestor)).toBe(expected)
})
