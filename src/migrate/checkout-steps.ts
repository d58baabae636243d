import type { Step } from './step.ts'

const isCheckout = ({ uses = '' }: Step): boolean => /^actions\/checkout@/i.test(uses)

/** Inputs of actions/checkout that do not change the files of the checkout. */
const neutralInputs = [
  'fetch-depth',
  'fetch-tags',
  'persist-credentials',
  'submodules',
  'token',
  'show-progress',
]

/** Actions that change no file of the checkout. */
const neutralActions =
  /^(?:actions\/setup-[a-z]+|sigstore\/cosign-installer|aws-actions\/[a-z-]+|google-github-actions\/auth|step-security\/harden-runner)@/i

/** A line of a script that only writes variables and outputs. */
const neutralLine = /^(?:#.*|(?:echo|printf)\b.*>>\s*["']?\$\{?GITHUB_\w+\}?["']?|[A-Za-z_]\w*=.*|)$/

export const hasCheckout = (before: readonly Step[]): boolean => before.some(isCheckout)

/**
 * Whether the workspace has the same files as a fresh clone of the event's commit: there is one plain checkout, and no step
 * before the build may change its files.
 */
export function findPlainCheckout(before: readonly Step[]): boolean {
  const checkouts = before.filter(isCheckout)
  const isPlain = checkouts.every(({ settings }) =>
    settings.every(({ name }) => neutralInputs.includes(name)),
  )
  const others = before.filter((step) => !isCheckout(step) && step.action === undefined)
  return checkouts.length === 1 && isPlain && others.every(isNeutral)
}

function isNeutral({ uses = '', run }: Step): boolean {
  if (run === undefined) return neutralActions.test(uses)
  return run.split('\n').every((line) => neutralLine.test(line.trim()))
}
