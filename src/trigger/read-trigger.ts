import { badEventFile, unknownRef } from '../errors/plan.ts'
import { type Checkout, readCheckout } from '../git/checkout.ts'
import type { GitPorts } from '../git/run-git.ts'
import { compact, parseJson } from '../json.ts'
import type { ServerCredentials } from '../model/server-credentials.ts'
import type { SourceAnswer } from '../model/source-repository.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Ref, Trigger } from '../model/trigger.ts'
import type { Clock } from '../ports/ports.ts'
import { isoFromMillis, isoFromText } from '../ports/time.ts'
import { type GithubEvent, readGithubEvent } from './github-event.ts'

export interface TriggerPorts extends GitPorts {
  readonly clock: Clock
}

export interface TriggerResult {
  readonly trigger: Trigger
  readonly warnings: readonly string[]
  /** Lines for the log: which ref was chosen, and why. */
  readonly notes?: readonly string[]
  /** In place of the token of input `github-token`, which belongs to GitHub; absent on GitHub. */
  readonly credentials?: ServerCredentials
}

/** Reads what started a run: `readTrigger` on GitHub's runner. */
export type TriggerReader = typeof readTrigger

/**
 * Reads the trigger. `folder` is the build context's folder, whose HEAD is built; undefined for a remote context. Both
 * paths are absolute. `askTime` asks for the time of the revision's commit if neither the event nor a checkout has it.
 */
export async function readTrigger(
  ports: TriggerPorts,
  workspace: string,
  folder: string | undefined,
  askTime?: (trigger: Trigger) => Promise<SourceAnswer<string>>,
): Promise<TriggerResult> {
  return completeTrigger(
    ports,
    readGithubEvent(ports.env, await readPayload(ports)),
    workspace,
    folder,
    askTime,
  )
}

/** Adds to an event what only the checkout and the clock have; parameters as for `readTrigger`. */
export async function completeTrigger(
  ports: TriggerPorts,
  event: GithubEvent,
  workspace: string,
  folder: string | undefined,
  askTime?: Parameters<typeof readTrigger>[3],
): Promise<TriggerResult> {
  const checkout = folder === undefined ? undefined : await readCheckout(ports, workspace, folder)
  const now = isoFromMillis(ports.clock.now())
  const ref = event.ref ?? refOf(checkout)
  const sha = event.sha ?? checkout?.revision
  if (ref === undefined || sha === undefined) throw new TagboatError(unknownRef(event.event))
  const headCommitTime = event.headCommitTime === undefined ? undefined : isoFromText(event.headCommitTime)
  const trigger: Trigger = compact({
    event: event.event,
    action: event.action,
    cause: event.cause,
    ref,
    sha,
    revision: checkout?.revision ?? sha,
    commitTime: checkout?.commitTime ?? headCommitTime ?? now,
    time: now,
    defaultBranch: event.defaultBranch ?? checkout?.defaultBranch,
    pullRequest: event.pullRequest,
    baseRef: event.baseRef,
    push: event.push,
    repository: event.repository,
    actor: event.actor,
    serverUrl: event.serverUrl,
    otherServer: event.otherServer,
  })
  const warnings = warnOfOtherCommit(event, checkout, sha)
  if (askTime === undefined || checkout !== undefined || headCommitTime !== undefined)
    return { trigger, warnings }
  const answer = await askTime(trigger)
  if (answer.known) return { trigger: { ...trigger, commitTime: answer.value }, warnings }
  return { trigger, warnings: [...warnings, timeUnknown(sha, answer.why)] }
}

const timeUnknown = (sha: string, why: string): string =>
  `The time of commit ${sha} is unknown, because ${why}. The time of this run takes its place: in the label created, and in SOURCE_DATE_EPOCH.`

/** In bytes. GitHub caps payloads at 25 MB ("Webhook events and payloads"). */
const payloadLimit = 32 * 1024 * 1024

async function readPayload({ env, files }: TriggerPorts): Promise<unknown> {
  const path = env.GITHUB_EVENT_PATH
  const text = path ? await files.read(path, payloadLimit) : undefined
  if (path === undefined || text === undefined || text.trim() === '') return {}
  const payload = parseJson(text)
  if (payload === undefined) throw new TagboatError(badEventFile(path))
  return payload
}

/** Outside a runner the ref is the branch that is checked out. */
function refOf(checkout: Checkout | undefined): Ref | undefined {
  return checkout?.branch === undefined ? undefined : { kind: 'branch', name: checkout.branch }
}

/** Warns if the checkout is at another commit than the event's. The head of a pull request is a usual choice, and no warning. */
function warnOfOtherCommit(event: GithubEvent, checkout: Checkout | undefined, sha: string): string[] {
  if (checkout === undefined || checkout.revision === sha) return []
  if (checkout.revision === event.pullRequest?.headSha) return []
  return [
    `The build context's checkout is at ${checkout.revision}, but the ${event.event} event is about ${sha}. ` +
      'The image is built from the checkout, and its label revision names that commit.',
  ]
}
