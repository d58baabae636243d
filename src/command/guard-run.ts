import type { RawInputs } from '../inputs/reader.ts'
import type { RunOptions } from '../run.ts'
import { findContentTrigger, ignoreChanges } from './content-trigger.ts'
import type { CommandContext, RunInvocation } from './context.ts'
import type { TriggerSource } from './find-trigger.ts'
import { limitToken } from './github-token.ts'
import { type Permissions, reviewRelease } from './review-release.ts'

/** The arguments of `run()`, with the guards of a command. */
export interface GuardedRun {
  readonly raw: RawInputs
  readonly options: Pick<RunOptions, 'readTrigger' | 'review'>
}

/** Adds the guards: GitHub's token goes to GitHub alone, and outside CI a release is reviewed before anything is built or written. */
export function guardRun(
  { ports, terminal }: Pick<CommandContext, 'ports' | 'terminal'>,
  { read, isCi }: TriggerSource,
  raw: RawInputs,
  permissions: Permissions,
): GuardedRun {
  const limited = limitToken(ports.env, { raw, readTrigger: read })
  return {
    raw: limited.raw,
    options: {
      readTrigger: limited.readTrigger,
      ...(!isCi && { review: (reviewed, state) => reviewRelease(reviewed, state, terminal, permissions) }),
    },
  }
}

/** The same for `plan`, whose dry run warns of what a publish would refuse. */
export function guardPlan(
  context: Pick<CommandContext, 'ports' | 'terminal'>,
  source: TriggerSource,
  raw: RawInputs,
  { flags }: Pick<RunInvocation, 'flags'>,
): GuardedRun {
  const permissions = { allowDirty: false, allowRelease: false, skipRemote: flags.has('offline') }
  // What another ref or event would publish has nothing to do with this working copy's changes.
  const isOther = ['ref', 'event', 'pr'].some((name) => flags.has(name))
  const read = isOther ? ignoreChanges(source.read) : findContentTrigger(source.read, flags.get('from') ?? [])
  return guardRun(context, { read, isCi: source.isCi || isOther }, raw, permissions)
}
