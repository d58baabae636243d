import type { AskPullRequest } from '../git/pull-request-state.ts'
import { memoize } from '../memoize.ts'
import { createPool } from '../pool.ts'

/** Questions of one run. A job token has 1,000 requests an hour, which deletions need, too. */
const most = 300

/** Asks about each pull request once, some at a time, and about so many only: the next run asks about the others. */
export function limitQuestions(ask: AskPullRequest, limit = most): AskPullRequest {
  const pool = createPool(8)
  let asked = 0
  return memoize(
    (number: number) => number,
    (number) => {
      asked += 1
      const why = `this run has asked about ${limit} pull requests, and the next one asks about more`
      return asked > limit ? Promise.resolve({ known: false, why } as const) : pool(() => ask(number))
    },
  )
}
