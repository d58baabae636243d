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
export function describeStart(trigger: Trigger, intent: Intent): string {
  if (trigger.cause.kind !== 'local') return describeIntent(trigger, intent)
  const why = ownReasons.includes(intent.reason) ? '' : ` (${intent.reason})`
  return `From the working copy on ${describeRef(trigger)}, commit ${trigger.revision.slice(0, 12)}: ${verbs[intent.kind]}${why}.`
}
