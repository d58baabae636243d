import type { RunOptions } from '../run.ts'
import { findContentTrigger, ignoreChanges } from './content-trigger.ts'
import type { CommandContext, RunInvocation } from './context.ts'
import type { TriggerSource } from './find-trigger.ts'
import { type Permissions, reviewRelease } from './review-release.ts'

type Guards = Pick<RunOptions, 'readTrigger' | 'review'>

/** The guards of a command: outside CI a release is reviewed before anything is built or written. */
export const guardRun = (
  { terminal }: Pick<CommandContext, 'terminal'>,
  { read, isCi }: Pick<TriggerSource, 'read' | 'isCi'>,
  permissions: Permissions,
): Guards => ({
  readTrigger: read,
  ...(!isCi && { review: (ports, state) => reviewRelease(ports, state, terminal, permissions) }),
})

/** The same for `plan`, whose dry run warns of what a publish would refuse. */
export function guardPlan(
  context: Pick<CommandContext, 'terminal'>,
  source: TriggerSource,
  { flags }: Pick<RunInvocation, 'flags'>,
): Guards {
  const permissions = { allowDirty: false, allowRelease: false, skipRemote: flags.has('offline') }
  // What another ref or event would publish has nothing to do with this working copy's changes.
  const isOther = ['ref', 'event', 'pr'].some((name) => flags.has(name))
  const read = isOther ? ignoreChanges(source.read) : findContentTrigger(source.read, flags.get('from') ?? [])
  return guardRun(context, { read, isCi: source.isCi || isOther }, permissions)
}
