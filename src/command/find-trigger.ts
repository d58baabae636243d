import { badFlag } from '../errors/usage.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import { readTrigger } from '../trigger/read-trigger.ts'
import { readWorkingCopy, type TriggerFlags } from '../trigger/working-copy.ts'
import type { RunInvocation } from './context.ts'

/** Where the trigger of a command comes from. */
export interface TriggerSource {
  readonly read: typeof readTrigger
  /** A recognised CI system started the command: its event decides whether to push. */
  readonly isCi: boolean
}

/** On GitHub's runner the event is the trigger; elsewhere, and with flags about it, the working copy is. */
export function findTrigger(env: Env, { flags }: RunInvocation): TriggerSource {
  const given = readFlags(flags)
  const isPlanned = given.ref !== undefined || given.event !== undefined || given.pr !== undefined
  if (env.GITHUB_ACTIONS === 'true' && !isPlanned) return { read: readTrigger, isCi: true }
  return {
    read: (ports, workspace) => readWorkingCopy(ports, workspace, given),
    isCi: false,
  }
}

function readFlags(flags: RunInvocation['flags']): TriggerFlags {
  const one = (name: string): string | undefined => {
    const [value, ...more] = flags.get(name) ?? []
    if (more.length > 0) throw new TagboatError(badFlag(name, more.at(-1) ?? '', 'is a second value'))
    return value
  }
  const [ref, event, pr, defaultBranch, user] = ['ref', 'event', 'pr', 'default-branch', 'user'].map(one)
  if (pr !== undefined && !/^[1-9]\d{0,9}$/.test(pr)) {
    throw new TagboatError(badFlag('pr', pr, 'is not the number of a pull request'))
  }
  return {
    ...(ref !== undefined && { ref }),
    ...(event !== undefined && { event }),
    ...(pr !== undefined && { pr: Number(pr) }),
    ...(defaultBranch !== undefined && { defaultBranch }),
    ...(user !== undefined && { user }),
  }
}
