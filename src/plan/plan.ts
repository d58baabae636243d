import { nothingToPush } from '../errors/plan.ts'
import { type Problem, TagboatError, throwAll } from '../errors/tagboat-error.ts'
import type { Inputs, Mark } from '../inputs/inputs.ts'
import { expressionValues, timesOf } from '../tags/expressions.ts'
import { imageNames } from '../tags/images.ts'
import type { PlannedTag, PlannedTags } from '../tags/planned-tag.ts'
import type { Trigger } from '../trigger/trigger.ts'
import { defaultImage } from './default-image.ts'
import { decideIntent, type Intent } from './intent.ts'
import { describeImage, describeRun, type Labels } from './labels.ts'
import { formatReference, parseRepository, type Repository } from './reference.ts'

/** A person's own annotation, with the level where they wrote one: `index:key`, `manifest[linux/amd64]:key`. */
export interface OwnAnnotation {
  readonly key: string
  readonly value: string
}

/** What should be there afterwards. Plain data. */
export interface Plan {
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
}

/** Every tag on every repository, the first repository's first. */
export function references(plan: Plan): readonly string[] {
  return plan.repositories.flatMap((repository) =>
    plan.tags.map((tag) => formatReference(repository, { tag: tag.name })),
  )
}

export function makePlan(trigger: Trigger, inputs: Inputs, planned: PlannedTags): Plan {
  const decided = decideIntent(trigger, inputs.push)
  // Whatever rules a person wrote: a ref or pull request that is gone gets no tags.
  const tags = decided.kind === 'nothing' ? { tags: [], version: '', warnings: [] } : planned
  const intent = checkTags(decided, trigger, inputs, tags)
  const described = describeImage(trigger, tags.version)
  const ownAnnotations = renderMarks(inputs.annotations, trigger, inputs)
  const own = new Set(ownAnnotations.map(({ key }) => key.replace(/^[^:]*:/, '')))
  const annotations = { ...described, ...describeRun(trigger, tags.tags) }
  const labels = renderMarks(inputs.labels, trigger, inputs).map(({ key, value }) => [key, value])
  return {
    intent,
    repositories: nameRepositories(trigger, inputs),
    // By digest: the content lands, and a later run tags it.
    tags: isByDigest(intent, inputs) ? [] : tags.tags,
    version: tags.version,
    labels: { ...described, ...Object.fromEntries(labels) },
    annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => !own.has(key))),
    ownAnnotations,
    annotationsLevels: inputs.metadata.annotationsLevels,
    warnings: [...tags.warnings, ...('warning' in intent && intent.warning ? [intent.warning] : [])],
  }
}

/** The names that input images gives, each once; throws a TagboatError with every name that is none. */
function nameRepositories(trigger: Trigger, inputs: Inputs): readonly Repository[] {
  const names =
    inputs.images.length === 0
      ? [defaultImage(trigger)]
      : imageNames(inputs.images, trigger, inputs.rules.inputs.options)
  const repositories = new Map<string, Repository>()
  const problems: Problem[] = []
  for (const name of names) {
    try {
      const repository = parseRepository(name)
      repositories.set(`${repository.host}/${repository.path}`, repository)
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      problems.push(...error.problems)
    }
  }
  throwAll(problems)
  return [...repositories.values()]
}

/** Without a tag there is nothing that a push could publish: said plainly, and an error where a push was demanded. */
function checkTags(intent: Intent, trigger: Trigger, inputs: Inputs, { tags }: PlannedTags): Intent {
  if (intent.kind !== 'push' || tags.length > 0 || isByDigest(intent, inputs)) return intent
  if (inputs.push === true) throw new TagboatError(nothingToPush(trigger, !inputs.rules.isDefault))
  return { kind: 'build', reason: 'no tag is planned for it' }
}

const isByDigest = (intent: Intent, inputs: Inputs): boolean =>
  intent.kind === 'push' && inputs.push === 'digest'

function renderMarks(marks: readonly Mark[], trigger: Trigger, inputs: Inputs): readonly OwnAnnotation[] {
  const values = expressionValues(trigger, inputs.rules.inputs.options ?? {})
  return marks.map(({ key, value }) => ({ key, value: value.render(values, timesOf(trigger)) }))
}
