import type { Problem } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'

/** `Event 'push' on branch 'main' gets no tag by default` */
function describeNone({ event, ref }: Trigger, ownTags: boolean): string {
  const on = ref.kind === 'pull' ? `pull request ${ref.number}` : `${ref.kind} '${ref.name}'`
  return `event '${event}' on ${on} gets no tag${ownTags ? ' from the rules in input tags' : ' by default'}`
}

/** A rule that gives a tag on such a ref, whatever its name is. */
function exampleRule({ ref }: Trigger): string {
  if (ref.kind === 'other') return 'type=raw,value=test'
  return `type=ref,event=${ref.kind === 'pull' ? 'pr' : ref.kind}`
}

/** A value that is written out, and no other rule gives a tag. `what` says what is wrong with it. */
export function valueWithoutTag(what: string): Problem {
  return {
    code: 'value-without-tag',
    what: `${what} No other rule gives one, and nothing would be published.`,
    fix: 'Give it a value: {{version}} of semver needs three numbers, like 1.4.0, and pep440 takes 1.4. If it may be empty, write if: on the step, or add a rule that gives a tag without it.',
  }
}

/** Without a tag a promotion does nothing. */
export function nothingToPromote(trigger: Trigger, ownTags: boolean): Problem {
  return {
    code: 'no-tags',
    what: `Input from names an image to publish, but ${describeNone(trigger, ownTags)}.`,
    fix: 'Name the tags in input tags, for example type=raw,value=stable, or leave the step out for this event with if:.',
  }
}

/** For a warning: the run builds and does not push. */
export function nothingTagged(trigger: Trigger, ownTags: boolean): Pick<Problem, 'what' | 'fix'> {
  return {
    what: `Nothing is pushed: ${describeNone(trigger, ownTags)}.`,
    fix: ownTags
      ? `Add a rule that matches this event, like ${exampleRule(trigger)}, or set push: false where that is meant.`
      : 'Name the tags in input tags, for example type=raw,value=test, or set push: false where that is meant.',
  }
}

export function nothingToPush(trigger: Trigger, ownTags: boolean): Problem {
  return {
    code: 'no-tags',
    what: `push is true, but ${describeNone(trigger, ownTags)}.`,
    fix: ownTags
      ? `Add a rule that matches this event, like ${exampleRule(trigger)}, or set push: auto.`
      : 'Name the tags in input tags, for example type=raw,value=test, or set push: auto.',
  }
}

/** push: true, and no chosen target makes an image. */
export function nothingButFiles(targets: readonly string[]): Problem {
  return {
    code: 'no-image',
    what: `push is true, but no chosen target makes an image: ${targets.join(', ')}.`,
    fix: 'Choose a target without type=local, type=tar and type=cacheonly in its output, or leave push out.',
  }
}
