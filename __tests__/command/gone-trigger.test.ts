import { goneTrigger } from '../../src/command/gone-trigger.ts'
import { known, unknown } from '../../src/git/answer.ts'
import type { AskPullRequest, PullRequestState } from '../../src/git/pull-request-state.ts'
import { problemsIn } from '../helpers/problems.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const pull: PullRequestState = {
  ...{ number: 7, headRef: 'topic', headSha: 'a'.repeat(40), baseRef: 'main', fork: true },
  isOpen: false,
  closedAt: '2026-01-02T03:04:05Z',
}
const answerWith =
  (state: Partial<PullRequestState>): AskPullRequest =>
  async () =>
    known({ ...pull, ...state })
const noFlags = new Map<string, readonly string[]>()
const local = makeTrigger({ event: 'local', cause: { kind: 'local' } })

test('a prune without --ref and --pr is about all refs', async () => {
  expect(await goneTrigger(local, noFlags, answerWith({}))).toBe(local)
})

test('a prune with --ref is about that ref', async () => {
  const done = await goneTrigger(local, new Map([['ref', ['topic']]]), answerWith({}))
  expect(done).toEqual({ ...local, event: 'delete', cause: { kind: 'delete' } })
})

describe('a prune with --pr', () => {
  const trigger = makeTrigger({ ...local, ref: 'refs/pull/7/head' })

  it('takes the branch and the time of the pull request from GitHub', async () => {
    const { cause, pullRequest, time } = await goneTrigger(trigger, noFlags, answerWith({}))
    expect(cause).toEqual({ kind: 'pull-request', variant: 'target', isClosed: true })
    expect([pullRequest?.headRef, pullRequest?.fork, time]).toEqual(['topic', true, pull.closedAt])
  })

  it('knows that the pull request is open', async () => {
    const { cause } = await goneTrigger(trigger, noFlags, answerWith({ isOpen: true }))
    expect(cause).toMatchObject({ isClosed: false })
  })

  it.each<[string, AskPullRequest, RegExp]>([
    ['GitHub does not have', async () => known('absent'), /Pull request 7 .* none of this number/],
    ['GitHub does not answer for', async () => unknown('no connection'), /Pull request 7 .* no connection/],
  ])('refuses a number that %s', async (_title, ask, message) => {
    const [problem] = await problemsIn(() => goneTrigger(trigger, noFlags, ask))
    expect(problem).toMatchObject({ code: 'prune-pull', what: expect.stringMatching(message) })
  })
})
