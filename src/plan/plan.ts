import { nothingToPush } from '../errors/plan.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Pair } from '../inputs/reader.ts'
import type { PlannedTag, PlannedTags } from '../tags/planned-tag.ts'
import type { Trigger } from '../trigger/trigger.ts'
import { defaultImage } from './default-image.ts'
import { decideIntent, type Intent } from './intent.ts'
import { describeImage, describeRun, type Labels } from './labels.ts'
import { formatReference, parseRepository, type Repository } from './reference.ts'

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
  /** A person's own, with the level where they wrote one: `index:key`, `manifest[linux/amd64]:key`. */
  readonly ownAnnotations: readonly Pair[]
  readonly warnings: readonly string[]
}

/** Every tag on every repository, the first repository's first. */
export function references(plan: Plan): readonly string[] {
  return plan.repositories.flatMap((repository) =>
    plan.tags.map((tag) => formatReference(repository, { tag: tag.name })),
  )
}

export function makePlan(trigger: Trigger, inputs: Inputs, tags: PlannedTags): Plan {
  const intent = checkTags(decideIntent(trigger, inputs.push), trigger, inputs, tags)
  const described = describeImage(trigger, tags.version)
  const labels = { ...described, ...toRecord(inputs.labels) }
  const own = new Set(inputs.annotations.map(({ key }) => key.replace(/^[^:]*:/, '')))
  const annotations = Object.entries({ ...described, ...describeRun(trigger, tags.tags) }).filter(
    ([key]) => !own.has(key),
  )
  return {
    intent,
    repositories: inputs.images.length > 0 ? inputs.images : [parseRepository(defaultImage(trigger))],
    tags: tags.tags,
    version: tags.version,
    labels,
    annotations: Object.fromEntries(annotations),
    ownAnnotations: inputs.annotations,
    warnings: [...tags.warnings, ...('warning' in intent && intent.warning ? [intent.warning] : [])],
  }
}

/** Without a tag there is nothing that a push could publish: said plainly, and an error where a push was demanded. */
function checkTags(intent: Intent, trigger: Trigger, inputs: Inputs, { tags }: PlannedTags): Intent {
  if (intent.kind !== 'push' || tags.length > 0) return intent
  if (inputs.push === true) throw new TagboatError(nothingToPush(trigger, inputs.tags.length > 0))
  return { kind: 'build', reason: 'no tag is planned for it' }
}

function toRecord(pairs: readonly Pair[]): Labels {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]))
}
