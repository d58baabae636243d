import type { Repository } from '../model/reference.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { describeWhere, type Where } from './tags.ts'

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

export function badEventFile(path: string): Problem {
  return {
    code: 'event-file',
    what: `The event file '${path}' (GITHUB_EVENT_PATH) is no JSON.`,
    fix: 'The runner writes it; a step before this one may have changed it.',
  }
}

export function unknownRef(event: string): Problem {
  return {
    code: 'ref-unknown',
    what: `Neither the environment (GITHUB_REF, GITHUB_SHA) nor git tells which ref this run (event '${event}') is about.`,
    fix: 'Run it in a GitHub workflow, or in a git working copy with a commit and a branch checked out.',
  }
}

/** An expression before the first `/` of a name, where a value with a dot would name another registry. */
export function expressionInHost(where: Where, expression: string, name: string): Problem {
  return {
    code: 'image-expression',
    what: `${describeWhere(where)}: '${expression}' stands before the first '/', where its value could name another registry.`,
    fix: `Write the registry out, like 'docker.io/${name.replace(/^\/+/, '')}'. For one registry or another write a line for each, with enable=.`,
  }
}

/** Text in a block that cannot be part of one component. */
export function textInBlock(where: Where, text: string): Problem {
  const fix = text.includes('/')
    ? "Put the '/' outside of the block, or write a line for each name, with enable=."
    : 'Write small letters, digits, and . _ or - between them.'
  return {
    code: 'image-expression',
    what: `${describeWhere(where)}: a block is part of one component of the name, and '${text}' cannot be in one.`,
    fix,
  }
}

export function emptyExpression(where: Where, expression: string, why: string): Problem {
  return {
    code: 'image-expression-empty',
    what: `${describeWhere(where)}: '${expression}' is empty here: ${why}.`,
    fix: 'Give it something else with {{#if}}...{{else}}...{{/if}}, or leave the line out here with enable=.',
  }
}

/** A name that was read from a target's own tags in a bake file. */
export function badOwnName(target: string, tag: string, problem: Problem): Problem {
  return { ...problem, what: `Target '${target}' has the tag '${tag}' in its bake file. ${problem.what}` }
}

export function targetWithoutName(target: string): Problem {
  return {
    code: 'image-name',
    what: `Target '${target}' has none of a-z and 0-9 in its name, which is to be part of its image's.`,
    fix: 'Rename it, or give it tags of its own in the bake file.',
  }
}

/** `line` gives all of the targets one name, `repository`, and their tags are the same. */
export function sharedName(
  targets: readonly string[],
  { text, where }: { readonly text: string; readonly where: Where },
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
    fix: `Write ${write('-{{target}}')}${below}, so that each has its own name; or flavor: suffix=-{{target}},onlatest=true${item} for one name with other tags; or choose one of them.`,
  }
}

/** `targets` are two or more that would publish `reference`. */
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

/** `owned` says who gets the name, and from what: the default branch, releases or both. */
export function protectedName(name: string, owned: Owned, trigger: Trigger): Problem {
  const { ref } = trigger
  const here = ref.kind === 'pull' ? `pull request ${ref.number}` : `${ref.kind} '${ref.name}'`
  return {
    code: 'protected-name',
    what: `Image name '${name}' is only for ${owned.for}, by '${owned.template}' in input ${owned.input}, and this is ${here}, by '${trigger.actor}'.`,
    fix: 'Give other refs a name that none of theirs can be, for example with dev-{{user}} in the place of {{user}}. In a bake file, give no target such a name, tag or cache.',
  }
}
