import { type BakeTarget, listOf, recordOf } from '../bake/bake-target.ts'
import type { FileOutput } from '../bake/target-outputs.ts'
import { nothingTagged, nothingToPromote, nothingToPush, valueWithoutTag } from '../errors/plan.ts'
import { dirtyRelease } from '../errors/working-copy-guards.ts'
import type { Inputs, Mark } from '../inputs/inputs.ts'
import { usesSourceVersion } from '../inputs/source-expressions.ts'
import type { PlannedTag, PlannedTags } from '../model/planned-tag.ts'
import type { Repository } from '../model/reference.ts'
import type { Intent } from '../model/run-intent.ts'
import { describeProblem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { type ExpressionOptions, expressionValues, timesOf } from '../tags/expressions.ts'
import type { Values } from '../tags/templates.ts'
import { decideIntent } from './decide-intent.ts'
import { makeDirty } from './dirty-tags.ts'
import { describeImage, describeRun, type Labels } from './labels.ts'
import { type TaggedImage, tagReferencesOf, tagsOf } from './tag-references.ts'

/** An annotation of the user, with its level if it has one: `index:key`, `manifest[linux/amd64]:key`. */
export interface OwnAnnotation {
  readonly key: string
  readonly value: string
}

/** What the run is to publish of one image. Plain data; a step has one plan for each image. */
export interface Plan {
  /** The image's name within the step: that of its target. */
  readonly target: string
  readonly intent: Intent
  readonly repositories: readonly Repository[]
  readonly tags: readonly PlannedTag[]
  /** The tag of the highest priority; empty if no tag is planned. */
  readonly version: string
  readonly labels: Labels
  /** For the top manifest: the labels, and the facts that guards need. */
  readonly annotations: Labels
  readonly ownAnnotations: readonly OwnAnnotation[]
  /** The levels of annotations that name none; empty for the top manifest. */
  readonly annotationsLevels: readonly string[]
  readonly warnings: readonly string[]
  /** Undefined if the build writes no files. */
  readonly files?: PlannedFiles
}

/** Files that a build writes on this machine, instead of a push. */
export interface PlannedFiles {
  readonly outputs: readonly FileOutput[]
  /** The files are archives of an image, which contain its planned names. Otherwise there is no image, no name and no tag. */
  readonly isImage: boolean
}

/** An image that is about to be planned: a target of a bake file, or the image that the inputs describe. */
export interface PlannedTarget {
  readonly name: string
  readonly definition: BakeTarget
  readonly repositories: readonly Repository[]
  readonly tags: PlannedTags
  /** For expressions. */
  readonly options: ExpressionOptions
  readonly files?: PlannedFiles
}

/** Every tag on every repository that it is for, the first repository's first. */
export function references(plan: TaggedImage): readonly string[] {
  return tagReferencesOf(plan).map(({ ref }) => ref)
}

/** Plans one image. Throws a TagboatError if `push: true` has nothing to push. */
export function makePlan(trigger: Trigger, inputs: Inputs, target: PlannedTarget): Plan {
  const { files } = target
  const isFiles = files?.isImage === false
  const decided = isFiles
    ? withoutImage(decideIntent(trigger, inputs.push))
    : decideIntent(trigger, inputs.push)
  const { tags, withheld, intent } = chooseTags(decided, trigger, inputs, target)
  const planned = isFiles || isByDigest(intent, inputs) ? [] : tags.tags
  const described = describeImage(trigger, tags.version)
  const values = imageValues(trigger, target.options, tags.version)
  const render = (marks: readonly Mark[]) =>
    marks.map(({ key, value }) => ({ key, value: value.render(values, timesOf(trigger)) }))
  const ownAnnotations = [...readAnnotations(target.definition), ...render(inputs.annotations)]
  const own = new Set(ownAnnotations.map(({ key }) => key.replace(/^[^:]*:/, '')))
  const annotations = { ...described, ...describeRun(trigger, tags.tags) }
  const labels = Object.fromEntries(render(inputs.labels).map(({ key, value }) => [key, value]))
  return {
    target: target.name,
    intent,
    repositories: tagged(target.repositories, planned),
    // A push by digest has no tags; a later run adds them.
    tags: planned,
    version: tags.version,
    // The bake file overrides our labels, and the workflow overrides both.
    labels: { ...described, ...recordOf(target.definition, 'labels'), ...labels },
    annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => !own.has(key))),
    ownAnnotations,
    annotationsLevels: inputs.metadata.annotationsLevels,
    ...(files && { files }),
    warnings: [
      ...tags.warnings,
      ...describeWithheld(decided, intent, withheld),
      ...describeUntagged(target.repositories, planned),
      ...(withheld.length > 0 ? [] : describeNoTag(decided, intent, trigger, inputs)),
      ...describeNoVersion(inputs, intent, tags.version),
    ],
  }
}

/** The tags, without those that uncommitted changes do not get, and what the run then does. */
function chooseTags(decided: Intent, trigger: Trigger, inputs: Inputs, target: PlannedTarget) {
  // A deleted ref or closed pull request gets no tags, whatever the rules.
  const named = decided.kind === 'nothing' ? { tags: [], version: '', warnings: [] } : target.tags
  const { tags, withheld } = isDirtyBuild(trigger, inputs) ? makeDirty(named) : { tags: named, withheld: [] }
  const isWithheld = withheld.length > 0 && tags.tags.length === 0
  const intent =
    decided.kind === 'push' && isWithheld && !isByDigest(decided, inputs)
      ? refuseRelease(inputs, withheld)
      : checkTags(decided, trigger, inputs, tags, target.options)
  return { tags, withheld, intent }
}

