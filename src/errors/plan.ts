import type { Repository } from '../model/reference.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { describeWhere, type RulePosition } from './tags.ts'

/** `Event 'push' on branch 'main' gets no tag by default` */
function describeNone({ event, ref }: Trigger, ownTags: boolean): string {
  const on = ref.kind === 'pull' ? `pull request ${ref.number}` : `${ref.kind} '${ref.name}'`
  return `event '${event}' on ${on} gets no tag${ownTags ? ' from the rules in input tags' : ' by default'}`
}

/** A rule that gives a tag on any ref of this kind. */
function exampleRule({ ref }: Trigger): string {
  if (ref.kind === 'other') return 'type=raw,value=test'
  return `type=ref,event=${ref.kind === 'pull' ? 'pr' : ref.kind}`
}

/** A literal value gives no tag, and neither does any other rule. `what` describes the value. */
export function valueWithoutTag(what: string): Problem {
  return {
    code: 'value-without-tag',
    what: `${what} No other rule gives a tag, so nothing would be published.`,
    fix: 'Give it a value: {{version}} of semver needs three numbers, like 1.4.0, and pep440 accepts 1.4. If it may be empty, write if: on the step, or add a rule that gives a tag without it.',
  }
}

/** A promotion without a tag would do nothing. */
export function nothingToPromote(trigger: Trigger, ownTags: boolean): Problem {
  return {
    code: 'no-tags',
    what: `Input from names an image to publish, but ${describeNone(trigger, ownTags)}.`,
    fix: 'Name the tags in input tags, for example type=raw,value=stable, or skip the step for this event with if:.',
  }
}

/** For a warning: the run builds and does not push. */
export function nothingTagged(trigger: Trigger, ownTags: boolean): Pick<Problem, 'what' | 'fix'> {
  return {
    what: `Nothing is pushed: ${describeNone(trigger, ownTags)}.`,
    fix: ownTags
      ? `Add a rule that matches this event, like ${exampleRule(trigger)}, or set push: false if that is intended.`
      : 'Name the tags in input tags, for example type=raw,value=test, or set push: false if that is intended.',
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

/** push: true, but no chosen target makes an image. */
export function nothingButFiles(targets: readonly string[]): Problem {
  return {
    code: 'no-image',
    what: `push is true, but no chosen target makes an image: ${targets.join(', ')}.`,
    fix: 'Choose a target without type=local, type=tar and type=cacheonly in its output, or remove input push.',
  }
}

export function badEventFile(path: string): Problem {
  return {
    code: 'event-file',
    what: `The event file '${path}' (GITHUB_EVENT_PATH) is not valid JSON.`,
    fix: 'Check whether an earlier step changed it; the runner writes it.',
  }
}

export function unknownRef(event: string): Problem {
  return {
    code: 'ref-unknown',
    what: `The ref of this run (event '${event}') is unknown: neither the environment (GITHUB_REF, GITHUB_SHA) nor git names one.`,
    fix: 'Run it in a GitHub workflow, or in a git working copy with a branch checked out.',
  }
}

/** An expression before the first `/` of a name, where a value with a dot would name another registry. */
export function expressionInHost(where: RulePosition, expression: string, name: string): Problem {
  return {
    code: 'image-expression',
    what: `${describeWhere(where)}: '${expression}' is before the first '/', where its value could name another registry.`,
    fix: `Write out the registry, like 'docker.io/${name.replace(/^\/+/, '')}'. To choose between registries, write a line for each, with enable=.`,
  }
}

/** A block contains text that cannot be part of one component of a name. */
export function textInBlock(where: RulePosition, text: string): Problem {
  const fix = text.includes('/')
    ? "Move the '/' out of the block, or write a line for each name, with enable=."
    : 'Use lower-case letters and digits, with . _ or - between them.'
  return {
    code: 'image-expression',
    what: `${describeWhere(where)}: a block is part of one component of the name, and cannot contain '${text}'.`,
    fix,
  }
}

export function emptyExpression(where: RulePosition, expression: string, why: string): Problem {
  return {
    code: 'image-expression-empty',
    what: `${describeWhere(where)}: '${expression}' is empty for this event: ${why}.`,
    fix: 'Provide another value with {{#if}}...{{else}}...{{/if}}, or turn the line off for this event with enable=.',
  }
}

/** Adds the target and its tag in the bake file, from which the name was read, to `problem`. */
export function badOwnName(target: string, tag: string, problem: Problem): Problem {
  return { ...problem, what: `Target '${target}' has the tag '${tag}' in its bake file. ${problem.what}` }
}

export function targetWithoutName(target: string): Problem {
  return {
    code: 'image-name',
    what: `The name of target '${target}' has no character of a-z and 0-9, and cannot be part of the name of its image.`,
    fix: 'Rename the target, or give it tags of its own in the bake file.',
  }
}

/** A line of input images gives all `targets` the same name, `repository`, under the same tags. */
export function sharedName(
  targets: readonly string[],
  { text, where }: { readonly text: string; readonly where: RulePosition },
  repository: Repository,
  isBuilds: boolean,
): Problem {
  const write = (end: string) => `images: ${where.line.replace(text, () => `${text}${end}`)}`
  // Docker Hub has no names of three parts.
  const below = repository.host === 'docker.io' ? '' : ` or ${write('/{{target}}')}`
  const item = isBuilds ? `, or suffix: -${targets.at(-1)} below an item of builds,` : ''
  return {
    code: 'image-name-shared',
    what: `Images ${targets.map((name) => `'${name}'`).join(', ')} would all be published as '${repository.name}', under the same tags: '${text}' in input images has no {{target}}.`,
    fix: `Write ${write('-{{target}}')}${below}, so that each has its own name; or flavor: suffix=-{{target}},onlatest=true${item} for one name with different tags; or choose only one of them.`,
  }
}

/** `targets` are the two or more that would publish `reference`. */
export function referenceConflict(reference: string, targets: readonly string[]): Problem {
  const names = targets.map((name) => `'${name}'`)
  return {
    code: 'reference-conflict',
    what: `Targets ${names.slice(0, -1).join(', ')} and ${names.at(-1)} would publish '${reference}'.`,
    fix: 'Use {{target}} in input images, in a reference, or in the prefix or suffix of the tags, so that each has its own.',
  }
}

interface Owned {
  readonly template: string
  readonly input: string
  readonly for: string
}

/** `owned.for` is the default branch, releases or both; `owned.template` in `owned.input` reserves the name for them. */
export function protectedName(name: string, owned: Owned, trigger: Trigger): Problem {
  const { ref } = trigger
  const here = ref.kind === 'pull' ? `pull request ${ref.number}` : `${ref.kind} '${ref.name}'`
  return {
    code: 'protected-name',
    what: `Image name '${name}' is reserved for ${owned.for} by '${owned.template}' in input ${owned.input}, and this is ${here}, by '${trigger.actor}'.`,
    fix: 'Give other refs a name that cannot match, for example with dev-{{user}} in place of {{user}}. In a bake file, use this name for no target, tag or cache.',
  }
}
