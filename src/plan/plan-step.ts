import { type BakeDefinition, type BakeTarget, listOf } from '../bake/bake-target.ts'
import { readSpecs } from '../bake/specs.ts'
import { droppedArchives, fileOutputsOf, isArchive, makesImage } from '../bake/target-outputs.ts'
import { nothingButFiles } from '../errors/plan.ts'
import { imageNames } from '../inputs/from.ts'
import { type Inputs, isMany } from '../inputs/inputs.ts'
import { distinctOf, parseRepository, type Repository, separateReference } from '../model/reference.ts'
import type { Intent } from '../model/run-intent.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { applyRules } from '../tags/compute.ts'
import { type ImageLine, usesTarget } from '../tags/images.ts'
import { findConflicts } from './conflicts.ts'
import { findNamesInTags } from './names-in-tags.ts'
import { tagsOf } from './pairs.ts'
import { nameLines, placeReferences } from './place-references.ts'
import { imagePlans, makePlan, type Plan, type PlannedTarget } from './plan.ts'
import { checkProtected } from './protected.ts'
import { findShared, hasOwnNames, type NamedTarget, nameRepositories } from './repositories.ts'
import { groupByTags, optionsFor, rulesFor } from './target-rules.ts'

/**
 * What is to be there of every image of a step, in the order in which they were chosen, and then of the targets that make
 * files alone. Throws a TagboatError with every name that cannot be: that is none, that two images would publish, or that this ref may not have.
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

/** Whether a target writes files and no image. */
const isFilesOnly = ({ bake, build }: Inputs, target: BakeTarget): boolean =>
  bake === undefined
    ? !build.load && fileOutputsOf(target).length > 0 && !fileOutputsOf(target).some(isArchive)
    : !makesImage(target)

/** The same definition with those of the chosen targets that make an image. */
const imagesOf = (inputs: Inputs, { targets, chosen }: BakeDefinition): BakeDefinition => ({
  targets,
  chosen: chosen.filter((name) => !isFilesOnly(inputs, targets.get(name) ?? {})),
})

/** Targets without an image have no names; their version is that of the rules all the same. */
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

/** A push that was asked for has nothing to push. */
const findWithoutImage = (plans: readonly Plan[]): readonly Problem[] =>
  plans.length > 0 && imagePlans(plans).length === 0
    ? [nothingButFiles(plans.map(({ target }) => target))]
    : []

/** The names and tags of every chosen image. Throws one TagboatError with all that is wrong. */
export function nameTargets(
  trigger: Trigger,
  inputs: Inputs,
  { targets, chosen }: BakeDefinition,
): readonly PlannedTarget[] {
  const problems: Problem[] = []
  const named = chosen.flatMap((name) => {
    const definition = targets.get(name) ?? {}
    const options = optionsFor(inputs, name)
    try {
      const lines = nameLines(inputs)
      const own = ownNameOf(inputs, name, definition)
      const repositories = nameRepositories(trigger, lines, options, own)
      const planned = applyRules(trigger, rulesFor(inputs, name), options)
      const said = own === undefined ? [] : describeOverruled(inputs, lines, own)
      const dropped = own === undefined ? [] : describeDropped(name, definition)
      const tags = { ...planned, warnings: [...planned.warnings, ...said, ...dropped] }
      const outputs = own === undefined ? fileOutputsOf(definition) : []
      const files = outputs.length > 0 ? { files: { outputs, isImage: true } } : {}
      return [{ name, definition, repositories, tags, options, ...files }]
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      problems.push(...error.problems)
      return []
    }
  })
  try {
    const options = inputs.rules.inputs.options ?? {}
    const groups = groupByTags(trigger, inputs, chosen)
    problems.push(
      ...groups.flatMap((group) =>
        findShared(trigger, inputs.images, options, group, inputs.builds !== undefined),
      ),
    )
  } catch (error) {
    // A name that is none is among the problems already.
    if (!(error instanceof TagboatError)) throw error
  }
  throwAll([...new Map(problems.map((problem) => [problem.what, problem])).values()])
  return placeReferences(named, inputs)
}

/** Without input images the names come from references in input tags, where it has any. */
const describeOverruled = ({ images }: Inputs, lines: readonly ImageLine[], own: NamedTarget) =>
  images.length === 0 && lines.length > 0 && hasOwnNames(own) ? [referencesWin(own.name)] : []

const describeDropped = (target: string, definition: BakeTarget): readonly string[] =>
  droppedArchives(definition).map(
    ({ spec }) =>
      `Target ${target} makes an image, and its own output ${spec} is not written: a target of a bake file writes files with type=local or type=tar alone.`,
  )

const referencesWin = (target: string): string =>
  `Target ${target} is published where the references in input tags say, and not where its own tags in the bake file do.`

/** For the log: the chosen targets whose own tags name nothing. They are often placeholders, so this is no warning. */
export function describeIgnoredTags(inputs: Inputs, { targets, chosen }: BakeDefinition): readonly string[] {
  if (inputs.bake === undefined || inputs.images.length === 0) return []
  return chosen.flatMap((name) => {
    const tags = listOf(targets.get(name) ?? {}, 'tags').filter((tag) => tag !== '')
    if (tags.length === 0) return []
    return [
      `Input images names the image of target ${name}; its tags in the bake file do not: ${tags.join(', ')}.`,
    ]
  })
}

/** What an image of the step is called; undefined for a single one without a name of its own. */
function ownNameOf(inputs: Inputs, name: string, definition: BakeTarget): NamedTarget | undefined {
  if (inputs.from === undefined)
    return isMany(inputs) ? { name, ownNames: listOf(definition, 'tags') } : undefined
  // A single named image takes this server's name as it is.
  const hasTarget = nameLines(inputs).some((line) => line.isWhole || usesTarget(line))
  return imageNames(inputs.from).length > 1 || hasTarget ? { name, ownNames: [] } : undefined
}

/** A step pushes where any of its images is to be pushed. */
export const intentOf = (plans: readonly Plan[]): Intent =>
  plans.find(({ intent }) => intent.kind === 'push')?.intent ??
  plans[0]?.intent ?? { kind: 'nothing', reason: 'no image was chosen' }

/** The repositories that a target's caches are pushed to: the bake file names those, too. */
function cachesOf(target: BakeTarget): readonly Repository[] {
  return readSpecs(target, 'cache-to').flatMap((spec) => {
    // Without a type it is a reference alone.
    const ref = spec.ref ?? Object.keys(spec)[0]
    const { name } = separateReference(typeof ref === 'string' ? ref : '')
    try {
      return name === '' ? [] : [parseRepository(name)]
    } catch (error) {
      // buildx refuses what is not a name.
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
  // All of them, since one that is not chosen now has its name too.
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