/** Whether the working copy's changes are in the image: it is built, or the engine's image was built from them. */
const isDirtyBuild = ({ isDirty }: Trigger, { from }: Inputs): boolean =>
  isDirty === true && (from === undefined || from.kind === 'daemon')

/** Throws for a dirty working copy at a release; a dry run shows that it would not be pushed. */
function refuseRelease({ dryRun }: Inputs, withheld: readonly string[]): Intent {
  if (!dryRun) throw new TagboatError(dirtyRelease(withheld))
  return { kind: 'build', reason: 'uncommitted changes are never released' }
}

/** Warnings about tags that uncommitted changes may not have; a dry run has the error that a run would have. */
function describeWithheld(decided: Intent, intent: Intent, withheld: readonly string[]): readonly string[] {
  if (decided.kind !== 'push' || withheld.length === 0) return []
  if (intent.kind !== 'push') return [`This run would be refused: ${describeProblem(dirtyRelease(withheld))}`]
  const left = `${withheld.join(', ')} ${withheld.length === 1 ? 'is' : 'are'} left out`
  return [`Uncommitted changes are never published as a release or latest: ${left}.`]
}

/** Turns a push into a build, for a target that only writes files. */
const withoutImage = (intent: Intent): Intent =>
  intent.kind === 'push' ? { kind: 'build', reason: 'it makes files and no image' } : intent

/** The plans of a step that make an image. */
export const imagePlans = (plans: readonly Plan[]): readonly Plan[] =>
  plans.filter(({ files }) => files?.isImage !== false)

/** The plans of a step that only write files. */
export const filePlans = (plans: readonly Plan[]): readonly Plan[] =>
  plans.filter(({ files }) => files?.isImage === false)

/** The repositories that get a tag; all of them if no tag is planned. */
const tagged = (repositories: readonly Repository[], tags: readonly PlannedTag[]): readonly Repository[] =>
  tags.length === 0
    ? repositories
    : repositories.filter((repository) => tagsOf({ tags }, repository).length > 0)

function describeUntagged(
  repositories: readonly Repository[],
  tags: readonly PlannedTag[],
): readonly string[] {
  const there = tagged(repositories, tags)
  return repositories
    .filter((repository) => !there.includes(repository))
    .map(
      ({ name }) =>
        `Image ${name} gets no tag and is not published: input tags has references to other names only.`,
    )
}

/** Annotations of a bake file: `level:key=value`, or without a level. */
const readAnnotations = (target: BakeTarget): readonly OwnAnnotation[] =>
  listOf(target, 'annotations').map((text) => {
    const equals = text.indexOf('=')
    return { key: text.slice(0, equals), value: text.slice(equals + 1) }
  })

/** Turns a push without tags into a build; throws a TagboatError if `push: true` or input `from` requires it. */
function checkTags(
  intent: Intent,
  trigger: Trigger,
  inputs: Inputs,
  { tags, unmet = [] }: PlannedTags,
  { source }: ExpressionOptions,
): Intent {
  if (intent.kind !== 'push' || tags.length > 0) return intent
  throwAll(unmet.map(valueWithoutTag))
  if (isByDigest(intent, inputs)) return intent
  if (usesSourceVersion(inputs) && source?.version === undefined) {
    return { kind: 'build', reason: 'the version of its source is unknown' }
  }
  if (inputs.from !== undefined) throw new TagboatError(nothingToPromote(trigger, !inputs.rules.isDefault))
  if (inputs.push === true) throw new TagboatError(nothingToPush(trigger, !inputs.rules.isDefault))
  return { kind: 'build', reason: 'no tag is planned for it' }
}

/** Warns of a branch or git tag without tags, whose push would be expected to publish. A pull request without tags is an ordinary check. */
function describeNoTag(decided: Intent, intent: Intent, trigger: Trigger, inputs: Inputs): readonly string[] {
  const isDropped = decided.kind === 'push' && intent.kind === 'build'
  if (!isDropped || trigger.ref.kind === 'pull') return []
  const { what, fix } = nothingTagged(trigger, !inputs.rules.isDefault)
  return [`${what} ${fix}`]
}

const isByDigest = (intent: Intent, inputs: Inputs): boolean =>
  intent.kind === 'push' && inputs.push === 'digest'

/** The values of expressions in labels, annotations and build arguments. */
export const imageValues = (trigger: Trigger, options: ExpressionOptions, version: string): Values => ({
  ...expressionValues(trigger, options),
  version,
})

/** Warns of labels and annotations that use `{{version}}`, which is empty without a tag. */
function describeNoVersion(
  { labels, annotations }: Inputs,
  intent: Intent,
  version: string,
): readonly string[] {
  if (version !== '' || intent.kind === 'nothing') return []
  return Object.entries({ labels, annotations }).flatMap(([input, marks]) =>
    marks.some(({ value }) => value.uses.has('version')) ? [emptyVersion(input)] : [],
  )
}

/** The warning about an empty `{{version}}`. */
export const emptyVersion = (input: string): string =>
  `Input ${input}: {{version}} is empty, since this run has no tag.`
