import type { Trigger } from '../trigger/trigger.ts'
import type { Problem } from './tagboat-error.ts'

export function nothingToPush(trigger: Trigger, ownTags: boolean): Problem {
  const ref =
    trigger.ref.kind === 'pull'
      ? `pull request ${trigger.ref.number}`
      : `${trigger.ref.kind} '${trigger.ref.name}'`
  return {
    code: 'no-tags',
    what: `push is true, but event '${trigger.event}' on ${ref} gets no tag${ownTags ? ' from the rules in input tags' : ' by default'}.`,
    fix: ownTags
      ? 'Add a rule that matches this event, like type=ref,event=branch, or set push: auto.'
      : 'Name the tags in input tags, for example type=raw,value=test, or set push: auto.',
  }
}
