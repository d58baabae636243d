import { type BakeDefinition, recordOf } from '../bake/bake-target.ts'
import { readArgs } from '../inputs/build-args.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { emptyVersion, imageValues, type Plan } from '../plan/plan.ts'
import { optionsFor } from '../plan/plan-step.ts'
import { timesOf } from '../tags/expressions.ts'
import { compileLoose, type LooseText, renderLoose } from '../tags/loose-text.ts'
import type { Trigger } from '../trigger/trigger.ts'

/** A definition whose build arguments are what the builder gets. */
interface Filled {
  readonly definition: BakeDefinition
  readonly warnings: readonly string[]
  /** What expressions printed, for the log. */
  readonly said: readonly string[]
}

/**
 * Fills in the expressions of input build-args, once the tags are known: the run, a dry run and the content keys of
 * only-changed all get this definition. Of bake files nothing is filled in: they are read before there are tags. Pure.
 */
export function fillArgs(
  trigger: Trigger,
  inputs: Inputs,
  definition: BakeDefinition,
  plans: readonly Plan[],
): Filled {
  if (inputs.bake !== undefined) return { definition, warnings: describeBake(inputs.bake), said: [] }
  const args = readArgs(inputs.build.buildArgs)
  const texts = args.map(({ text }) => text)
  const doubts = args.flatMap(({ key, text }) => describeDoubt(key, text))
  if (texts.every(({ parts }) => parts.length === 1 && typeof parts[0] === 'string')) {
    return { definition, warnings: doubts, said: [] }
  }
  const targets = new Map(definition.targets)
  const said = new Set<string>()
  for (const plan of plans) {
    const values = imageValues(trigger, optionsFor(inputs, plan.target), plan.version)
    const filled = args.map(({ key, text }) => [key, renderLoose(text, values, timesOf(trigger))] as const)
    const target = targets.get(plan.target) ?? {}
    targets.set(plan.target, {
      ...target,
      args: { ...recordOf(target, 'args'), ...Object.fromEntries(filled) },
    })
    const used = new Set(texts.flatMap(({ uses }) => [...uses]))
    for (const name of used) said.add(`In build-args {{${name}}} is '${String(values[name])}'.`)
  }
  const isVersionless = plans.some(({ version, intent }) => version === '' && intent.kind !== 'nothing')
  const needsVersion = texts.some(({ uses }) => uses.has('version'))
  const empty = isVersionless && needsVersion ? [emptyVersion('build-args')] : []
  return {
    definition: { ...definition, targets },
    warnings: [...doubts, ...empty],
    said: [...said],
  }
}

const describeDoubt = (key: string, { doubtful }: LooseText): readonly string[] =>
  doubtful.map(({ text, meant }) => {
    const fix =
      meant === undefined ? 'it is no expression that build-args knows' : `write ${meant} if you mean that`
    return `Input build-args: ${text} in ${key} reaches the Dockerfile as it is written; ${fix}.`
  })

function describeBake({ set, vars }: NonNullable<Inputs['bake']>): readonly string[] {
  const items = [
    ...set.map((line) => ['set', line] as const),
    ...vars.map(({ key, value }) => ['vars', `${key}=${value}`] as const),
  ]
  return items.flatMap(([input, line]) => {
    const { parts } = compileLoose(line, { input: 'build-args', line: '' })
    const first = parts.find((part) => typeof part !== 'string')
    if (first === undefined || typeof first === 'string') return []
    const key = line.replace(/=.*$/s, '')
    return [
      `Input ${input}: ${first.text} in ${key} stays as it is written, since bake files are read before the tags are known; give it the output of an earlier step with dry-run: true.`,
    ]
  })
}
