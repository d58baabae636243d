import type { Intent } from '../model/run-intent.ts'
import type { Trigger } from '../model/trigger.ts'
import { describeIntent, describeRef } from '../report/log-lines.ts'

const verbs: Readonly<Record<Intent['kind'], string>> = {
  push: 'build and push',
  build: 'build',
  nothing: 'do nothing',
}

/** Reasons that only repeat which command runs. */
const ownReasons: readonly string[] = ['push is true', 'push is false']

/** The first line of the log. Outside CI the working copy is what a run starts from. */
export const describeStart = (trigger: Trigger, intent: Intent): string => describe(trigger, intent, verbs)

/** The same for a run that publishes existing images. */
export const describeExisting = (trigger: Trigger, intent: Intent): string =>
  describe(trigger, intent, { ...verbs, push: 'publish existing images', build: 'publish nothing' })

function describe(trigger: Trigger, intent: Intent, words: typeof verbs): string {
  // A promotion outside a git repository has no commit.
  if (trigger.cause.kind !== 'local' || trigger.revision === '') return describeIntent(trigger, intent)
  const why = ownReasons.includes(intent.reason) ? '' : ` (${intent.reason})`
  return `From the working copy on ${describeRef(trigger)}, commit ${trigger.revision.slice(0, 12)}: ${words[intent.kind]}${why}.`
}
