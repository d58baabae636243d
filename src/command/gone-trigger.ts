import { pullUnknown } from '../errors/prune.ts'
import type { AskPullRequest } from '../git/pull-request-state.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import type { RunInvocation } from './context.ts'

/**
 * The trigger of `tagboat prune`: with `--ref` as if that ref had just been deleted, with `--pr` as if that pull request had just changed
 * its state, which GitHub is asked about. Throws a TagboatError if GitHub does not know the pull request.
 */
export async function goneTrigger(
  trigger: Trigger,
  flags: RunInvocation['flags'],
  askPull: AskPullRequest,
): Promise<Trigger> {
  const { ref } = trigger
  if (ref.kind === 'pull') {
    const answer = await askPull(ref.number)
    if (!answer.known) throw new TagboatError(pullUnknown(ref.number, answer.why))
    if (answer.value === 'absent')
      throw new TagboatError(pullUnknown(ref.number, 'the repository has none of this number'))
    const { isOpen, closedAt, ...pullRequest } = answer.value
    return {
      ...trigger,
      event: 'pull_request_target',
      // The login of the user may delete what a fork's run may not.
      cause: { kind: 'pull-request', variant: 'target', isClosed: !isOpen },
      pullRequest,
      ...(closedAt !== undefined && { time: closedAt }),
    }
  }
  return flags.has('ref') ? { ...trigger, event: 'delete', cause: { kind: 'delete' } } : trigger
}
