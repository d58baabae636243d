import { type BakeTarget, listOf, recordOf } from '../bake/bake-target.ts'
import type { FileOutput } from '../bake/file-output.ts'
import { nothingTagged, nothingToPromote, nothingToPush, valueWithoutTag } from '../errors/plan.ts'
import type { Inputs, Mark } from '../inputs/inputs.ts'
import { usesSourceVersion } from '../inputs/source-expressions.ts'
import type { Intent } from '../model/intent.ts'
import type { PlannedTag, PlannedTags } from '../model/planned-tag.ts'
import type { Repository } from '../model/reference.ts'
import { TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { type ExpressionOptions, expressionValues, timesOf } from '../tags/expressions.ts'
import type { Values } from '../tags/templates.ts'
import { decideIntent } from './decide-intent.ts'
import { describeImage, describeRun, type Labels } from './labels.ts'
import { type Named, pairsOf, tagsOf } from './tag-references.ts'

/** A person's own annotation, with the level where they wrote one: `index:key`, `manifest[linux/amd64]:key`. */
export interface OwnAnnotation {
  readonly key: string
  readonly value: string
}

/** What should be there afterwards of one image. Plain data; a step has one for each image that it publishes. */
export interface Plan {
  /** The image's name within the step: its target's. */
  readonly target: string
  readonly intent: Intent
  readonly repositories: readonly Repository[]
  readonly tags: readonly PlannedTag[]
  /** The tag of the highest priority; empty where no tag is planned. */
  readonly version: string
  readonly labels: Labels
  /** For the top manifest: the labels and what guards need. */
  readonly annotations: Labels
  readonly ownAnnotations: readonly OwnAnnotation[]
  /** Where annotations without a level go; empty for the top manifest. */
  readonly annotationsLevels: readonly string[]
  readonly warnings: readonly string[]
  /** Undefined where the build writes no files. */
  readonly files?: PlannedFiles
}

/** What a build writes on this machine; it is never pushed then. */
export interface PlannedFiles {
  readonly outputs: readonly FileOutput[]
  /** Archives of an image, which carry its planned names. Else there is no image, and it has neither names nor tags. */
  readonly isImage: boolean
}

/** An image that a plan is made for: a target of a bake file, or the one that the inputs describe. */
export interface PlannedTarget {
  readonly name: string
  readonly definition: BakeTarget
  readonly repositories: readonly Repository[]
  readonly tags: PlannedTags
  /** What expressions know of it. */
  readonly options: ExpressionOptions
  readonly files?: PlannedFiles
}

/** Every tag on every repository that it is for, the first repository's first. */
export function references(plan: Named): readonly string[] {
  return pairsOf(plan).map(({ ref }) => ref)
}

/** What is to be there of one image. Throws a TagboatError where a push was demanded and there is nothing to push. */
export function makePlan(trigger: Trigger, inputs: Inputs, target: PlannedTarget): Plan {
  const { files } = target
  const isFiles = files?.isImage === false
  const decided = isFiles
    ? withoutImage(decideIntent(trigger, inputs.push))
    : decideIntent(trigger, inputs.push)
  // Whatever rules a person wrote: a ref or pull request that is gone gets no tags.
  const tags = decided.kind === 'nothing' ? { tags: [], version: '', warnings: [] } : target.tags
  const intent = checkTags(decided, trigger, inputs, tags, target.options)
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
    // By digest: the content lands, and a later run tags it.
    tags: planned,
    version: tags.version,
    // What a person wrote wins: in the bake file over ours, in the workflow over both.
    labels: { ...described, ...recordOf(target.definition, 'labels'), ...labels },
    annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => !own.has(key))),
    ownAnnotations,
    annotationsLevels: inputs.metadata.annotationsLevels,
    ...(files && { files }),
    warnings: [
      ...tags.warnings,
      ...describeUntagged(target.repositories, planned),
      ...describeNoTag(decided, intent, trigger, inputs),
      ...describeNoVersion(inputs, intent, tags.version),
    ],
  }
}

/** Files are built whatever the event, and never pushed. */
const withoutImage = (intent: Intent): Intent =>
  intent.kind === 'push' ? { kind: 'build', reason: 'it makes files and no image' } : intent

/** Of the plans of a step, those that make an image. */
export const imagePlans = (plans: readonly Plan[]): readonly Plan[] =>
  plans.filter(({ files }) => files?.isImage !== false)

/** The others: files alone. */
export const filePlans = (plans: readonly Plan[]): readonly Plan[] =>
  plans.filter(({ files }) => files?.isImage === false)

/** The names that have a tag; all of them where no tag is planned. */
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

/** Without a tag there is nothing that a push could publish: said plainly, and an error where a push was demanded. */
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

/** A pull request without tags is an ordinary check; whoever pushes a branch or a tag expects an image. */
function describeNoTag(decided: Intent, intent: Intent, trigger: Trigger, inputs: Inputs): readonly string[] {
  const isDropped = decided.kind === 'push' && intent.kind === 'build'
  if (!isDropped || trigger.ref.kind === 'pull') return []
  const { what, fix } = nothingTagged(trigger, !inputs.rules.isDefault)
  return [`${what} ${fix}`]
}

const isByDigest = (intent: Intent, inputs: Inputs): boolean =>
  intent.kind === 'push' && inputs.push === 'digest'

/** What expressions in labels, annotations and build arguments print. */
export const imageValues = (trigger: Trigger, options: ExpressionOptions, version: string): Values => ({
  ...expressionValues(trigger, options),
  version,
})

/** Without a tag there is no version: a label of it is empty then. */
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

/** A warning. */
export const emptyVersion = (input: string): string =>
  `Input ${input}: {{version}} is empty, since this run has no tag.`
