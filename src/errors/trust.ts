import type { Problem } from '../model/tagboat-error.ts'

/** `why` is a sentence without an end that names the commit. */
export const untrustedCommit = (event: string, why: string): Problem => ({
  code: 'untrusted-commit',
  what: `Event ${event} would push an untrusted commit: ${why}.`,
  fix:
    'Check out the newest commit of a branch of this repository; if the branch has moved on since, the run of its newer commit publishes. ' +
    'Keep other checkouts out of the build context. Build forks on pull_request. If the commit was reviewed, set input trust-fork-code to true.',
})

export const checkoutLogin = (folder: string, why: string): Problem => ({
  code: 'checkout-login',
  what: `The build could read the login that '${folder}/.git/config' holds, and its code is not trusted: ${why}.`,
  fix: 'Set persist-credentials: false at actions/checkout.',
})
