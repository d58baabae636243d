import { type BakeDefinition, type BakeTarget, listOf } from '../bake/bake-target.ts'
import { droppedArchives, fileOutputsOf } from '../bake/target-outputs.ts'
import { imageNames } from '../inputs/from-input.ts'
import { type Inputs, isMany } from '../inputs/inputs.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { applyRules } from '../tags/apply-rules.ts'
import { type ImageLine, usesTarget } from '../tags/image-lines.ts'
import type { PlannedTarget } from './plan.ts'
import { nameLines, placeReferences } from './references-in-tags.ts'
import { findShared, hasOwnNames, type NamedTarget, nameRepositories } from './repositories.ts'
import { groupByTags, optionsFor, rulesFor } from './target-rules.ts'

/** Names every chosen image: repositories and tags. Throws one TagboatError with all problems. */
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
    // An invalid name is already among the problems.
    if (!(error instanceof TagboatError)) throw error
  }
  throwAll([...new Map(problems.map((problem) => [problem.what, problem])).values()])
  return placeReferences(named, inputs)
}

/** Notes that references in input tags take precedence over the target's own tags. */
const describeOverruled = ({ images }: Inputs, lines: readonly ImageLine[], own: NamedTarget) =>
  images.length === 0 && lines.length > 0 && hasOwnNames(own) ? [referencesWin(own.name)] : []

const describeDropped = (target: string, definition: BakeTarget): readonly string[] =>
  droppedArchives(definition).map(
    ({ spec }) =>
      `Target ${target} makes an image, and its own output ${spec} is not written: a target of a bake file writes files with type=local or type=tar alone.`,
  )

const referencesWin = (target: string): string =>
  `Target ${target} is published where the references in input tags say, and not where its own tags in the bake file do.`

/** Log lines about tags in the bake file that input images overrides. They are often placeholders, so this is not a warning. */
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

/** The name of an image within the step; undefined for a single image without one. */
function ownNameOf(inputs: Inputs, name: string, definition: BakeTarget): NamedTarget | undefined {
  if (inputs.from === undefined)
    return isMany(inputs) ? { name, ownNames: listOf(definition, 'tags') } : undefined
  // A single named image uses the server's default name as it is.
  const hasTarget = nameLines(inputs).some((line) => line.isWhole || usesTarget(line))
  return imageNames(inputs.from).length > 1 || hasTarget ? { name, ownNames: [] } : undefined
}
