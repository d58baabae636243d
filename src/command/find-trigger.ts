import { flagsNeedTrust, workflowNeedsTrust } from '../errors/trigger.ts'
import { badFlag } from '../errors/usage.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Env } from '../ports/ports.ts'
import { isGitlabCi, readGitlabCi } from '../trigger/gitlab-ci.ts'
import { planEvent, type TriggerFlags, withPull } from '../trigger/planned-event.ts'
import { completeTrigger, readTrigger, type TriggerReader } from '../trigger/read-trigger.ts'
import { toUserName } from '../trigger/user-name.ts'
import { readWorkingCopy, type WorkingCopyRun } from '../trigger/working-copy.ts'
import { needsTrust } from '../trust/events.ts'
import type { RunInvocation } from './context.ts'

/** Where the trigger of a command comes from. */
export interface TriggerSource {
  readonly read: TriggerReader
  /** A recognised CI system started the command: its event decides whether to push. */
  readonly isCi: boolean
  /** Flags name an event, which decides whether to push. */
  readonly isPlannedEvent: boolean
}

/**
 * On GitHub's runner (and Forgejo's, which sets the same variables) the event is the trigger, in GitLab CI the pipeline. Elsewhere, and
 * with flags about the event, the working copy is. Throws a TagboatError for flags without sense.
 */
export function findTrigger(env: Env, { command, flags }: RunInvocation): TriggerSource {
  const given = withPull(readFlags(flags))
  planEvent(given)
  const isPlanned = given.ref !== undefined || given.event !== undefined || given.pr !== undefined
  const system = findSystem(env)
  if (!isPlanned && system !== undefined)
    return {
      read: withFlags(flags.has('workflow') ? withTrust(system) : system, given),
      isCi: true,
      isPlannedEvent: false,
    }
  return {
    async read(ports, workspace, folder) {
      if (system !== undefined) checkTrust((await system(ports, workspace, folder)).trigger)
      return readWorkingCopy(ports, { workspace, folder, flags: given, use: uses[command] ?? 'local' })
    },
    isCi: false,
    isPlannedEvent: given.event !== undefined || given.pr !== undefined,
  }
}

/** The CI system that started the process; undefined for none that is recognised. */
function findSystem(env: Env): TriggerReader | undefined {
  if (env.GITHUB_ACTIONS === 'true') return readTrigger
  return isGitlabCi(env) ? readGitlab : undefined
}

/** The file of --workflow belongs to the checkout, which may hold an outsider's code, and chooses builders and programs. */
const withTrust =
  (read: TriggerReader): TriggerReader =>
  async (...args) => {
    const result = await read(...args)
    if (needsTrust(result.trigger)) throw new TagboatError(workflowNeedsTrust(result.trigger.event))
    return result
  }

/** Throws for an event that outsiders can start: under the name of another event its code would get the run's secrets. */
function checkTrust(trigger: Trigger): void {
  if (needsTrust(trigger)) throw new TagboatError(flagsNeedTrust(trigger.event))
}

/**
 * The names of the ref matter for what is pushed. Other commands use `local`: `build` gives names of its own, `promote` gets them as
 * arguments.
 */
const uses: Readonly<Partial<Record<RunInvocation['command'], WorkingCopyRun['use']>>> = {
  plan: 'plan',
  doctor: 'plan',
  publish: 'build',
  promote: 'promote',
}

const readGitlab: TriggerReader = async (ports, workspace, folder) => {
  const { event, credentials, note } = readGitlabCi(ports.env)
  const done = await completeTrigger(ports, event, workspace, folder)
  return { ...done, credentials, notes: [note] }
}

/** The flags that refine the event of a CI system. GitHub's bot keeps its name, which is why it gets no secrets. */
const withFlags =
  (read: TriggerReader, { defaultBranch, user }: TriggerFlags): TriggerReader =>
  async (...args) => {
    const result = await read(...args)
    const { trigger } = result
    return {
      ...result,
      trigger: {
        ...trigger,
        ...(defaultBranch !== undefined && { defaultBranch }),
        ...(user !== undefined && trigger.actor !== 'dependabot[bot]' && { actor: toUserName(user) }),
      },
    }
  }

function readFlags(flags: RunInvocation['flags']): TriggerFlags {
  const one = (name: string): string | undefined => {
    const [value, ...more] = flags.get(name) ?? []
    if (more.length > 0) throw new TagboatError(badFlag(name, more.at(-1) ?? '', 'is a second value'))
    return value
  }
  const [ref, event, pr, fork, defaultBranch, user] = [
    'ref',
    'event',
    'pr',
    'fork',
    'default-branch',
    'user',
  ].map(one)
  if (pr !== undefined && !/^[1-9]\d{0,9}$/.test(pr)) {
    throw new TagboatError(badFlag('pr', pr, 'is not the number of a pull request'))
  }
  if (fork !== undefined && !['true', 'false'].includes(fork)) {
    throw new TagboatError(badFlag('fork', fork, 'is neither true nor false'))
  }
  return {
    ...(ref !== undefined && { ref }),
    ...(event !== undefined && { event }),
    ...(pr !== undefined && { pr: Number(pr) }),
    ...(fork === 'true' && { fork: true }),
    ...(defaultBranch !== undefined && { defaultBranch }),
    ...(user !== undefined && { user }),
  }
}
