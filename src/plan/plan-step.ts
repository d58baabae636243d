import { type BakeDefinition, type BakeTarget, listOf } from '../bake/bake-target.ts'
import { readSpecs } from '../bake/specs.ts'
import { fileOutputsOf, isArchive, makesImage } from '../bake/target-outputs.ts'
import { nothingButFiles, referenceConflict } from '../errors/plan.ts'
import { type Inputs, isMany } from '../inputs/inputs.ts'
import {
  distinctOf,
  formatReference,
  keyOf,
  parseRepository,
  type Repository,
  separateReference,
} from '../model/reference.ts'
import type { Intent } from '../model/run-intent.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { applyRules } from '../tags/apply-rules.ts'
import { nameTargets } from './name-targets.ts'
import { imagePlans, makePlan, type Plan, type PlannedTarget } from './plan.ts'
import { checkProtected } from './protected.ts'
import { findNamesInTags, nameLines } from './references-in-tags.ts'
import type { NamedTarget } from './repositories.ts'
import { tagsOf } from './tag-references.ts'
import { optionsFor, rulesFor } from './target-rules.ts'

/**
 * Plans every image of a step, in the order in which they were chosen, then the targets that only write files. Throws a
 * TagboatError with every name that is invalid, that two images would publish, or that is protected from this ref.
 */
export function planStep(trigger: Trigger, inputs: Inputs, definition: BakeDefinition): readonly Plan[] {
  const misplaced = findNamesInTags(trigger, inputs)
  throwAll(misplaced.problems)
  const named = nameTargets(trigger, inputs, imagesOf(inputs, definition)).map((target) => ({
    ...target,
    tags: { ...target.tags, warnings: [...target.tags.warnings, ...misplaced.warnings] },
  }))
  const targets = [...named, ...planFiles(trigger, inputs, definition)]
  const plans = targets.map((target) => makePlan(trigger, inputs, target))
  if (inputs.push === true) throwAll(findWithoutImage(plans))
  if (intentOf(plans).kind === 'push') throwAll(findProblems(trigger, inputs, definition, plans))
  return plans
}

/** Whether a target writes files but makes no image. */
const isFilesOnly = ({ bake, build }: Inputs, target: BakeTarget): boolean =>
  bake === undefined
    ? !build.load && fileOutputsOf(target).length > 0 && !fileOutputsOf(target).some(isArchive)
    : !makesImage(target)

/** The definition with only those chosen targets that make an image. */
const imagesOf = (inputs: Inputs, { targets, chosen }: BakeDefinition): BakeDefinition => ({
  targets,
  chosen: chosen.filter((name) => !isFilesOnly(inputs, targets.get(name) ?? {})),
})

/** Plans targets without an image. They have no names, but the version that the rules give. */
function planFiles(
  trigger: Trigger,
  inputs: Inputs,
  { targets, chosen }: BakeDefinition,
): readonly PlannedTarget[] {
  return chosen.flatMap((name) => {
    const definition = targets.get(name) ?? {}
    if (!isFilesOnly(inputs, definition)) return []
    const options = optionsFor(inputs, name)
    const { version } = applyRules(trigger, rulesFor(inputs, name), options)
    const tags = { tags: [], version, warnings: [] }
    const files = { outputs: fileOutputsOf(definition), isImage: false }
    return [{ name, definition, repositories: [], tags, options, files }]
  })
}

/** A problem if no target makes an image: `push: true` would have nothing to push. */
const findWithoutImage = (plans: readonly Plan[]): readonly Problem[] =>
  plans.length > 0 && imagePlans(plans).length === 0
    ? [nothingButFiles(plans.map(({ target }) => target))]
    : []

/** The intent of the step: it pushes if any of its images does. */
export const intentOf = (plans: readonly Plan[]): Intent =>
  plans.find(({ intent }) => intent.kind === 'push')?.intent ??
  plans[0]?.intent ?? { kind: 'nothing', reason: 'no image was chosen' }

/** The repositories that a target exports its caches to. The bake file names them, so they are checked too. */
function cachesOf(target: BakeTarget): readonly Repository[] {
  return readSpecs(target, 'cache-to').flatMap((spec) => {
    // A cache without a type is only a reference.
    const ref = spec.ref ?? Object.keys(spec)[0]
    const { name } = separateReference(typeof ref === 'string' ? ref : '')
    try {
      return name === '' ? [] : [parseRepository(name)]
    } catch (error) {
      // buildx refuses an invalid name.
      if (error instanceof TagboatError) return []
      throw error
    }
  })
}

function findProblems(
  trigger: Trigger,
  inputs: Inputs,
  { targets }: BakeDefinition,
  plans: readonly Plan[],
): readonly Problem[] {
  const claims = plans.flatMap((plan) =>
    plan.repositories.map((repository) => ({
      target: plan.target,
      repositories: [repository],
      tags: tagsOf(plan, repository).map(({ name }) => name),
    })),
  )
  // All targets: one that is not chosen in this run has a name that needs protection, too.
  const named: readonly NamedTarget[] = isMany(inputs)
    ? [...targets]
        .filter(([, target]) => makesImage(target))
        .map(([name, target]) => ({ name, ownNames: listOf(target, 'tags') }))
    : []
  const caches = inputs.bake ? [...targets.values()].flatMap(cachesOf) : []
  const repositories = distinctOf([...plans.flatMap((plan) => plan.repositories), ...caches])
  const { options } = inputs.rules.inputs
  return [
    ...findConflicts(claims),
    ...checkProtected(trigger, nameLines(inputs), repositories, options, named),
  ]
}

/** The references that a target would publish: each of its tags in each of its repositories. */
export interface Claim {
  readonly target: string
  readonly repositories: readonly Repository[]
  readonly tags: readonly string[]
}

/** One problem for each reference that two or more targets would publish. */
export function findConflicts(claims: readonly Claim[]): readonly Problem[] {
  const owners = new Map<string, { readonly reference: string; readonly targets: Set<string> }>()
  for (const { target, repositories, tags } of claims) {
    for (const repository of repositories) {
      for (const tag of tags) {
        const key = `${keyOf(repository)}:${tag}`
        const reference = formatReference(repository, { tag })
        const owner = owners.get(key) ?? { reference, targets: new Set() }
        owners.set(key, owner)
        owner.targets.add(target)
      }
    }
  }
  return [...owners.values()]
    .filter(({ targets }) => targets.size > 1)
    .map(({ reference, targets }) => referenceConflict(reference, [...targets]))
}
